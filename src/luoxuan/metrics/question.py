"""What is asked of the metrics and what comes back (6.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luoxuan.metrics.model import Dimension, Report
from luoxuan.metrics.period import Period
from luoxuan.metrics.sentences import Sentence

Amount = Decimal | int


class QuestionError(ValueError):
    """The question makes no sense; says how to ask it."""


@dataclass(frozen=True)
class MetricQuestion:
    """Which metrics, over which days, cut by what, of which shops and products."""

    metrics: tuple[str, ...]
    period: Period
    by: tuple[Dimension, ...] = ()
    shops: tuple[str, ...] = ()
    """Keys of the shops that should have data; empty: every shop that has a file."""
    platforms: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    currency: str = "CNY"
    """The brand's currency: a total over several currencies is given in this one only."""
    as_of: datetime | None = None
    """Shown; the session's snapshot is what makes it so."""


@dataclass(frozen=True)
class Gap:
    """A report of a shop that does not cover some of the days."""

    shop: str
    report: Report
    days: tuple[date, ...]


@dataclass(frozen=True)
class Coverage:
    """How much of what was asked the data can speak of."""

    shops_asked: int
    shops_covered: int
    days_asked: int
    """Shop-days: shops times days."""
    days_covered: int
    gaps: tuple[Gap, ...] = ()
    identity: Decimal | None = None
    """Share of paid orders whose buyer is known; None where that does not matter."""

    @property
    def is_complete(self) -> bool:
        """Whether every shop and day asked for is covered."""
        return self.days_covered == self.days_asked


@dataclass(frozen=True)
class Figure:
    """One number, or the reason why there is none; a reason beside a number is a warning."""

    metric: str
    members: tuple[str, ...]
    """One per dimension asked, in that order; empty for the total."""
    value: Amount | None
    coverage: Coverage
    currency: str | None = None
    """Of money; None for counts and shares."""
    by_currency: Mapping[str, Amount] = field(default_factory=dict)
    reason: Sentence | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "metric": self.metric,
            "members": list(self.members),
            "value": plain(self.value),
            "currency": self.currency,
            "by_currency": {code: plain(value) for code, value in self.by_currency.items()},
            "reason": self.reason.to_json() if self.reason else None,
            "coverage": {
                "shops": [self.coverage.shops_covered, self.coverage.shops_asked],
                "shop_days": [self.coverage.days_covered, self.coverage.days_asked],
                "identity": plain(self.coverage.identity),
            },
        }


@dataclass(frozen=True)
class MetricAnswer:
    """The figures of a question: one per metric and member, members in order."""

    question: MetricQuestion
    figures: tuple[Figure, ...]

    def figure(self, metric: str, *members: str) -> Figure:
        """The figure of a metric and its members. Raises KeyError where there is none."""
        for figure in self.figures:
            if figure.metric == metric and figure.members == members:
                return figure
        raise KeyError(f"No figure {metric} of {members}.")


def plain(value: Amount | None) -> str | None:
    """A number as decimal text; None stays None."""
    return None if value is None else format(Decimal(value), "f")
