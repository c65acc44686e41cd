"""Writing the trail, inside the transaction of what it records; and shredding what is personal in it."""

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luoxuan.foundation.trail.chain import GENESIS, Body, commitment, entry_hash
from luoxuan.foundation.trail.models import TrailEntry, TrailHead, TrailPersonal

if TYPE_CHECKING:
    from luoxuan.foundation.people.events import PeopleChanged
    from luoxuan.foundation.people.models import Brand, User


@transaction.atomic
def trail_record(
    *,
    brand: "Brand",
    actor: "User | None",
    verb: str,
    subject_type: str,
    subject_id: str,
    detail: dict[str, Any],
    at: datetime,
    personal: dict[str, Any] | None = None,
) -> TrailEntry:
    """Append one entry: who (None: the system) did what to which object. `personal` can be shredded later.

    The chain's last entry is locked until the caller's transaction ends, so two writers never fork it.
    """
    TrailHead.objects.get_or_create(brand=brand, defaults={"hash": GENESIS})
    head = TrailHead.objects.select_for_update().get(brand=brand)
    salt = secrets.token_hex(16) if personal else ""
    moment = at.astimezone(UTC)
    body = Body(
        brand=brand.key, seq=head.seq + 1, at=moment.isoformat(), verb=verb,
        actor=f"user:{actor.pk}" if actor else "system", subject_type=subject_type,
        subject_id=subject_id, detail=detail,
        personal=commitment(salt, personal) if personal else "",
    )  # fmt: skip
    entry = TrailEntry.objects.create(
        brand=brand, seq=body.seq, at=moment, actor=body.actor, verb=verb, detail=detail,
        subject_type=subject_type, subject_id=subject_id, personal=body.personal,
        previous=head.hash, hash=entry_hash(head.hash, body),
    )  # fmt: skip
    if personal:
        TrailPersonal.objects.create(entry=entry, salt=salt, body=personal)
    head.seq, head.hash = entry.seq, entry.hash
    head.save(update_fields=["seq", "hash"])
    return entry


def people_changed_record(event: "PeopleChanged") -> None:
    """Append what happened among brands and people, inside their transaction."""
    trail_record(
        brand=event.brand,
        actor=event.actor,
        verb=event.verb,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        detail=event.detail,
        at=event.at,
    )


@transaction.atomic
def trail_shred(*, brand: "Brand", subject_type: str, subject_id: str) -> int:
    """Forget the personal detail of every entry on the object; the chain stays whole. How many were shredded."""
    shredded, _kinds = TrailPersonal.objects.filter(
        entry__brand=brand, entry__subject_type=subject_type, entry__subject_id=subject_id
    ).delete()
    return shredded
