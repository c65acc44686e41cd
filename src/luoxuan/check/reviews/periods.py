"""The periods of reviews: months, quarters, years of the calendar (12.1)."""

import re
from calendar import monthrange
from datetime import date

from luoxuan.metrics.period import DAY, Period, PeriodError, month_of

KINDS = ("month", "quarter", "year")
_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")


def period_of(kind: str, day: date) -> Period:
    """The month, quarter or year the day is in. Raises PeriodError."""
    if kind == "month":
        return month_of(day)
    if kind == "quarter":
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        last = date(day.year, first.month + 2, monthrange(day.year, first.month + 2)[1])
        return Period(first, last)
    if kind == "year":
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    raise PeriodError(f"A review is of a month, a quarter or a year, not of a {kind}.")


def period_before(kind: str, period: Period) -> Period:
    """The period before."""
    return period_of(kind, period.first - DAY)


def period_after(kind: str, period: Period) -> Period:
    """The period after."""
    return period_of(kind, period.last + DAY)


def period_named(text: str) -> tuple[str, Period]:
    """Kind and period of 2026-10, 2026-Q4 or 2026. Raises PeriodError."""
    quarter = _QUARTER.fullmatch(text)
    try:
        if quarter:
            return "quarter", period_of("quarter", date(int(quarter[1]), int(quarter[2]) * 3, 1))
        if re.fullmatch(r"\d{4}", text):
            return "year", period_of("year", date(int(text), 1, 1))
        return "month", month_of(date.fromisoformat(f"{text}-01"))
    except ValueError as error:
        raise PeriodError(f"Write the period as 2026-10, 2026-Q4 or 2026, not {text}.") from error
