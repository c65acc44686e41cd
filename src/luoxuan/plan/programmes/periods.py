"""The year, quarter or month a day is in, what it is part of, and what came before (6.4)."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from luoxuan.metrics.period import Period, PeriodError, month_of

Kind = Literal["year", "quarter", "month"]
KINDS: tuple[Kind, ...] = ("year", "quarter", "month")
ABOVE: dict[Kind, tuple[Kind, ...]] = {
    "year": (),
    "quarter": ("year",),
    "month": ("quarter", "year"),
}
"""Whose plan a plan is part of, the nearest first."""


def period_of(kind: Kind, day: date) -> Period:
    """The period of that length that holds the day."""
    if kind == "year":
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if kind == "month":
        return month_of(day)
    first = 3 * ((day.month - 1) // 3) + 1
    return Period(
        date(day.year, first, 1), date(day.year, first + 2, monthrange(day.year, first + 2)[1])
    )


def period_named(name: str) -> tuple[Kind, Period]:
    """2026, 2026Q4 or 2026-11. Raises PeriodError."""
    try:
        if len(name) == 4:
            return "year", period_of("year", date(int(name), 1, 1))
        if name[4:5].upper() == "Q":
            return "quarter", period_of("quarter", date(int(name[:4]), 3 * int(name[5:]) - 2, 1))
        return "month", period_of("month", date.fromisoformat(f"{name}-01"))
    except ValueError as error:
        raise PeriodError(f"Write the period as 2026, 2026Q4 or 2026-11, not {name}.") from error


def name_of(kind: str, first: date) -> str:
    """How the period is written in addresses and titles."""
    if kind == "year":
        return f"{first.year}"
    if kind == "quarter":
        return f"{first.year}Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m}"


def before(kind: Kind, first: date) -> Period:
    """The period before."""
    return period_of(kind, first - timedelta(days=1))


def after(kind: Kind, last: date) -> Period:
    """The period after."""
    return period_of(kind, last + timedelta(days=1))


def year_before(kind: Kind, first: date) -> Period:
    """The same period of the year before."""
    return period_of(kind, first.replace(year=first.year - 1))


def parts_below(kind: Kind, period: Period) -> list[tuple[Kind, Period]]:
    """The periods a plan of this length is divided into: quarters of a year, months of a quarter."""
    if kind == "month":
        return []
    below: Kind = "quarter" if kind == "year" else "month"
    found, day = [], period.first
    while day <= period.last:
        part = period_of(below, day)
        found.append((below, part))
        day = part.last + timedelta(days=1)
    return found
