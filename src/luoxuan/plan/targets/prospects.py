"""What a year of a metric looks like from here: months that are over, and the outlook on the others (6.7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from luoxuan.analysis import outlook
from luoxuan.analysis.outlook import Learned, OutlookAnswer, OutlookQuestion
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import METRICS, MetricQuestion, Period, measure
from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.scope import NOBODY, Scope, Session
from luoxuan.plan.targets.kept import keep, kept, peek
from luoxuan.warehouse.lake import Snapshot

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

DAY = timedelta(days=1)
HISTORY = timedelta(days=3 * 366)
"""Further back the shop was another shop."""


@dataclass(frozen=True)
class Asked:
    """A metric of some shops; the shops are named."""

    metric: str
    shops: tuple[str, ...]
    currency: str

    @property
    def can_be_foreseen(self) -> bool:
        """Whether its days make its months."""
        known = METRICS.get(self.metric)
        return known is not None and known.additivity != "distinct" and bool(self.shops)


@dataclass(frozen=True)
class Prospect:
    """A year: what came of it up to a day, and what is expected of the rest."""

    asked: Asked
    year: int
    through: date | None
    """The last day known, within the year or before it; None without data."""
    so_far: Decimal | None
    """Sum of the year's known days; of a rate its value; None where none is known."""
    months: tuple[Decimal | None, ...]
    """What came in each month, the one that runs included."""
    rest: OutlookAnswer | None
    """Of the days that are left; None where the year is over, or cannot be foreseen."""
    season: tuple[int, ...]
    """Expected weight of each day of the whole year; empty where nothing was learned."""


