"""Who did what, and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.trail.chain import GENESIS, Body, commitment, entry_hash
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
    head: str = ""
    """The hash the chain ends with: kept elsewhere, it also shows a chain that was cut and sewn up."""


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


def trail_choices(*, brand: "Brand") -> dict[str, list[str]]:
    """The verbs and kinds of object that occur, for the filter."""
    own = TrailEntry.objects.filter(brand=brand)
    return {
        name: list(own.order_by(name).values_list(name, flat=True).distinct())
        for name in ("verb", "subject_type")
    }


def trail_actors(*, brand: "Brand") -> list[str]:
    """Whoever did something, for the filter."""
    own = TrailEntry.objects.filter(brand=brand)
    return list(own.order_by("actor").values_list("actor", flat=True).distinct())


def trail_verify(*, brand: "Brand") -> TrailVerdict:
    """Walk the chain from its first entry: numbers without gaps, every hash right, the head where the chain ends."""
    previous, seq = GENESIS, 0
    entries = TrailEntry.objects.filter(brand=brand).select_related("shreddable").order_by("seq")
    for entry in entries.iterator():
        seq += 1
        flaw = _flaw(entry, brand, seq, previous)
        if flaw:
            return TrailVerdict(brand.key, seq - 1, seq, flaw)
        previous = entry.hash
    head = TrailHead.objects.filter(brand=brand).first()
    end = (head.seq, head.hash) if head else (0, GENESIS)
    if end != (seq, previous):
        last = min(seq, end[0])
        return TrailVerdict(brand.key, seq, last + 1, f"The chain does not end at entry {end[0]}.")
    return TrailVerdict(brand.key, seq, head=previous)


def _flaw(entry: TrailEntry, brand: "Brand", seq: int, previous: str) -> str:
    """What does not fit about the entry that should be number `seq`; empty where all does."""
    if entry.seq != seq:
        return f"Entry {seq} is missing."
    if entry.previous != previous or entry.hash != entry_hash(previous, body_of(entry, brand)):
        return f"Entry {seq} was changed."
    kept = getattr(entry, "shreddable", None)
    if kept is not None and commitment(kept.salt, kept.body) != entry.personal:
        return f"The personal detail of entry {seq} was changed."
    return ""


def body_of(entry: TrailEntry, brand: "Brand") -> Body:
    """The part of the row that the chain protects."""
    return Body(
        brand=brand.key, seq=entry.seq, at=entry.at.isoformat(), actor=entry.actor,
        verb=entry.verb, subject_type=entry.subject_type, subject_id=entry.subject_id,
        detail=entry.detail, personal=entry.personal,
    )  # fmt: skip
