"""Months as addresses say them: 2026-09."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from luoxuan.metrics.period import Period, PeriodError, month_named, month_of

MONTH = r"\d{4}-\d{2}"


def period_of(month: str) -> Period:
    """The month's days. Raises PeriodError."""
    if len(month) != 7:
        raise PeriodError(f"Write the month as 2026-09, not {month}.")
    return month_named(month)


def named(day: date) -> str:
    """The month a day is in."""
    return f"{day:%Y-%m}"


def today(zone: str, at: datetime) -> date:
    """The day in the brand's zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def shifted(month: str, by: int) -> str:
    """So many months later; earlier where negative."""
    first = period_of(month).first
    count = first.year * 12 + first.month - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def between(first: date, last: date) -> Iterator[str]:
    """Every month from the one to the other."""
    day = first.replace(day=1)
    while day <= last:
        yield named(day)
        day = month_of(day).last + timedelta(days=1)
