"""Who did what, and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.trail.chain import GENESIS, Body, entry_hash
from luoxuan.foundation.trail.models import TrailEntry, TrailHead

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class TrailQuestion:
    """What to show; an empty text asks for all."""

    actor: str = ""
    verb: str = ""
    subject_type: str = ""
    subject_id: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class TrailVerdict:
    """Whether the chain of a brand is whole; `broken_at` is the first number that does not fit."""

    brand: str
    entries: int
    broken_at: int | None = None
    reason: str = ""


def trail_entries(*, brand: "Brand", question: TrailQuestion) -> QuerySet[TrailEntry]:
    """The brand's entries, newest first."""
    found = TrailEntry.objects.filter(brand=brand)
    for name in ("actor", "verb", "subject_type", "subject_id"):
        wanted = getattr(question, name)
        if wanted:
            found = found.filter(**{name: wanted})
    if question.since:
        found = found.filter(at__gte=question.since)
    if question.until:
        found = found.filter(at__lt=question.until)
    return found


def trail_verbs(*, brand: "Brand") -> list[str]:
    """The verbs that occur, for the filter."""
    verbs = TrailEntry.objects.filter(brand=brand).order_by("verb").values_list("verb", flat=True)
    return list(verbs.distinct())


def trail_verify(*, brand: "Brand") -> TrailVerdict:
    """Walk the chain from its first entry: numbers without gaps, every hash right, the head where the chain ends."""
    previous, seq = GENESIS, 0
    for entry in TrailEntry.objects.filter(brand=brand).order_by("seq").iterator():
        seq += 1
        if entry.seq != seq:
            return TrailVerdict(brand.key, seq - 1, seq, f"Entry {seq} is missing.")
        if entry.previous != previous or entry.hash != entry_hash(previous, body_of(entry, brand)):
            return TrailVerdict(brand.key, seq - 1, seq, f"Entry {seq} was changed.")
        previous = entry.hash
    head = TrailHead.objects.filter(brand=brand).first()
    if (head.seq, head.hash) != (seq, previous) if head else seq:
        return TrailVerdict(brand.key, seq, seq + 1, f"Entries after {seq} were removed.")
    return TrailVerdict(brand.key, seq)


def body_of(entry: TrailEntry, brand: "Brand") -> Body:
    """The part of the row that the chain protects."""
    return Body(
        brand=brand.key, seq=entry.seq, at=entry.at.isoformat(), actor=entry.actor,
        verb=entry.verb, subject_type=entry.subject_type, subject_id=entry.subject_id,
        detail=entry.detail, personal=entry.personal,
    )  # fmt: skip
