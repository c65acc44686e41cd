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

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from luoxuan.foundation.privacy import masters, sealing
from luoxuan.foundation.privacy.models import BrandKey
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

KEY = 32
NONCE = 12


class KeyDestroyedError(Exception):
    """The brand's key was destroyed: what was sealed with it is forgotten for good."""


def file_seal(*, brand: "Brand", source: Path, target: Path) -> None:
    """Write `source` sealed under the brand's key to `target`, whole or not at all."""
    sealing.seal(source, target, key=purpose_key(brand, "originals"))


def file_open(*, brand: "Brand", source: Path, target: Path) -> None:
    """Write the plain bytes of a sealed file to `target`. Raises SealBrokenError or KeyDestroyedError."""
    sealing.unseal(source, target, key=purpose_key(brand, "originals"))


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
    return purpose_key(brand, "pseudonyms")


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


def purpose_key(brand: "Brand", purpose: str) -> bytes:
    """One key per purpose, so that what opens originals does not make pseudonyms."""
    return hmac.new(_brand_key(brand), purpose.encode(), hashlib.sha256).digest()


def master_rotate(*, at: datetime) -> tuple[str, int]:
    """Wrap the key of every brand with the next master key; nothing sealed is touched. Its name, how many.

    A run that dies leaves every key readable: both masters stay at hand until the last step.
    """
    following, turned = masters.next_master(), 0
    with transaction.atomic():
        rows = BrandKey.objects.select_for_update().filter(wrapped__isnull=False)
        for row in rows.exclude(master=following.name).select_related("brand"):
            row.wrapped = _wrap(_unwrapped(row), row.brand, following)
            row.master = following.name
            row.save(update_fields=["wrapped", "master"])
            trail_record(
                brand=row.brand, actor=None, verb="key.rewrapped", subject_type="brand",
                subject_id=row.brand.key, detail={"master": following.name}, at=at,
            )  # fmt: skip
            turned += 1
    masters.next_installed()
    return following.name, turned


@transaction.atomic
def _brand_key(brand: "Brand") -> bytes:
    row = BrandKey.objects.filter(brand=brand).first()
    if row is None:
        master = masters.master_now()
        fresh = {"wrapped": _wrap(os.urandom(KEY), brand, master), "master": master.name}
        row, _created = BrandKey.objects.get_or_create(brand=brand, defaults=fresh)
    if row.wrapped is None:
        raise KeyDestroyedError(f"The key of brand {brand.key} was destroyed.")
    return _unwrapped(row)


def _unwrapped(row: BrandKey) -> bytes:
    box = bytes(row.wrapped or b"")
    for master in masters.master_named(row.master):
        try:
            return AESGCM(master.key).decrypt(box[:NONCE], box[NONCE:], row.brand.key.encode())
        except InvalidTag:
            continue
    raise masters.MasterMissingError(
        f"No master key at hand opens the key of brand {row.brand.key}: give the one that wrapped it."
    )


def _wrap(key: bytes, brand: "Brand", master: masters.Master) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master.key).encrypt(nonce, key, brand.key.encode())
