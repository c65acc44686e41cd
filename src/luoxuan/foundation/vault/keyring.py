"""The vault keys of a brand opened once, and the tokens of its persons (9.3)."""

import hashlib
import hmac
from typing import TYPE_CHECKING

from luoxuan.foundation.privacy import services as privacy
from luoxuan.foundation.vault.envelope import CipherName, box_open, box_seal
from luoxuan.foundation.vault.models import VaultKey
from luoxuan.foundation.vault.phones import phone_bare

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


class Keyring:
    """The vault keys of a brand, opened once."""

    def __init__(
        self, brand: "Brand", *, cipher: CipherName = "aes", is_held: bool = False
    ) -> None:
        """Held, no turning of the key may forget a version before the transaction ends."""
        self.brand = brand
        self.cipher = cipher
        self._outer = privacy.purpose_key(brand, "vault")
        self._keys: dict[int, bytes] = {}
        rows = VaultKey.objects.filter(brand=brand)
        for row in rows.select_for_update() if is_held else rows:
            bound = f"{brand.key}|vault|{row.version}".encode()
            self._keys[row.version] = box_open(bytes(row.wrapped), key=self._outer, bound_to=bound)

    @property
    def version(self) -> int:
        """The version that wraps."""
        return max(self._keys)

    def wrap(self, key: bytes, token: str) -> bytes:
        """A person's key in a box of the newest version."""
        return box_seal(
            key, key=self._keys[self.version], bound_to=self._bound(token), cipher=self.cipher
        )

    def unwrap(self, box: bytes, version: int, token: str) -> bytes:
        """A person's key."""
        return box_open(box, key=self._keys[version], bound_to=self._bound(token))

    def bound_to(self, token: str, kind: str) -> bytes:
        """What a person's value is bound to."""
        return f"{self.brand.key}|{token}|{kind}".encode()

    def _bound(self, token: str) -> bytes:
        return f"{self.brand.key}|person|{token}".encode()


def token_key(brand: "Brand") -> bytes:
    """The key of the brand's tokens: the same for all its shops, another than that of its boxes."""
    return privacy.purpose_key(brand, "vault.tokens")


def phone_token(brand: "Brand", phone: str) -> str | None:
    """The token of a phone as a person types it; None where it is no phone."""
    bare = phone_bare(phone)
    return token_of(token_key(brand), bare) if bare else None


def token_of(key: bytes, bare: str) -> str:
    """HMAC-SHA256 of the bare phone."""
    return hmac.new(key, f"phone|{bare}".encode(), hashlib.sha256).hexdigest()


def value_digest(key: bytes, kind: str, value: str) -> str:
    """The same value of the same person again; of two persons it never agrees."""
    return hmac.new(key, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()[:32]
