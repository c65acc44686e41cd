"""A stretch of days, both ends included."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


class PeriodError(ValueError):
    """The period makes no sense; says how to give it."""


@dataclass(frozen=True, order=True)
class Period:
    """From `first` to `last`, both included, as days in the shop's zone."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(f"The period ends ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[date]:
        """Each day, in order."""
        for n in range(len(self)):
            yield self.first + n * DAY

    def shifted(self, days: int) -> "Period":
        """The period that many days later; earlier where negative."""
        return Period(self.first + days * DAY, self.last + days * DAY)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


def one_day(day: date) -> Period:
    """A single day."""
    return Period(day, day)


def iso_week(text: str) -> Period:
    """The week 2026-W47, Monday to Sunday. Raises PeriodError."""
    try:
        year, week = text.upper().split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError as error:
        raise PeriodError(f"Write the week as 2026-W47, not {text}.") from error
    return Period(monday, monday + 6 * DAY)


def month_of(day: date) -> Period:
    """The calendar month a day is in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def month_named(text: str) -> Period:
    """The month 2026-11. Raises PeriodError."""
    try:
        return month_of(date.fromisoformat(f"{text}-01"))
    except ValueError as error:
        raise PeriodError(f"Write the month as 2026-11, not {text}.") from error


def month_before(day: date) -> Period:
    """The calendar month before the one a day is in."""
    return month_of(day.replace(day=1) - DAY)


def year_earlier(day: date) -> date:
    """The same calendar day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def merged(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The same days as the fewest disjoint periods, in order."""
    found: list[Period] = []
    for period in sorted(periods):
        if found and period.first <= found[-1].last + DAY:
            found[-1] = Period(found[-1].first, max(found[-1].last, period.last))
        else:
            found.append(period)
    return tuple(found)
