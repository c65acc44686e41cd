"""The daily, weekly and monthly report: the answer (9.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from luoxuan.analysis.daily.question import DailyQuestion
from luoxuan.analysis.drivers.answer import DriversAnswer, Factor
from luoxuan.analysis.findings.answer import Finding
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Amount, Figure, plain
from luoxuan.metrics.sentences import Sentence

ComparisonKey = Literal["day_before", "week_before", "month_before", "year_before"]
COLUMNS = (
    "gmv_paid",
    "orders_paid",
    "buyers",
    "visitors",
    "visitor_days",
    "conversion",
    "aov",
    "refund_amount",
    "refund_rate",
    "net_sales",
    "ad_spend",
    "roi",
)
"""The metrics of a row, in the order of the table."""


@dataclass(frozen=True)
class Comparison:
    """Another period the report is held against."""

    key: ComparisonKey
    label: Sentence
    period: Period


@dataclass(frozen=True)
class Change:
    """A figure against the same figure of another period."""

    before: Amount | None
    difference: Decimal | None
    share: Decimal | None
    """difference / before, six decimals; of shares and ratios look at `difference` (points) instead."""
    reason: Sentence | None = None
    """Why there is no change to give, or what makes it hard to compare."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "before": plain(self.before),
            "difference": plain(self.difference),
            "share": plain(self.share),
            "reason": self.reason.to_json() if self.reason else None,
        }


@dataclass(frozen=True)
class Cell:
    """One figure of a row with its changes, one per comparison."""

    figure: Figure
    changes: Mapping[str, Change]
    """By the comparison's key."""


@dataclass(frozen=True)
class ReportRow:
    """A shop, or the total (`shop` empty)."""

    shop: str
    name: str
    platform: str
    cells: Mapping[str, Cell]
    """By metric id."""
    trend: tuple[Decimal | None, ...] = ()
    """gmv_paid of the trend's days."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        cells = {
            metric: {
                **cell.figure.to_json(),
                "changes": {key: change.to_json() for key, change in cell.changes.items()},
            }
            for metric, cell in self.cells.items()
        }
        return {"shop": self.shop, "name": self.name, "platform": self.platform, "metrics": cells}


@dataclass(frozen=True)
class Freshness:
    """How far one report of one shop reaches."""

    shop: str
    report: str
    last_day: date | None
    missing: tuple[date, ...]
    """Days of the period and the 30 before it that no file covers."""
    note: Sentence | None = None


@dataclass(frozen=True)
class Pace:
    """How the month runs: so far, against the same days before, and where it lands."""

    month: Period
    so_far: Decimal | None
    days_done: int
    elapsed: Decimal
    """Share of the month's trade usually done by now; 0 to 1, six decimals."""
    pattern: Literal["year_before", "month_before", "calendar"]
    """Whose day pattern `elapsed` is weighted by."""
    landing: Decimal | None
    """so_far / elapsed."""
    month_before: Decimal | None
    """The same days of the month before."""
    year_before: Decimal | None
    """The same days of the same month a year before."""
    sentence: Sentence


@dataclass(frozen=True)
class Series:
    """One line of a chart: a metric of a shop (or the total) by day; None where unknown."""

    metric: str
    shop: str
    days: tuple[date, ...]
    values: tuple[Amount | None, ...]


@dataclass(frozen=True)
class DailyAnswer:
    """The whole report; every number is a Figure, every sentence says itself in both languages."""

    question: DailyQuestion
    period: Period
    """The days spoken of: the question's, cut off where the data end."""
    comparisons: tuple[Comparison, ...]
    headline: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]
    """Data freshness and gaps: they stand on top."""
    total: ReportRow
    rows: tuple[ReportRow, ...]
    pace: Pace | None
    movers: tuple[DriversAnswer, ...]
    """By shop, product and source, against `movers_against`."""
    movers_against: ComparisonKey
    factors: tuple[Factor, ...]
    """Visitor-days, orders per visitor, order value, and shops without visitors; effects add up to the change."""
    trend: tuple[Series, ...]
    findings: tuple[Finding, ...]
    freshness: tuple[Freshness, ...]
