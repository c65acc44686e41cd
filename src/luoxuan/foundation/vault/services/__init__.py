"""Writing to the vault: sealed values, readings, consents, requests, clocks (9.3)."""

from luoxuan.foundation.vault.envelope import box_open
from luoxuan.foundation.vault.services.errors import (
    LimitReachedError,
    PersonErasedError,
    PersonUnknownError,
    PurposeMissingError,
    VaultError,
    VaultOffError,
)
from luoxuan.foundation.vault.services.keys import (
    Keyring,
    phone_token,
    token_key,
    token_of,
    vault_key_add,
    vault_rotate,
)
from luoxuan.foundation.vault.services.switch import Choice, settings_save
from luoxuan.foundation.vault.services.takes import (
    take_write,
    takes_confirm,
    takes_drop,
    takes_sweep,
)
from luoxuan.foundation.vault.spool import Met, PersonSpool

__all__ = [
    "Choice",
    "Keyring",
    "LimitReachedError",
    "Met",
    "PersonErasedError",
    "PersonSpool",
    "PersonUnknownError",
    "PurposeMissingError",
    "VaultError",
    "VaultOffError",
    "box_open",
    "phone_token",
    "settings_save",
    "take_write",
    "takes_confirm",
    "takes_drop",
    "takes_sweep",
    "token_key",
    "token_of",
    "vault_key_add",
    "vault_rotate",
]
