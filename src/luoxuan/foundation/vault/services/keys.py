"""Keys of a vault: master > brand > vault (versioned) > person. Turning one never touches a value (9.3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.privacy import services as privacy
from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.envelope import box_seal, new_key
from luoxuan.foundation.vault.keyring import Keyring
from luoxuan.foundation.vault.models import Person, VaultKey

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from luoxuan.foundation.people.models import Brand, User

PIECE = 2_000


@transaction.atomic
def vault_key_add(*, brand: "Brand", actor: "User | None", at: datetime) -> VaultKey:
    """A new version that wraps from now on; older ones still unwrap."""
    newest = VaultKey.objects.filter(brand=brand).first()
    version = newest.version + 1 if newest else 1
    outer = privacy.purpose_key(brand, "vault")
    wrapped = box_seal(new_key(), key=outer, bound_to=f"{brand.key}|vault|{version}".encode())
    VaultKey.objects.filter(brand=brand).update(state=VaultKey.State.REPLACED)
    row = VaultKey.objects.create(brand=brand, version=version, wrapped=wrapped, created_at=at)
    trail_record(
        brand=brand, actor=actor, verb="vault.key_added", subject_type="brand",
        subject_id=brand.key, detail={"version": version}, at=at,
    )  # fmt: skip
    return row


def vault_rotate(*, brand: "Brand", actor: "User | None", at: datetime) -> int:
    """A new vault key, every person's key wrapped anew, the old versions forgotten. How many persons.

    Runs in pieces; a run that dies leaves persons under the old version, which stays until all have passed.
    """
    vault_key_add(brand=brand, actor=actor, at=at)
    ring, turned = Keyring(brand), 0
    while piece := _piece_turn(brand, ring):
        turned += piece
    with transaction.atomic():
        # An import that writes persons holds these rows: it is waited for, then its persons are seen.
        list(VaultKey.objects.select_for_update().filter(brand=brand))
        if not _behind(brand, ring.version).exists():
            VaultKey.objects.filter(brand=brand, version__lt=ring.version).delete()
        trail_record(
            brand=brand, actor=actor, verb="vault.rotated", subject_type="brand",
            subject_id=brand.key, detail={"version": ring.version, "persons": turned}, at=at,
        )  # fmt: skip
    return turned


@transaction.atomic
def _piece_turn(brand: "Brand", ring: Keyring) -> int:
    """Read and written in one transaction: a person erased meanwhile must not get the key back."""
    piece = list(_behind(brand, ring.version).select_for_update()[:PIECE])
    for person in piece:
        key = ring.unwrap(bytes(person.wrapped or b""), person.key_version, person.token)
        person.wrapped, person.key_version = ring.wrap(key, person.token), ring.version
    Person.objects.bulk_update(piece, ["wrapped", "key_version"])
    return len(piece)


def _behind(brand: "Brand", version: int) -> "QuerySet[Person]":
    return Person.objects.filter(brand=brand, wrapped__isnull=False).exclude(key_version=version)
