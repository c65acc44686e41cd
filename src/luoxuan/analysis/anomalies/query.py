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
from luoxuan.metrics.model import Dimension, Report
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import QuestionError
from luoxuan.metrics.registry import MEASURES, METRICS
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import Tally, tally

Numbers = npt.NDArray[np.float64]
OF_A_SHOP: frozenset[Dimension] = frozenset({"product", "sku", "campaign", "source", "channel"})
"""Members that mean something within a shop only."""
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
    reports = reports_of(definition, (*inner, "day"))
    counted = tally(session, reports, scope, (*inner, "day"))
    found = covered(session, scope)
    members = sorted({row[:-1] for row in counted.members()})
    days = tuple(period.days())
    parts = [
        _filled(
            _grid(counted, name, members, days, currency), members, days, (found, report, inner)
        )
        for name, report in reports.items()
    ]
    return _combined(metric, (by, inner), (members, days), parts)


def _grid(
    counted: Tally,
    name: str,
    members: list[tuple[str, ...]],
    days: tuple[date, ...],
    currency: str,
) -> Numbers:
    """The measure's rows put in their places; nan elsewhere."""
    row_of = {member: n for n, member in enumerate(members)}
    column_of = {day.isoformat(): n for n, day in enumerate(days)}
    is_money = MEASURES[name].is_money
    grid = np.full((len(members), len(days)), NAN)
    for (measure, row), amounts in counted.amounts.items():
        if measure != name:
            continue
        told = [
            float(value)
            for code, value in amounts.items()
            if value is not None and (not is_money or code in {currency, ""})
        ]
        if told:
            grid[row_of[row[:-1]], column_of[row[-1][:10]]] = sum(told)
    return grid


def _filled(
    grid: Numbers,
    members: list[tuple[str, ...]],
    days: tuple[date, ...],
    cover: tuple[Covered, Report, tuple[Dimension, ...]],
) -> Numbers:
    """Zero where a report covers the day and the member was there before; nan where nothing covers it."""
    found, report, inner = cover
    if report in STATES:
        return grid
    shop_at = inner.index("shop")
    masks: dict[str, npt.NDArray[np.bool_]] = {}
    for n, member in enumerate(members):
        shop = member[shop_at]
        if shop not in masks:
            masks[shop] = _mask(found.spans.get((shop, report), ()), days)
        known = ~np.isnan(grid[n])
        was_there = np.cumsum(known) > 0
        grid[n] = np.where(~known & masks[shop] & was_there, 0.0, grid[n])
    return grid


def _mask(spans: Iterable[Period], days: tuple[date, ...]) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(days), dtype=bool)
    first = days[0].toordinal()
    for span in spans:
        low, high = span.first.toordinal() - first, span.last.toordinal() - first + 1
        found[max(low, 0) : max(high, 0)] = True
    return found


def _combined(
    metric: str,
    cuts: tuple[tuple[Dimension, ...], tuple[Dimension, ...]],
    places: tuple[list[tuple[str, ...]], tuple[date, ...]],
    parts: list[Numbers],
) -> Series:
    by, inner = cuts
    members, days = places
    formula = METRICS[metric].formula
    if formula.how == "over":
        unknown = np.isnan(parts[0]) | np.isnan(parts[1])
        parts = [np.where(unknown, NAN, part) for part in parts]
    if by != inner:
        members, parts = _without_shop(members, inner.index("shop"), parts)
    above, below = parts[0], None
    if formula.how == "over":
        below = parts[1]
    elif formula.how == "minus":
        above = parts[0] - parts[1]
    elif formula.how == "either" and len(parts) > 1:
        above = np.where(np.isnan(parts[0]), parts[1], parts[0])
    return Series(metric, by, tuple(members), days, above, below)


def _without_shop(
    members: list[tuple[str, ...]], shop_at: int, parts: list[Numbers]
) -> tuple[list[tuple[str, ...]], list[Numbers]]:
    """Shops added up; a day on which a shop that was there before is unknown is unknown."""
    rest = [member[:shop_at] + member[shop_at + 1 :] for member in members]
    kept = sorted(set(rest))
    summed = []
    for part in parts:
        began = np.cumsum(~np.isnan(part), axis=1) > 0
        whole = np.where(began, part, 0.0)
        rows = [whole[[n for n, each in enumerate(rest) if each == one]] for one in kept]
        sums = np.array([row.sum(axis=0) for row in rows]).reshape(len(kept), part.shape[1])
        nobody = np.array(
            [~began[[n for n, each in enumerate(rest) if each == one]].any(axis=0) for one in kept]
        ).reshape(sums.shape)
        summed.append(np.where(nobody, NAN, sums))
    return kept, summed
