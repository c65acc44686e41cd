"""The calendar as numbers: weekday, event and day of the event, the same day of the event a year before (9.15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from luoxuan.almanac import events_between

Whole = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True)
class Seasons:
    """One entry per day."""

    weekday: Whole
    event: npt.NDArray[np.bool_]
    """Within the days an event moves."""
    peak: npt.NDArray[np.bool_]
    """The event's own day or the day beside it, or the first day of a platform event."""
    year_ago: Whole
    """Index of the same day of the same event a year before; -1 where that is not among the days."""


def seasons(days: Sequence[date]) -> Seasons:
    """What the calendar says of days that follow one another."""
    index = {day: n for n, day in enumerate(days)}
    count = len(days)
    event, peak = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    year_ago = np.full(count, NOWHERE, dtype=np.int64)
    places: dict[tuple[str, int, int], int] = {}
    for each in events_between(days[0], days[-1]) if count else ():
        for offset in range((each.first - each.day).days, (each.last - each.day).days + 1):
            n = index.get(date.fromordinal(each.day.toordinal() + offset))
            if n is None:
                continue
            event[n] = True
            begins = each.kind == "platform" and offset == (each.first - each.day).days
            peak[n] |= abs(offset) <= 1 or begins
            places[each.key, each.day.year, offset] = n
    for (key, year, offset), n in places.items():
        year_ago[n] = max(year_ago[n], places.get((key, year - 1, offset), NOWHERE))
    return Seasons(np.array([day.weekday() for day in days], dtype=np.int64), event, peak, year_ago)
