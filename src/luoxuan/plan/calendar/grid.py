"""Days as a page shows them: a month in whole weeks, or one week (6.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from luoxuan.almanac import Event, events_between, is_workday
from luoxuan.metrics.period import Period

if TYPE_CHECKING:
    from luoxuan.plan.calendar.models import CalendarEntry

WEEK = 7
MOST_IN_A_CELL = 4


@dataclass(frozen=True)
class Piece:
    """An entry on one day: its first day carries the title, the others continue it."""

    entry: "CalendarEntry"
    is_first: bool
    is_last: bool
    in_conflict: bool


@dataclass(frozen=True)
class Day:
    """One square of the grid."""

    day: date
    in_month: bool
    is_today: bool
    is_workday: bool
    events: tuple[Event, ...]
    pieces: tuple[Piece, ...]
    more: int
    """Entries that find no room."""


def month_period(day: date) -> Period:
    """The whole weeks, Monday to Sunday, that hold the month of `day`."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Period(week_period(first).first, week_period(last).last)


def week_period(day: date) -> Period:
    """Monday to Sunday around `day`."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=WEEK - 1))


def weeks(
    period: Period,
    entries: Sequence["CalendarEntry"],
    *,
    month: date,
    today: date,
    conflicting: Iterable[int] = (),
) -> list[list[Day]]:
    """The days of the period in rows of seven, each with what happens on it."""
    events = events_between(period.first, period.last)
    odd = frozenset(conflicting)
    room = len(entries) if len(period) == WEEK else MOST_IN_A_CELL
    days = [_day(day, entries, events, (month, today, odd, room)) for day in period.days()]
    return [days[at : at + WEEK] for at in range(0, len(days), WEEK)]


def _day(
    day: date,
    entries: Sequence["CalendarEntry"],
    events: Sequence[Event],
    about: tuple[date, date, frozenset[int], int],
) -> Day:
    month, today, odd, room = about
    met = [entry for entry in entries if entry.starts_on <= day <= entry.ends_on]
    shown = met if len(met) <= room else met[: room - 1]
    pieces = tuple(
        Piece(
            entry,
            day == entry.starts_on or day.weekday() == 0,
            day == entry.ends_on,
            entry.pk in odd,
        )
        for entry in shown
    )
    return Day(
        day=day,
        in_month=(day.year, day.month) == (month.year, month.month),
        is_today=day == today,
        is_workday=is_workday(day),
        events=tuple(event for event in events if event.day == day),
        pieces=pieces,
        more=len(met) - len(shown),
    )
