"""Keys, sealing and pseudonyms of a brand (9.3)."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from luoxuan.foundation.privacy import sealing
from luoxuan.foundation.privacy.models import BrandKey
from luoxuan.foundation.trail.services import trail_record
from luoxuan.settings.home import secret

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

KEY = 32
NONCE = 12


class KeyDestroyedError(Exception):
    """The brand's key was destroyed: what was sealed with it is forgotten for good."""


def file_seal(*, brand: "Brand", source: Path, target: Path) -> None:
    """Write `source` sealed under the brand's key to `target`, whole or not at all."""
    sealing.seal(source, target, key=_purpose_key(brand, "originals"))


def file_open(*, brand: "Brand", source: Path, target: Path) -> None:
    """Write the plain bytes of a sealed file to `target`. Raises SealBrokenError or KeyDestroyedError."""
    sealing.unseal(source, target, key=_purpose_key(brand, "originals"))


@contextmanager
def sealed_open(*, brand: "Brand", source: Path) -> Iterator[Path]:
    """The plain bytes in a private temporary file that is gone afterwards.

    It lies in the installation's own folder, not in the machine's: that one may be kept or shared.
    """
    room = Path(settings.LUOXUAN_HOME) / "brands" / brand.key / "work"
    room.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=room) as folder:
        target = Path(folder) / "plain"
        file_open(brand=brand, source=source, target=target)
        yield target


def pseudonym_key(brand: "Brand") -> bytes:
    """The 32-byte key of the brand's customer keys."""
    return _purpose_key(brand, "pseudonyms")


@transaction.atomic
def key_destroy(*, brand: "Brand", actor: "User | None", at: datetime) -> None:
    """Forget the key for good: originals cannot be opened and pseudonyms not be made again."""
    BrandKey.objects.update_or_create(brand=brand, defaults={"wrapped": None, "destroyed_at": at})
    trail_record(
        brand=brand,
        actor=actor,
        verb="key.destroyed",
        subject_type="brand",
        subject_id=brand.key,
        detail={},
        at=at,
    )


def _purpose_key(brand: "Brand", purpose: str) -> bytes:
    """One key per purpose, so that what opens originals does not make pseudonyms."""
    return hmac.new(_brand_key(brand), purpose.encode(), hashlib.sha256).digest()


@transaction.atomic
def _brand_key(brand: "Brand") -> bytes:
    row = BrandKey.objects.filter(brand=brand).first()
    if row is None:
        row, _created = BrandKey.objects.get_or_create(
            brand=brand, defaults={"wrapped": _wrap(os.urandom(KEY), brand)}
        )
    if row.wrapped is None:
        raise KeyDestroyedError(f"The key of brand {brand.key} was destroyed.")
    box = bytes(row.wrapped)
    return AESGCM(_master()).decrypt(box[:NONCE], box[NONCE:], brand.key.encode())


def _wrap(key: bytes, brand: "Brand") -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_master()).encrypt(nonce, key, brand.key.encode())


def _master() -> bytes:
    path = Path(settings.LUOXUAN_HOME) / "keys" / "master.key"
    return hashlib.sha256(secret(path, variable="LUOXUAN_MASTER_KEY").encode()).digest()
