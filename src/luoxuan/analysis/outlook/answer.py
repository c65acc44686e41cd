"""What a figure will come to: the answer (6.7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import erf, log, sqrt
from typing import Any

from luoxuan.analysis.outlook.question import OutlookQuestion
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence

SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class DayOutlook:
    """One day: what is expected, and between what it lies four times in five."""

    day: date
    expected: Decimal
    low: Decimal
    high: Decimal

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        numbers = {name: plain(getattr(self, name)) for name in ("expected", "low", "high")}
        return {"day": self.day.isoformat(), **numbers}


@dataclass(frozen=True)
class MonthOutlook:
    """The horizon's days of one month together; of a rate their mean."""

    month: date
    """Its first day."""
    expected: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class OutlookAnswer:
    """The days, their sum (of a rate their mean) with its own range, and what it rests on; days empty where there is a reason."""

    question: OutlookQuestion
    days: tuple[DayOutlook, ...]
    total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    sigma: float
    """Of the total, on the log scale."""
    wape: Decimal | None
    """Absolute errors over the sum, of forecasts of four weeks made from earlier days; None where there are too few days."""
    naive_wape: Decimal | None
    """The same of the seasonal naive forecast."""
    growth: Decimal | None
    """A year, at the end of the history."""
    known_days: int
    last_day: date | None
    weights: tuple[int, ...]
    """Part of the total on each day, in millionths."""
    basis: tuple[Sentence, ...]
    reason: Sentence | None = None
    months: tuple[MonthOutlook, ...] = ()

    def percentile(self, value: Decimal) -> Decimal | None:
        """How likely the total stays below the value, 0 to 1; None where nothing is expected."""
        if self.total is None or self.total <= 0:
            return None
        if value <= 0:
            return Decimal(0)
        if self.sigma <= 0:
            return Decimal(int(value >= self.total))
        z = log(float(value) / float(self.total)) / self.sigma
        return Decimal(0.5 * (1 + erf(z / sqrt(2)))).quantize(SHARE)

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("total", "low", "high", "wape", "naive_wape", "growth")
        return {
            "metric": self.question.metric,
            "horizon": [
                self.question.horizon.first.isoformat(),
                self.question.horizon.last.isoformat(),
            ],
            **{name: plain(getattr(self, name)) for name in names},
            "known_days": self.known_days,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "days": [day.to_json() for day in self.days],
            "basis": [sentence.to_json() for sentence in self.basis],
            "reason": self.reason.to_json() if self.reason else None,
        }
