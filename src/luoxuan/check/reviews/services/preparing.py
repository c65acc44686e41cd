"""Preparing a review: the pack is built, hashed and stored (12.1)."""

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from luoxuan.check.reviews import packs, selectors
from luoxuan.check.reviews.models import AgendaItem, Review
from luoxuan.check.reviews.services.errors import StateError
from luoxuan.check.reviews.services.records import locked, recorded
from luoxuan.foundation.jobs.services import job_enqueue

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User
    from luoxuan.metrics.period import Period

CHANGING = (Review.State.PREPARING, Review.State.READY)


def review_open(*, brand: "Brand", kind: str, period: "Period", at: datetime) -> Review:
    """The review of the period; made where there is none."""
    due_on = selectors.due_day(selectors.settings_of(brand), kind, period)
    fresh = {"last": period.last, "due_on": due_on, "created_at": at}
    review, _created = Review.objects.get_or_create(
        brand=brand, kind=kind, first=period.first, defaults=fresh
    )
    return review


@transaction.atomic
def review_ask(
    *, brand: "Brand", kind: str, period: "Period", actor: "User | None", at: datetime
) -> Review:
    """Ask for the pack in the background. Raises StateError where the review was held."""
    review = _changing(review_open(brand=brand, kind=kind, period=period, at=at))
    payload = {"brand": brand.key, "kind": kind, "when": review.when}
    job_enqueue(kind="reviews.prepare", payload=payload, brand=brand, requested_by=actor, at=at)
    return review


def review_prepare(
    *,
    brand: "Brand",
    kind: str,
    period: "Period",
    actor: "User | None",
    at: datetime,
    progress: packs.Progress = packs.silent,
) -> Review:
    """Build the pack from the data as they are and store it. Raises StateError where the review was held."""
    review = _changing(review_open(brand=brand, kind=kind, period=period, at=at))
    made = packs.build(brand=brand, kind=kind, period=period, at=at, progress=progress)
    return _stored(review, made, actor=actor, at=at)


@transaction.atomic
def _stored(review: Review, made: packs.Pack, *, actor: "User | None", at: datetime) -> Review:
    row = _changing(locked(review))
    row.pack, row.scores, row.data_version = made.body, made.scores, made.data_version
    row.pack_hash = pack_hash(made.body, made.scores)
    row.state, row.prepared_at = Review.State.READY, at
    row.save()
    if not row.agenda.exists():
        AgendaItem.objects.bulk_create(
            AgendaItem(review=row, position=n, title=title, minutes=minutes)
            for n, (title, minutes) in enumerate(made.agenda)
        )
    recorded(
        row, "review.prepared", actor=actor, at=at,
        data_version=row.data_version, hash=row.pack_hash, misses=len(made.body["misses"]),
    )  # fmt: skip
    return row


def _changing(review: Review) -> Review:
    if review.state not in CHANGING:
        raise StateError(
            f"The review {review.when} was held: its pack stays. What changed since is noted on it."
        )
    return review


def pack_hash(body: dict[str, Any], scores: list[dict[str, Any]]) -> str:
    """SHA-256 over pack and scores in one spelling."""
    text = json.dumps([body, scores], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
