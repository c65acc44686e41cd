"""What the metrics say on both sides of a gap; each count is made once, however many gaps ask for it (12.2)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from luoxuan.analysis.drivers.query import titles
from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.measure import measure, reports_of
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Figure, MetricQuestion
from luoxuan.metrics.registry import METRICS, measures_for
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import Cut, Members, Tally, tally

Amounts = Mapping[Members, Decimal]
"""Amounts by shop and member."""


class Book:
    """Counts by shop and something else, kept for the next question."""

    def __init__(self, session: Session, currency: str) -> None:
        self.session, self.currency = session, currency
        self._tallies: dict[tuple[tuple[str, ...], tuple[Cut, ...], tuple[Period, ...]], Tally] = {}
        self._covered: dict[tuple[Period, ...], Covered] = {}
        self._figures: dict[MetricQuestion, Figure] = {}

    def figure(self, metric: str, period: Period, shops: tuple[str, ...]) -> Figure:
        """The figure as every page gives it."""
        question = MetricQuestion((metric,), period, shops=shops, currency=self.currency)
        if question not in self._figures:
            answer = measure(question, self.session, self.covered((period,)))
            self._figures[question] = answer.figure(metric)
        return self._figures[question]

    def covered(self, periods: tuple[Period, ...]) -> Covered:
        """Which days which report covers."""
        if periods not in self._covered:
            self._covered[periods] = covered(self.session, Scope(periods))
        return self._covered[periods]

    def is_covered(self, metric: str, shop: str, period: Period) -> bool:
        """Whether reports cover every day of the shop."""
        known = self.covered((period,))
        reports = set(reports_of(METRICS[metric], ("shop", "day")).values())
        return all(known.has(shop, report, day) for report in reports for day in period.days())

    def shops(self, periods: tuple[Period, ...]) -> tuple[str, ...]:
        """Every shop with a report."""
        return self.covered(periods).shops

    def members(
        self, metric: str, by: Dimension, periods: tuple[Period, Period], shops: tuple[str, ...]
    ) -> tuple[Amounts, Amounts]:
        """Amounts before and after of each shop and member."""
        names = _names(metric, by)
        cuts: tuple[Cut, ...] = ("shop", "period") if by == "shop" else ("shop", by, "period")
        counted = self._tally(tuple(names), cuts, periods)
        is_money = METRICS[metric].unit == "money"
        found: tuple[dict[Members, Decimal], dict[Members, Decimal]]
        found = defaultdict(Decimal), defaultdict(Decimal)
        for (name, members), by_currency in counted.amounts.items():
            for currency, value in by_currency.items():
                if value is None or members[0] not in shops:
                    continue
                if currency == self.currency or not is_money:
                    found[int(members[-1])][members[:-1]] += names[name] * Decimal(value)
        return found

    def rates(
        self, metric: str, periods: tuple[Period, Period], shops: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Decimal, Decimal]], dict[str, tuple[Decimal, Decimal]]]:
        """Numerator and denominator of each shop that has both, before and after."""
        formula = METRICS[metric].formula
        counted = self._tally(formula.measures, ("shop", "period"), periods)
        found: tuple[dict[str, tuple[Decimal, Decimal]], dict[str, tuple[Decimal, Decimal]]]
        found = {}, {}
        for side in (0, 1):
            for shop in shops:
                pair = [self._sum(counted, name, (shop, str(side))) for name in formula.measures]
                if pair[0] is not None and pair[1] is not None:
                    found[side][shop] = (pair[0], pair[1])
        return found

    def days(self, metric: str, period: Period, shops: tuple[str, ...]) -> dict[date, Decimal]:
        """Amounts of each day of some shops together; a day without a row has none."""
        names = _names(metric, "day")
        counted = self._tally(tuple(names), ("shop", "day"), (period,))
        is_money = METRICS[metric].unit == "money"
        found: dict[date, Decimal] = defaultdict(Decimal)
        for (name, (shop, day)), by_currency in counted.amounts.items():
            for currency, value in by_currency.items():
                if (
                    value is not None
                    and shop in shops
                    and (currency == self.currency or not is_money)
                ):
                    found[date.fromisoformat(day[:10])] += names[name] * Decimal(value)
        return dict(found)

    def titles(self, products: list[Members]) -> Mapping[Members, str]:
        """The last known title of each product."""
        return titles(products, self.session) if products else {}

    def _tally(
        self, names: tuple[str, ...], cuts: tuple[Cut, ...], periods: tuple[Period, ...]
    ) -> Tally:
        key = names, cuts, periods
        if key not in self._tallies:
            self._tallies[key] = tally(self.session, names, Scope(periods), cuts)
        return self._tallies[key]

    def _sum(self, counted: Tally, name: str, members: Members) -> Decimal | None:
        row = counted.get(name, members)
        if row is None:
            return None
        told = [Decimal(v) for c, v in row.items() if v is not None and c in {self.currency, ""}]
        return sum(told, Decimal(0)) if told else None


def _names(metric: str, by: Dimension) -> dict[str, int]:
    """The measures that make the amount, each with its sign."""
    definition = METRICS[metric]
    names = measures_for(definition, ("shop",) if by == "shop" else ("shop", by))
    if definition.formula.how == "either":
        names = names[:1]
    return dict(zip(names, (1, -1), strict=False))
