"""Everything a report counts: one scan per fact, by shop and day, over all days it speaks of (9.4)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from luoxuan.analysis.daily.question import DailyQuestion
from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.figures import TOGETHER, Frame, Lookup, figure
from luoxuan.metrics.identity import NEEDED, with_identity
from luoxuan.metrics.measure import reports_of
from luoxuan.metrics.period import Period, one_day
from luoxuan.metrics.question import Amount, Figure
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import NOBODY, Scope, Session
from luoxuan.metrics.tally import ByCurrency, Tally, tally

PEOPLE = ("visitors", "buyers")
"""Distinct counts: each period has its own query, days are never added."""


class Book:
    """Counts by shop and day, and figures of any period within the days loaded."""

    def __init__(
        self, session: Session, question: DailyQuestion, periods: Iterable[Period]
    ) -> None:
        self.currency = question.currency
        self.shops = tuple(shop.key for shop in question.shops)
        self.seen = self.shops or NOBODY
        scope = Scope(tuple(periods), self.seen)
        self.covered: Covered = covered(session, scope)
        metrics = [METRICS[name] for name in _COUNTED]
        names = [name for metric in metrics for name in metric.formula.measures]
        counted = tally(session, [*names, *NEEDED], scope, ("shop", "day"))
        self._days: dict[tuple[str, str], dict[date, ByCurrency]] = defaultdict(dict)
        for (measure, (shop, day)), amounts in counted.amounts.items():
            self._days[measure, shop][date.fromisoformat(day)] = amounts
        self._people: dict[tuple[str, str, Period], ByCurrency] = {}

    def load_people(self, session: Session, periods: list[Period]) -> None:
        """Count distinct people of each period, by shop and together."""
        days = [period for period in periods if len(period) == 1]
        if days:
            scope = Scope(tuple(days), self.seen)
            self._keep(tally(session, ["buyers"], scope, ("shop", "day")), None)
            self._keep_visitors(days)
            self._keep(tally(session, ["buyers"], scope, ("day",)), None)
        for period in periods:
            if len(period) > 1:
                scope = Scope((period,), self.seen)
                self._keep(tally(session, PEOPLE, scope, ("shop",)), period)
                self._keep(tally(session, ["buyers"], scope, ()), period)

    def _keep_visitors(self, days: list[Period]) -> None:
        """A shop has one traffic row a day: its visitors are the day's people."""
        for shop in self.shops:
            for day in days:
                amounts = self._days.get(("visitor_days", shop), {}).get(day.first)
                if amounts is not None:
                    self._people["visitors", shop, day] = amounts

    def _keep(self, counted: Tally, period: Period | None) -> None:
        for (measure, members), amounts in counted.amounts.items():
            shop = members[0] if "shop" in counted.by else TOGETHER
            when = period or one_day(date.fromisoformat(members[-1]))
            self._people[measure, shop, when] = amounts

    def sales(self, period: Period) -> dict[tuple[str, ...], Decimal]:
        """gmv_paid of each shop in the brand's currency; a shop without is not there."""
        look = self._sums_of(period)
        found = {(shop,): (look("gmv_paid", shop) or {}).get(self.currency) for shop in self.shops}
        return {shop: Decimal(value) for shop, value in found.items() if value is not None}

    def figure(self, metric: str, shops: tuple[str, ...], period: Period) -> Figure:
        """One figure of some shops over a period."""
        definition = METRICS[metric]
        members = shops if len(shops) == 1 else ()
        frame = Frame(shops, period, self.covered, self.currency, members)
        look = self._people_of(period) if metric in PEOPLE else self._sums_of(period)
        found = figure(definition, frame, look, reports_of(definition, ("shop", "day")))
        if definition.needs_identity:
            found = with_identity(found, frame, self._sums_of(period))
        return found

    def _sums_of(self, period: Period) -> Lookup:
        def look(measure: str, shop: str) -> ByCurrency | None:
            days = self._days.get((measure, shop), {})
            if len(period) < len(days):
                rows = [days[day] for day in period.days() if day in days]
            else:
                rows = [amounts for day, amounts in days.items() if day in period]
            return _added(rows) if rows else None

        return look

    def _people_of(self, period: Period) -> Lookup:
        def look(measure: str, shop: str) -> ByCurrency | None:
            return self._people.get((measure, shop, period))

        return look


_COUNTED = (
    "gmv_paid",
    "orders_paid",
    "visitor_days",
    "conversion",
    "refund_amount",
    "ad_spend",
    "roi",
)


def _added(rows: list[ByCurrency]) -> ByCurrency:
    """Sums by currency; null where every day is null."""
    sums: dict[str, Amount | None] = {}
    for row in rows:
        for currency, value in row.items():
            known = sums.setdefault(currency, None)
            if value is not None:
                sums[currency] = value if known is None else known + value
    return sums
