"""Comparing periods, and how far the month is (9.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from luoxuan.analysis.daily.question import Grain
from luoxuan.metrics.period import (
    DAY,
    Period,
    month_before,
    month_of,
    one_day,
    year_earlier,
)

STEP = Decimal("0.000001")
Pattern = Literal["year_before", "month_before", "calendar"]
WEEKS_OF_YEAR = 364
"""52 weeks: the same week a year ago, Monday to Sunday."""


def comparisons(period: Period, grain: Grain) -> list[tuple[str, str, Period]]:
    """Key, label and period of each comparison; as many days as the period has."""
    if grain == "week":
        return [
            ("week_before", "week_before_week", period.shifted(-7)),
            ("year_before", "year_before_week", period.shifted(-WEEKS_OF_YEAR)),
        ]
    if grain == "month":
        before = month_before(period.first)
        year = month_of(year_earlier(period.first))
        return [
            ("month_before", "month_before_month", _same_days(period, before)),
            ("year_before", "year_before_month", _same_days(period, year)),
        ]
    day = period.last
    return [
        ("day_before", "day_before", one_day(day - DAY)),
        ("week_before", "week_before", one_day(day - 7 * DAY)),
        ("year_before", "year_before", one_day(year_earlier(day))),
    ]


def _same_days(period: Period, month: Period) -> Period:
    """The same days of another month; all of it where the period is a whole month."""
    if period == month_of(period.first):
        return month
    return Period(month.first, min(month.first + (len(period) - 1) * DAY, month.last))


def trend(period: Period, grain: Grain, since: date | None) -> Period:
    """The days of the charts."""
    days = {"day": 30, "week": 84, "month": 92}[grain]
    first = since or period.last - timedelta(days=days - 1)
    return Period(min(first, period.first), period.last)


@dataclass(frozen=True)
class Month:
    """The month a day is in, and the two it is held against."""

    whole: Period
    so_far: Period
    before: Period
    year: Period

    @property
    def before_so_far(self) -> Period:
        """The same days of the month before."""
        return _same_days(self.so_far, self.before)

    @property
    def year_so_far(self) -> Period:
        """The same days a year ago."""
        return _same_days(self.so_far, self.year)


def month(day: date) -> Month:
    """The month up to a day."""
    whole = month_of(day)
    year = month_of(year_earlier(day))
    return Month(whole, Period(whole.first, day), month_before(day), year)


def elapsed(spoken: Month, amounts: Mapping[date, Decimal]) -> tuple[Decimal, Pattern]:
    """Share of the month's trade usually done by its last day so far, and whose pattern says so.

    A pattern needs a figure for every day of its month.
    """
    if spoken.so_far == spoken.whole:
        return Decimal(1), "calendar"
    patterns: tuple[tuple[Pattern, Period], ...] = (
        ("year_before", spoken.year),
        ("month_before", spoken.before),
    )
    for name, month in patterns:
        days = list(month.days())
        total = sum((amounts.get(day, Decimal(0)) for day in days), Decimal(0))
        if all(day in amounts for day in days) and total > 0:
            done = days[: len(spoken.so_far)]
            share = sum((amounts[day] for day in done), Decimal(0)) / total
            if share > 0:
                return share.quantize(STEP), name
    return (Decimal(len(spoken.so_far)) / len(spoken.whole)).quantize(STEP), "calendar"


def change(now: Decimal, before: Decimal) -> tuple[Decimal, Decimal | None]:
    """The difference, and its share of what was before; None where that was 0."""
    difference = now - before
    return difference, (difference / before).quantize(STEP) if before else None
