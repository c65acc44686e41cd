"""The columns of the daily model: level, trend, weekday, month, events by offset (6.7). Pure.

log(value) = level + trend + weekday + month of the year + events. Every column is a coefficient with a prior of mean zero, whose
standard deviation says how far it may reach before the data ask for more; that is ridge regression with a penalty per column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from luoxuan.almanac import Event, events_between

Floats = NDArray[np.float64]
YEAR = 365.25
WEEKDAYS = 7
KNOT_DAYS = 60
"""Between two bends of the trend."""
MONTHS_FROM = 540
"""Days of history before months are told apart from the trend: with one year each month was seen once."""
SLOPES_FROM = 500
"""Days before the trend may bend."""
NEAR = 3
"""Offsets around an event's day that have a coefficient each; further out every fourth has."""
APART = 4
FREE = 30.0
WEEKDAY_REACH = 0.25
MONTH_REACH = 0.20
EVENT_REACH = 0.60
GROWTH_REACH = 0.25
SLOPE_REACH = 0.20
"""Of each bend of the slope; both per year."""


@dataclass(frozen=True)
class Shape:
    """Which columns a model has: decided once from the history, then the same for every day."""

    first: date
    last: date
    has_months: bool
    knots: tuple[int, ...]
    """Days since `first` at which the trend bends."""
    events: tuple[tuple[str, tuple[int, ...]], ...]
    """Key of each event that was seen, and the offsets that have a coefficient."""

    @property
    def reach(self) -> Floats:
        """The prior's standard deviation of each column."""
        parts = [np.full(1, FREE), np.full(1, GROWTH_REACH), np.full(len(self.knots), SLOPE_REACH)]
        parts.append(np.full(WEEKDAYS, WEEKDAY_REACH))
        if self.has_months:
            parts.append(np.full(12, MONTH_REACH))
        parts.append(np.full(sum(len(knots) for _key, knots in self.events), EVENT_REACH))
        return np.concatenate(parts)

    @property
    def trend_columns(self) -> int:
        """Level, slope and bends stand first."""
        return 2 + len(self.knots)


def shape_of(days: Sequence[date], known: NDArray[np.bool_]) -> Shape:
    """What the history can tell: events of which half the days were seen, months after a year, bends after a season."""
    first, last = days[0], days[-1]
    span = len(days)
    knots = tuple(range(KNOT_DAYS, span - KNOT_DAYS // 2, KNOT_DAYS)) if span >= SLOPES_FROM else ()
    seen = {day for day, is_known in zip(days, known, strict=True) if is_known}
    met: dict[str, tuple[int, ...]] = {}
    for event in events_between(first, last):
        around = event_days(event)
        if 2 * sum(day in seen for day in around) >= len(around):
            met.setdefault(event.key, offsets_of(event))
    return Shape(first, last, int(known.sum()) >= MONTHS_FROM, knots, tuple(sorted(met.items())))


def event_days(event: Event) -> list[date]:
    """The days an event moves."""
    first = event.first.toordinal()
    return [date.fromordinal(first + n) for n in range((event.last - event.first).days + 1)]


@lru_cache(maxsize=64)
def offsets_of(event: Event) -> tuple[int, ...]:
    """The offsets with a coefficient: each one near the day, every fourth further out, both ends."""
    before, after = event.offset(event.first), event.offset(event.last)
    near = [n for n in range(-NEAR, NEAR + 1) if before <= n <= after]
    far = [*range(before, -NEAR, APART), *range(after, NEAR, -APART)]
    return tuple(sorted({*near, *far, before, after}))


def columns(days: Sequence[date], shape: Shape, damping: float) -> Floats:
    """The matrix, one row per day. Beyond the history the slope fades: by `damping` a day (Gardner & McKenzie 1985)."""
    ordinals = np.array([day.toordinal() for day in days], dtype=np.float64)
    since = ordinals - shape.first.toordinal()
    parts = [trend_columns(since, (shape.last - shape.first).days, shape.knots, damping)]
    weekday = np.zeros((len(days), WEEKDAYS))
    weekday[np.arange(len(days)), [day.weekday() for day in days]] = 1.0
    parts.append(weekday)
    if shape.has_months:
        parts.append(month_columns(days))
    parts.append(event_columns(days, shape))
    return np.hstack(parts)


def trend_columns(since: Floats, end: int, knots: tuple[int, ...], damping: float) -> Floats:
    """Level, slope and bends by days since the first; after day `end` of the history the slope fades."""
    ahead = np.maximum(since - end, 0.0)
    trend = np.minimum(since, end) + damping * (1 - damping**ahead) / (1 - damping)
    parts = [np.ones((len(since), 1)), (trend / YEAR)[:, None]]
    if knots:
        bends = np.maximum(trend[:, None] - np.array(knots, dtype=np.float64)[None, :], 0.0)
        parts.append(bends / YEAR)
    return np.hstack(parts)


def month_columns(days: Sequence[date]) -> Floats:
    """Each day between two mid-months, nearer to one of them: the season has no step at a month's end."""
    made = np.zeros((len(days), 12))
    place = np.array([(day.timetuple().tm_yday - 15.2) / (YEAR / 12) for day in days])
    lower = np.floor(place).astype(int)
    part = place - lower
    rows = np.arange(len(days))
    made[rows, lower % 12] += 1 - part
    made[rows, (lower + 1) % 12] += part
    return made


def event_columns(days: Sequence[date], shape: Shape) -> Floats:
    """Offsets of each event, linear between those that have a coefficient; of every year of it."""
    width = sum(len(offsets) for _key, offsets in shape.events)
    made = np.zeros((len(days), width))
    if not days or not width:
        return made
    start = days[0].toordinal()
    position = {day: n for n, day in enumerate(days)}
    is_dense = (days[-1] - days[0]).days + 1 == len(days)
    places = dict(_places(shape))
    for event in events_between(days[0], days[-1]):
        if event.key not in places:
            continue
        at, offsets = places[event.key]
        hats = _hats(offsets, event.offset(event.first), event.offset(event.last))
        for n, row in enumerate(hats):
            day = date.fromordinal(event.first.toordinal() + n)
            where = day.toordinal() - start if is_dense else position.get(day, -1)
            if 0 <= where < len(days):
                made[where, at : at + len(offsets)] += row
    return made


def _places(shape: Shape) -> list[tuple[str, tuple[int, tuple[int, ...]]]]:
    found, at = [], 0
    for key, offsets in shape.events:
        found.append((key, (at, offsets)))
        at += len(offsets)
    return found


@lru_cache(maxsize=64)
def _hats(offsets: tuple[int, ...], first: int, last: int) -> Floats:
    """How much of each coefficient every offset from first to last takes."""
    each = np.arange(first, last + 1, dtype=np.float64)
    rows = [np.interp(each, offsets, unit) for unit in np.eye(len(offsets))]
    return np.array(rows).T
