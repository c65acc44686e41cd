"""Where a line and a whole budget stand on a day, and where they will end (11.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.plan.budgets.forecast import MonthForecast, forecast
from luoxuan.plan.budgets.models import Budget, BudgetActual, BudgetLine
from luoxuan.plan.budgets.room import ZERO, Room
from luoxuan.plan.budgets.selectors.lines import lines_of, rooms_of

if TYPE_CHECKING:
    from luoxuan.warehouse.engine import Session


@dataclass(frozen=True)
class LineStanding:
    """One line on a day; money of the year unless said otherwise."""

    line: BudgetLine
    room: Room
    months: tuple[MonthForecast, ...]
    due: Decimal
    """Planned up to the day: full months and the month's days so far."""
    spent_to_date: Decimal
    spend: Decimal
    value: Decimal | None
    """Attributed to the line's ads; None where no report gives it."""
    roi_now: Decimal | None
    """Of this month, of last month in the month's first week."""

    @property
    def planned(self) -> Decimal:
        """Approved for the year."""
        return self.room.planned

    @property
    def committed(self) -> Decimal:
        """Promised and not gone yet."""
        return self.room.committed

    @property
    def actual(self) -> Decimal:
        """Gone."""
        return self.room.actual

    @property
    def left(self) -> Decimal:
        """Approved, exceptions included, and neither gone nor promised."""
        return self.room.left

    @property
    def pace(self) -> Decimal | None:
        """Gone over what was planned up to the day; None where nothing was planned yet."""
        return self.spent_to_date / self.due if self.due else None

    @property
    def forecast(self) -> Decimal:
        """Expected for the whole year."""
        return sum((one.amount for one in self.months), ZERO)

    @property
    def roi(self) -> Decimal | None:
        """Attributed value over ad spend of the year so far; None where there is neither."""
        return self.value / self.spend if self.value is not None and self.spend else None

    @property
    def is_over(self) -> bool:
        """Whether more is gone or promised than was approved, in the year or a month of it."""
        return self.left < 0 or bool(self.months_over)

    @property
    def months_over(self) -> tuple[int, ...]:
        """Months above what was approved for them."""
        return tuple(one.month for one in self.room.months if one.left < 0)

    @property
    def is_roi_low(self) -> bool:
        """Whether the return is below the line's floor."""
        floor = self.line.roi_floor
        return floor is not None and self.roi_now is not None and self.roi_now < floor


@dataclass(frozen=True)
class BudgetStanding:
    """A whole year's budget on a day."""

    budget: Budget
    day: date
    lines: tuple[LineStanding, ...]
    unplanned: Decimal

    @property
    def planned(self) -> Decimal:
        """Approved."""
        return sum((one.planned for one in self.lines), ZERO)

    @property
    def committed(self) -> Decimal:
        """Promised and not gone."""
        return sum((one.committed for one in self.lines), ZERO)

    @property
    def actual(self) -> Decimal:
        """Gone, on lines."""
        return sum((one.actual for one in self.lines), ZERO)

    @property
    def left(self) -> Decimal:
        """Neither gone nor promised."""
        return sum((one.left for one in self.lines), ZERO)

    @property
    def forecast(self) -> Decimal:
        """Expected at the end of the year."""
        return sum((one.forecast for one in self.lines), ZERO)

    @property
    def over(self) -> tuple[LineStanding, ...]:
        """Lines above their money."""
        return tuple(one for one in self.lines if one.is_over)

    @property
    def roi_low(self) -> tuple[LineStanding, ...]:
        """Lines whose ads return too little."""
        return tuple(one for one in self.lines if one.is_roi_low)


def line_standing(line: BudgetLine, day: date, session: "Session | None" = None) -> LineStanding:
    """The line on a day. Ad spend is what was last read; with a session it is read from the data at once."""
    if session is None:
        return _standing(line, day, rooms_of([line])[line.pk], list(line.actuals.all()))
    from luoxuan.plan.budgets.spend import actuals_measured

    lines = list(lines_of(line.brand, line.budget.year))
    found = actuals_measured(lines, session, currency=line.brand.currency)
    actuals = [one for one in found.actuals if one.line_id == line.pk]
    ads = {one.month: one.spend for one in actuals}
    room = rooms_of([line])[line.pk]
    return _standing(line, day, room.with_ads(ads), actuals)


def budget_standing(budget: Budget, day: date) -> BudgetStanding:
    """The year's lines on a day, and what runs outside of them."""
    lines = list(lines_of(budget.brand, budget.year))
    rooms = rooms_of(lines)
    actuals: dict[int, list[BudgetActual]] = {line.pk: [] for line in lines}
    for one in BudgetActual.objects.filter(line__budget=budget):
        actuals[one.line_id].append(one)
    unplanned = sum((one.spend for one in budget.unplanned.all()), ZERO)
    standings = (_standing(line, day, rooms[line.pk], actuals[line.pk]) for line in lines)
    return BudgetStanding(budget, day, tuple(standings), unplanned)


def _standing(
    line: BudgetLine, day: date, room: Room, actuals: Sequence[BudgetActual]
) -> LineStanding:
    told = forecast(room, line.budget.year, day)
    by_month = {one.month: one for one in actuals}
    valued = [one for one in by_month.values() if one.value is not None]
    value = sum((one.value for one in valued if one.value is not None), ZERO) if valued else None
    return LineStanding(
        line=line,
        room=room,
        months=told.months,
        due=told.due,
        spent_to_date=told.spent,
        spend=sum((one.spend for one in valued), ZERO),
        value=value,
        roi_now=_roi_now(line.budget.year, by_month, day),
    )


def _roi_now(year: int, by_month: dict[int, BudgetActual], day: date) -> Decimal | None:
    """Of the running month once it is a week old; before that of the month before."""
    if day.year < year:
        return None
    month = 12 if day.year > year else day.month - (day.day < 8)
    found = by_month.get(month)
    return found.value / found.spend if found and found.spend and found.value is not None else None
