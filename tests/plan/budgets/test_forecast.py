"""Where a line ends the year."""

from datetime import date
from decimal import Decimal

from luoxuan.plan.budgets.forecast import forecast
from luoxuan.plan.budgets.room import MonthRoom, Room


def room(**months: MonthRoom) -> Room:
    """100 a month unless told otherwise."""
    given = {one.month: one for one in months.values()}
    return Room(tuple(given.get(n, MonthRoom(n, planned=Decimal(100))) for n in range(1, 13)))


def spent(month: int, amount: int, planned: int = 100, reserved: int = 0) -> MonthRoom:
    return MonthRoom(month, Decimal(planned), costs=Decimal(amount), reserved=Decimal(reserved))


def test_months_gone_are_what_they_cost_and_the_rest_goes_at_the_pace_so_far() -> None:
    told = forecast(room(a=spent(1, 80), b=spent(2, 40)), 2026, date(2026, 2, 28))
    assert (told.due, told.spent) == (200, 120)
    assert [one.amount for one in told.months][:4] == [80, 40, 60, 60]


def test_the_plan_s_season_is_kept() -> None:
    told = forecast(room(a=spent(1, 50), l=spent(11, 0, planned=400)), 2026, date(2026, 1, 31))
    assert told.months[10].amount == 200


def test_what_is_promised_is_expected_at_least() -> None:
    told = forecast(room(a=spent(1, 0), e=spent(5, 0, reserved=90)), 2026, date(2026, 1, 31))
    assert [told.months[3].amount, told.months[4].amount] == [0, 90]


def test_before_the_year_the_plan_is_expected_and_after_it_what_was_spent() -> None:
    plan = room(a=spent(1, 0))
    assert sum(one.amount for one in forecast(plan, 2026, date(2025, 12, 1)).months) == 1200
    assert sum(one.amount for one in forecast(plan, 2026, date(2027, 1, 1)).months) == 0


def test_money_without_a_plan_goes_on_at_its_average() -> None:
    none = {f"m{n}": spent(n, 30 if n < 4 else 0, planned=0) for n in range(1, 13)}
    told = forecast(room(**none), 2026, date(2026, 3, 31))
    assert sum(one.amount for one in told.months) == 360
