"""Where a line ends the year: what is gone, then the plan's season at the pace so far (11.10)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from luoxuan.plan.budgets.room import ZERO, MonthRoom, Room
from luoxuan.plan.budgets.split import CENT


@dataclass(frozen=True)
class MonthForecast:
    """What one month will have cost."""

    month: int
    amount: Decimal
    is_past: bool


@dataclass(frozen=True)
class Forecast:
    """The year's months, what was due by the day, and what was spent by it."""

    months: tuple[MonthForecast, ...]
    due: Decimal
    spent: Decimal


def forecast(room: Room, year: int, day: date) -> Forecast:
    """Past months are what they cost; coming ones the plan times the pace so far; never less than what is promised.

    The plan's own months carry the season. Where nothing was due yet the plan itself is expected; where money
    went without a plan, its monthly average goes on.
    """
    gone = _share_gone(year, day)
    due = sum((one.planned * gone[one.month] for one in room.months), ZERO)
    spent = sum((one.actual for one in room.months if gone[one.month]), ZERO)
    elapsed = sum(gone.values(), ZERO)
    rate = spent / due if due else (None if spent else Decimal(1))
    average = spent / elapsed if elapsed else ZERO
    months = tuple(
        MonthForecast(
            one.month, _expected(one, gone[one.month], rate, average), gone[one.month] == 1
        )
        for one in room.months
    )
    return Forecast(months, due, spent)


def _expected(room: MonthRoom, gone: Decimal, rate: Decimal | None, average: Decimal) -> Decimal:
    if gone == 1:
        return room.actual
    rest = (1 - gone) * (average if rate is None else room.planned * rate)
    expected = (room.actual if gone else ZERO) + rest
    return max(expected, room.used).quantize(CENT, rounding=ROUND_HALF_UP)


def _share_gone(year: int, day: date) -> dict[int, Decimal]:
    """How much of each month is over at the end of the day, 0 to 1."""
    found = {}
    for month in range(1, 13):
        if (year, month) < (day.year, day.month):
            found[month] = Decimal(1)
        elif (year, month) == (day.year, day.month):
            found[month] = Decimal(day.day) / monthrange(year, month)[1]
        else:
            found[month] = ZERO
    return found
