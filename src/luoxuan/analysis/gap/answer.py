"""Why a figure is not what was expected: the answer (12.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoxuan.analysis.gap.question import GapQuestion
from luoxuan.analysis.gap.shape import Shape
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence


@dataclass(frozen=True)
class GapFactor:
    """A factor and what it did; levels where it has one."""

    name: str
    expected: Decimal | None
    actual: Decimal | None
    effect: Decimal
    sentence: Sentence

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        numbers = {name: plain(getattr(self, name)) for name in ("expected", "actual", "effect")}
        return {"name": self.name, **numbers, "sentence": self.sentence.to_json()}


@dataclass(frozen=True)
class GapPart:
    """A member of a dimension and what it did."""

    member: str
    label: str
    shop: str
    expected: Decimal | None
    actual: Decimal | None
    effect: Decimal
    share: Decimal | None
    """Of the gap; the shares of a dimension add up to exactly 1."""
    sentence: Sentence
    mix: Decimal | None = None
    """Of a rate: the part of the effect that its weight made."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("expected", "actual", "effect", "share", "mix")
        numbers = {name: plain(getattr(self, name)) for name in names}
        texts = {"member": self.member, "label": self.label, "shop": self.shop}
        return {**texts, **numbers, "sentence": self.sentence.to_json()}


@dataclass(frozen=True)
class GapDimension:
    """The members of one dimension: their effects add up to the gap exactly."""

    by: str
    parts: tuple[GapPart, ...]


@dataclass(frozen=True)
class GapDay:
    """One day; `actual` None where no report covers it."""

    day: date
    expected: Decimal
    actual: Decimal | None

    @property
    def gap(self) -> Decimal:
        """What the day did to the gap."""
        return (self.actual or Decimal(0)) - self.expected


@dataclass(frozen=True)
class GapTime:
    """How the gap arose over the days; the days' gaps add up to it exactly."""

    days: tuple[GapDay, ...]
    shape: Shape
    first: date | None
    last: date | None
    """The days the shape speaks of."""
    effect: Decimal
    share: Decimal | None
    sentence: Sentence | None


@dataclass(frozen=True)
class GapAnswer:
    """The gap and what it is made of; `reason` says why something is missing."""

    question: GapQuestion
    expected: Decimal | None
    actual: Decimal | None
    gap: Decimal | None
    headline: Sentence | None = None
    factors: tuple[GapFactor, ...] = ()
    dimensions: tuple[GapDimension, ...] = ()
    time: GapTime | None = None
    basis: Sentence | None = None
    reason: Sentence | None = None
    unit: str = "money"

    def dimension(self, by: str) -> GapDimension | None:
        """The members by a dimension, None where it was not to be told."""
        return next((found for found in self.dimensions if found.by == by), None)

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        time = self.time
        return {
            "metric": self.question.metric,
            "period": str(self.question.period),
            "reference": str(self.question.reference),
            "expected": plain(self.expected),
            "actual": plain(self.actual),
            "gap": plain(self.gap),
            "headline": self.headline.to_json() if self.headline else None,
            "factors": [row.to_json() for row in self.factors],
            "dimensions": [
                {"by": found.by, "parts": [part.to_json() for part in found.parts]}
                for found in self.dimensions
            ],
            "time": None
            if time is None
            else {
                "shape": time.shape,
                "first": str(time.first) if time.first else None,
                "last": str(time.last) if time.last else None,
                "effect": plain(time.effect),
                "share": plain(time.share),
                "sentence": time.sentence.to_json() if time.sentence else None,
                "days": [
                    [str(day.day), plain(day.expected), plain(day.actual)] for day in time.days
                ],
            },
            "basis": self.basis.to_json() if self.basis else None,
            "reason": self.reason.to_json() if self.reason else None,
        }
