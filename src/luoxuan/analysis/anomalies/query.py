"""One row of numbers per member, one column per day: what was counted, 0 where a report covers the day (9.15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.figures import STATES
from luoxuan.metrics.measure import reports_of
from luoxuan.metrics.model import Dimension, Metric, Report
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import QuestionError
from luoxuan.metrics.registry import MEASURES, METRICS, source_for
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import Tally, tally

Numbers = npt.NDArray[np.float64]
OF_A_SHOP: frozenset[Dimension] = frozenset({"product", "sku", "campaign", "source", "channel"})
"""Members that mean something within a shop only."""
COUNTS = {
    "gmv_paid": "orders_paid",
    "gmv_created": "orders_created",
    "refund_amount": "refund_count",
    "ad_attributed_value": "ad_attributed_orders",
}
"""What amounts of money are made of."""
NAN = float("nan")


@dataclass(frozen=True)
class Series:
    """Numbers of members over days; nan where nobody knows."""

    metric: str
    by: tuple[Dimension, ...]
    members: tuple[tuple[str, ...], ...]
    days: tuple[date, ...]
    above: Numbers
    """What was counted: the metric itself, or what stands above the line of a rate."""
    below: Numbers | None = None
    """What stands below the line of a rate."""
    counts: Numbers | None = None
    """Orders or refunds the amounts above are made of; the amounts themselves where they are counts."""

    @cached_property
    def values(self) -> Numbers:
        """The metric."""
        if self.below is None:
            return self.above
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.below > 0, self.above / self.below, NAN)


def series(
    metric: str,
    session: Session,
    *,
    period: Period,
    shops: tuple[str, ...] = (),
    by: tuple[Dimension, ...] = ("shop",),
    currency: str = "CNY",
) -> Series:
    """The metric's numbers over the period. Raises QuestionError where it cannot be cut so."""
    definition = METRICS[metric]
    if OF_A_SHOP & set(by) and "shop" not in by:
        by = ("shop", *by)
    if any(cut not in definition.dimensions for cut in by):
        raise QuestionError(f"{metric} cannot be cut by {', '.join(by)}.")
    scope = Scope((period,), shops)
    # Counted by shop always: coverage is a shop's; without the dimension the shops are added afterwards.
    inner: tuple[Dimension, ...] = by if "shop" in by else (*by, "shop")
    reports = dict(reports_of(definition, (*inner, "day")))
    companion = COUNTS.get(definition.formula.first, "")
    if companion and source_for(companion, (*inner, "day")) is not None:
        reports |= reports_of(METRICS[companion], (*inner, "day"))
    counted = tally(session, reports, scope, (*inner, "day"))
    table = _Table(counted, covered(session, scope), inner, tuple(period.days()), currency)
    parts = {name: table.filled(name, report) for name, report in reports.items()}
    return _combined(definition, by, table, parts)


@dataclass(frozen=True)
class _Table:
    """Counted rows as a grid of members and days."""

    counted: Tally
    found: Covered
    inner: tuple[Dimension, ...]
    days: tuple[date, ...]
    currency: str

    @cached_property
    def members(self) -> list[tuple[str, ...]]:
        return sorted({row[:-1] for row in self.counted.members()})

    def filled(self, name: str, report: Report) -> Numbers:
        """Zero where a report covers the day and the member was there before; nan where nothing covers it."""
        grid = self._grid(name)
        if report in STATES:
            return grid
        shop_at = self.inner.index("shop")
        masks: dict[str, npt.NDArray[np.bool_]] = {}
        for n, member in enumerate(self.members):
            shop = member[shop_at]
            if shop not in masks:
                masks[shop] = _mask(self.found.spans.get((shop, report), ()), self.days)
            known = ~np.isnan(grid[n])
            was_there = np.cumsum(known) > 0
            grid[n] = np.where(~known & masks[shop] & was_there, 0.0, grid[n])
        return grid

    def _grid(self, name: str) -> Numbers:
        row_of = {member: n for n, member in enumerate(self.members)}
        column_of = {day.isoformat(): n for n, day in enumerate(self.days)}
        codes = {self.currency, ""} if MEASURES[name].is_money else None
        grid = np.full((len(self.members), len(self.days)), NAN)
        for (measure, row), amounts in self.counted.amounts.items():
            if measure != name:
                continue
            told = [
                float(value)
                for code, value in amounts.items()
                if value is not None and (codes is None or code in codes)
            ]
            if told:
                grid[row_of[row[:-1]], column_of[row[-1][:10]]] = sum(told)
        return grid


def _mask(spans: Iterable[Period], days: tuple[date, ...]) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(days), dtype=bool)
    first = days[0].toordinal()
    for span in spans:
        low, high = span.first.toordinal() - first, span.last.toordinal() - first + 1
        found[max(low, 0) : max(high, 0)] = True
    return found


def _combined(
    metric: Metric, by: tuple[Dimension, ...], table: _Table, parts: dict[str, Numbers]
) -> Series:
    """The metric's formula over its parts; a rate is known where both sides are."""
    formula = metric.formula
    if formula.how == "over":
        unknown = np.isnan(parts[formula.first]) | np.isnan(parts[formula.second])
        parts = {name: np.where(unknown, NAN, part) for name, part in parts.items()}
    members = table.members
    if by != table.inner:
        members, parts = _without_shop(members, table.inner.index("shop"), parts)
    above = parts[formula.first] if formula.first in parts else parts[formula.second]
    below = parts[formula.second] if formula.how == "over" else None
    if formula.how == "minus":
        above = above - parts[formula.second]
    elif formula.how == "either" and formula.second in parts:
        above = np.where(np.isnan(above), parts[formula.second], above)
    is_money = MEASURES[formula.first].is_money
    counts = parts.get(COUNTS.get(formula.first, "")) if is_money else above
    return Series(metric.id, by, tuple(members), table.days, above, below, counts)


def _without_shop(
    members: list[tuple[str, ...]], shop_at: int, parts: dict[str, Numbers]
) -> tuple[list[tuple[str, ...]], dict[str, Numbers]]:
    """Shops added up, from the first day one was there; a day of which a shop is unknown is unknown."""
    rest = [member[:shop_at] + member[shop_at + 1 :] for member in members]
    kept = sorted(set(rest))
    rows_of = [[n for n, each in enumerate(rest) if each == one] for one in kept]
    summed = {}
    for name, part in parts.items():
        began = np.cumsum(~np.isnan(part), axis=1) > 0
        whole = np.where(began, part, 0.0)
        sums = np.full((len(kept), part.shape[1]), NAN)
        for n, rows in enumerate(rows_of):
            sums[n] = np.where(began[rows].any(axis=0), whole[rows].sum(axis=0), NAN)
        summed[name] = sums
    return kept, summed
