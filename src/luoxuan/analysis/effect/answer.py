"""Did an action work? The answer (12.4, 9.15)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from luoxuan.analysis.effect.question import EffectQuestion
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence

Method = Literal["control", "before_after"]
Verdict = Literal["kept", "not_kept", "unclear"]


@dataclass(frozen=True)
class DayPoint:
    """One day: what was, and what was to be expected without the action."""

    day: date
    actual: Decimal
    expected: Decimal
    low: Decimal
    high: Decimal

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        numbers = {
            name: plain(getattr(self, name)) for name in ("actual", "expected", "low", "high")
        }
        return {"day": self.day.isoformat(), **numbers}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "DayPoint":
        """A day that was kept."""
        numbers = {name: Decimal(kept[name]) for name in ("actual", "expected", "low", "high")}
        return cls(date.fromisoformat(kept["day"]), **numbers)


@dataclass(frozen=True)
class EffectAnswer:
    """The effect with its interval, or the reason why there is none; `low` and `high` belong to `total`."""

    question: EffectQuestion
    method: Method
    verdict: Verdict
    sentences: tuple[Sentence, ...]
    """The verdict first, then how it was found, then what to mind."""
    effect_per_day: Decimal | None = None
    """Of a ratio: the change of the ratio."""
    low_per_day: Decimal | None = None
    high_per_day: Decimal | None = None
    total: Decimal | None = None
    """Of a ratio: the change of its numerator."""
    low: Decimal | None = None
    high: Decimal | None = None
    lift: Decimal | None = None
    """The effect over what was to be expected."""
    share_of_expected: Decimal | None = None
    days: tuple[DayPoint, ...] = ()
    days_before: int = 0
    days_after: int = 0
    weights: tuple[tuple[str, Decimal], ...] = ()
    """Control shops that count, and how much."""
    explained: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        asked = self.question
        return {
            "metric": asked.metric,
            "shops": list(asked.shops),
            "started_on": asked.started_on.isoformat(),
            "before": [asked.before.first.isoformat(), asked.before.last.isoformat()],
            "after": [asked.after.first.isoformat(), asked.after.last.isoformat()],
            "controls": {shop: plain(weight) for shop, weight in self.weights},
            "method": self.method,
            "verdict": self.verdict,
            **{name: plain(getattr(self, name)) for name in NUMBERS},
            "expected_per_day": plain(asked.expected),
            "days_before": self.days_before,
            "days_after": self.days_after,
            "days": [point.to_json() for point in self.days],
            "sentences": [sentence.to_json() for sentence in self.sentences],
        }


NUMBERS = (
    "effect_per_day",
    "low_per_day",
    "high_per_day",
    "total",
    "low",
    "high",
    "lift",
    "share_of_expected",
    "explained",
)
