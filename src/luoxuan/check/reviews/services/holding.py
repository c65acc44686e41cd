"""Holding a review: agenda, attendance, minutes, signatures, and the freezing of it (12.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.check.reviews.models import AgendaItem, Attendance, Review
from luoxuan.check.reviews.services.errors import ReviewError, StateError
from luoxuan.check.reviews.services.records import holding_key, locked, recorded
from luoxuan.foundation.tasks import services as tasks

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

LONGEST = 8 * 60


@transaction.atomic
def agenda_set(
    *, review: Review, items: Sequence[tuple[str, int]], actor: "User", at: datetime
) -> None:
    """Put these points in place of the agenda. Raises ReviewError for a point without words or minutes."""
    row = locked(review)
    for title, minutes in items:
        if not title.strip() or not 0 < minutes <= LONGEST:
            raise ReviewError(f"A point needs words and 1 to {LONGEST} minutes: {title} {minutes}.")
    row.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(review=row, position=n, title=title.strip(), minutes=minutes)
        for n, (title, minutes) in enumerate(items)
    )
    recorded(row, "review.agenda_set", actor=actor, at=at, points=len(items))


@transaction.atomic
def attendance_set(
    *, review: Review, people: Sequence["User"], actor: "User", at: datetime
) -> None:
    """Say who was there; who signed already stays."""
    row = locked(review)
    there = {person.pk for person in people}
    row.attendance.filter(signed_at__isnull=True).exclude(user_id__in=there).delete()
    known = set(row.attendance.values_list("user_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(review=row, user=person) for person in people if person.pk not in known
    )
    recorded(row, "review.attended", actor=actor, at=at, people=len(there | known))


@transaction.atomic
def minutes_save(
    *, review: Review, conclusion: str, minutes: str, actor: "User", at: datetime
) -> None:
    """Keep the conclusion and the minutes."""
    row = locked(review)
    row.conclusion, row.minutes = conclusion.strip(), minutes.strip()
    row.save(update_fields=["conclusion", "minutes"])
    recorded(row, "review.minuted", actor=actor, at=at)


@transaction.atomic
def review_hold(
    *, review: Review, actor: "User", at: datetime, people: Sequence["User"] = ()
) -> Review:
    """The review was held now. Raises StateError where it is not ready."""
    row = locked(review)
    if row.state != Review.State.READY:
        raise StateError(f"The review {row.when} is {row.state}: prepare it, then hold it once.")
    attendance_set(review=row, people=[*people] or [actor], actor=actor, at=at)
    row.state, row.held_at = Review.State.HELD, at
    row.save(update_fields=["state", "held_at"])
    tasks.tasks_settle(
        brand=row.brand, key=holding_key(row), outcome=str(row.when), actor=actor, at=at
    )
    recorded(
        row, "review.held", actor=actor, at=at, data_version=row.data_version, hash=row.pack_hash
    )
    return row


@transaction.atomic
def review_sign(*, review: Review, actor: "User", at: datetime) -> None:
    """The person was there and stands by it. Raises StateError before it was held."""
    row = locked(review)
    if row.state != Review.State.HELD:
        raise StateError(f"The review {row.when} is signed after it was held.")
    signature, _created = Attendance.objects.get_or_create(review=row, user=actor)
    if signature.signed_at is None:
        signature.signed_at = at
        signature.save(update_fields=["signed_at"])
        recorded(row, "review.signed", actor=actor, at=at)


@transaction.atomic
def review_freeze(*, review: Review, actor: "User", at: datetime) -> Review:
    """Nothing of it changes any more. Raises StateError before it was held."""
    row = locked(review)
    if row.state != Review.State.HELD:
        raise StateError(f"The review {row.when} is {row.state}: hold it, then freeze it.")
    row.state, row.frozen_at = Review.State.FROZEN, at
    row.save(update_fields=["state", "frozen_at"])
    recorded(
        row, "review.frozen", actor=actor, at=at, data_version=row.data_version,
        hash=row.pack_hash, decisions=row.decisions.count(),
    )  # fmt: skip
    return row