@dataclass
class Desk:
    """The data of one version, and how far they may be read; what was worked out is kept."""

    brand: "Brand"
    session: Session
    snapshot: Snapshot
    day: date
    """The last whole day."""
    _covered: dict[Period, Covered] = field(default_factory=dict)
    _series: dict[Asked, list[Decimal | None]] = field(default_factory=dict)
    _learned: dict[Asked, Learned] = field(default_factory=dict)

    @classmethod
    def at(cls, session: Session, brand: "Brand", day: date) -> "Desk":
        """A desk over the session's own snapshot; over the newest where the session does not name one."""
        snapshot = getattr(session, "snapshot", None) or intake.snapshot(brand)
        return cls(brand, session, snapshot, day)

    def prospect(self, asked: Asked, year: int) -> Prospect:
        """The year of the metric as it looks from here."""
        key = (asked, year, self.day)
        return kept(self.snapshot, key, Prospect, lambda: self._prospect(asked, year))

    def outlook(self, asked: Asked, horizon: Period) -> OutlookAnswer:
        """The outlook on some days, learned from all days up to the last whole one."""
        question = OutlookQuestion(asked.metric, self.history, horizon, asked.shops, asked.currency)
        return kept(
            self.snapshot, question, OutlookAnswer,
            lambda: outlook.answered(question, self._learn(asked)),
        )  # fmt: skip

    def prepare(self, many: Iterable[Asked]) -> None:
        """Read the series of several metrics at once: single shops together, groups of shops each by itself."""
        wanted = [a for a in dict.fromkeys(many) if a.can_be_foreseen and not self._has(a)]
        singles = [asked for asked in wanted if len(asked.shops) == 1]
        for currency in sorted({asked.currency for asked in singles}):
            found = [asked for asked in singles if asked.currency == currency]
            shops = tuple(sorted({asked.shops[0] for asked in found}))
            self._read(shops, currency, tuple(sorted({a.metric for a in found})), by_shop=True)
        groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
        for asked in wanted:
            if asked not in self._series:
                groups.setdefault((asked.shops, asked.currency), []).append(asked.metric)
        for (together, currency), metrics in groups.items():
            self._read(together, currency, tuple(metrics))

    def series(self, asked: Asked) -> list[Decimal | None]:
        """The metric on each day of the history."""
        if not self._has(asked):
            self._read(asked.shops, asked.currency, (asked.metric,))
        return self._series[asked]

    def _has(self, asked: Asked) -> bool:
        if asked not in self._series:
            found = peek(self.snapshot, (asked, self.history), list)
            if found is not None:
                self._series[asked] = found
        return asked in self._series

    @cached_property
    def history(self) -> Period:
        """The days that are learned from: those the imported files speak of, three years at most."""
        firsts = [row.first_day for row in intake.freshness(self.brand)]
        first = max(min(firsts, default=self.day), self.day - HISTORY)
        return Period(min(first, self.day), self.day)

    def _read(
        self, shops: tuple[str, ...], currency: str, metrics: tuple[str, ...], by_shop: bool = False
    ) -> None:
        by: tuple[Dimension, ...] = ("shop", "day") if by_shop else ("day",)
        question = MetricQuestion(metrics, self.history, by=by, shops=shops, currency=currency)
        answer = measure(question, self.session, self.covered(self.history))
        found: dict[Asked, list[Decimal | None]] = {}
        for figure in answer.figures:
            whose = (figure.members[0],) if by_shop else shops
            value = None if figure.value is None else Decimal(figure.value)
            found.setdefault(Asked(figure.metric, whose, currency), []).append(value)
        self._series |= found
        for asked, values in found.items():
            keep(self.snapshot, (asked, self.history), values)

    def _learn(self, asked: Asked) -> "Learned":
        if asked not in self._learned:
            days = list(self.history.days())
            self._learned[asked] = outlook.learn(*outlook.known_part(days, self.series(asked)))
        return self._learned[asked]

    def covered(self, period: Period) -> Covered:
        """What reports cover."""
        if period not in self._covered:
            self._covered[period] = covered(self.session, Scope((period,)))
        return self._covered[period]

    def value(self, asked: Asked, period: Period) -> Decimal | None:
        """What came in a period."""
        question = MetricQuestion(
            (asked.metric,), period, shops=asked.shops or NOBODY, currency=asked.currency
        )
        (figure,) = measure(question, self.session, self.covered(period)).figures
        return None if figure.value is None else Decimal(figure.value)

    def values(
        self, metrics: tuple[str, ...], shops: tuple[str, ...], period: Period
    ) -> dict[tuple[str, str], Decimal | None]:
        """What came in a period, by shop and metric."""
        currency = self.brand.currency
        question = MetricQuestion(metrics, period, by=("shop",), shops=shops, currency=currency)
        figures = measure(question, self.session, self.covered(period)).figures
        return {
            (f.members[0], f.metric): None if f.value is None else Decimal(f.value) for f in figures
        }

    def _prospect(self, asked: Asked, year: int) -> Prospect:
        whole = Period(date(year, 1, 1), date(year, 12, 31))
        if not asked.can_be_foreseen:
            return Prospect(asked, year, None, None, (None,) * 12, None, ())
        full = self.outlook(asked, whole)
        last = full.last_day
        so_far: Decimal | None = None
        months: list[Decimal | None] = [None] * 12
        if last is not None and last >= whole.first:
            so_far = self.value(asked, Period(whole.first, min(last, whole.last)))
            months = self._months(asked, Period(whole.first, min(last, whole.last)))
        rest = None
        if last is not None and last < whole.last:
            rest = self.outlook(asked, Period(max(last + DAY, whole.first), whole.last))
        return Prospect(asked, year, last, so_far, tuple(months), rest, full.weights)

    def _months(self, asked: Asked, known: Period) -> list[Decimal | None]:
        """What came in each month of the year, the one that runs included."""
        if METRICS[asked.metric].additivity == "additive":
            days = dict(zip(self.history.days(), self.series(asked), strict=True))
            found: dict[int, Decimal] = {}
            for day in known.days():
                value = days.get(day)
                if value is not None:
                    found[day.month] = found.get(day.month, Decimal(0)) + value
            return [found.get(n) for n in range(1, 13)]
        question = MetricQuestion(
            (asked.metric,), known, by=("month",), shops=asked.shops, currency=asked.currency
        )
        figures = measure(question, self.session, self.covered(known)).figures
        rates = {int(f.members[0][5:7]): f.value for f in figures if f.value is not None}
        return [Decimal(rates[n]) if n in rates else None for n in range(1, 13)]


def last_whole_day(brand: "Brand", at: datetime | None = None) -> date | None:
    """The newest day the imported files reach, yesterday at the latest where `at` says when today is; None without files."""
    days = [row.last_day for row in intake.freshness(brand)]
    newest = max(days, default=None)
    if at is None:
        return newest
    yesterday = at.astimezone(ZoneInfo(brand.zone)).date() - DAY
    return yesterday if newest is None else min(newest, yesterday)
