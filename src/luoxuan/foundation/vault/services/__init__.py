"""Writing to the vault: sealed values, readings, consents, requests, clocks (9.3)."""

from luoxuan.foundation.vault.envelope import box_open
from luoxuan.foundation.vault.keyring import Keyring, phone_token, token_key, token_of
from luoxuan.foundation.vault.services.consents import (
    PurposeDraft,
    Said,
    consent_record,
    purpose_retire,
    purpose_save,
)
from luoxuan.foundation.vault.services.erase import person_correct, person_erase, proof_digest
from luoxuan.foundation.vault.services.errors import (
    LimitReachedError,
    PersonErasedError,
    PersonUnknownError,
    PurposeMissingError,
    VaultError,
    VaultOffError,
)
from luoxuan.foundation.vault.services.keys import vault_key_add, vault_rotate
from luoxuan.foundation.vault.services.packs import PACKS, Pack, PackTable, pack_make
from luoxuan.foundation.vault.services.reads import Reason, day_start, person_unmask
from luoxuan.foundation.vault.services.requests import (
    request_answer,
    request_erase,
    request_open,
    request_refuse,
)
from luoxuan.foundation.vault.services.retention import clock_set, retention_run
from luoxuan.foundation.vault.services.switch import Choice, settings_save
from luoxuan.foundation.vault.services.takes import (
    take_write,
    takes_confirm,
    takes_drop,
    takes_sweep,
)
from luoxuan.foundation.vault.spool import Met, PersonSpool

__all__ = [
    "PACKS",
    "Choice",
    "Keyring",
    "LimitReachedError",
    "Met",
    "Pack",
    "PackTable",
    "PersonErasedError",
    "PersonSpool",
    "PersonUnknownError",
    "PurposeDraft",
    "PurposeMissingError",
    "Reason",
    "Said",
    "VaultError",
    "VaultOffError",
    "box_open",
    "clock_set",
    "consent_record",
    "day_start",
    "pack_make",
    "person_correct",
    "person_erase",
    "person_unmask",
    "phone_token",
    "proof_digest",
    "purpose_retire",
    "purpose_save",
    "request_answer",
    "request_erase",
    "request_open",
    "request_refuse",
    "retention_run",
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
