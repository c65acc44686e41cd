"""The days the demo brand has lived: seconds since its first day, festivals, weekdays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from luoxuan.almanac import spring_festival

DAY = 86_400
HOUR = 3_600
EXPORTED = timedelta(hours=8, minutes=12)
"""The files are downloaded the morning after the last day."""

WEEKDAY = (0.96, 0.94, 0.95, 0.98, 1.02, 1.10, 1.08)
"""Monday to Sunday: people buy for the home at the weekend."""

PEAKS = {
    (6, 1): 2.2,
    (6, 16): 1.9,
    (6, 17): 2.3,
    (6, 18): 4.2,
    (11, 1): 3.0,
    (11, 10): 2.6,
    (11, 11): 5.5,
    (12, 12): 1.9,
    (3, 8): 1.7,
}
SEASONS = (((6, 2), (6, 15), 1.35), ((11, 2), (11, 9), 1.45), ((10, 1), (10, 7), 0.9))


@dataclass(frozen=True)
class Window:
    """The days from `first` to `last`; moments are whole seconds since the first midnight, Shanghai time."""

    last: date
    length: int

    @property
    def first(self) -> date:
        """The first day."""
        return self.last - timedelta(days=self.length - 1)

    @property
    def end(self) -> int:
        """The midnight after the last day."""
        return self.length * DAY

    @property
    def exported(self) -> datetime:
        """When the files were downloaded."""
        return datetime.combine(self.last + timedelta(days=1), datetime.min.time()) + EXPORTED

    def day(self, number: int) -> date:
        """The date of day `number`."""
        return self.first + timedelta(days=number)

    def number(self, day: date) -> int:
        """The number of a date."""
        return (day - self.first).days

    @cached_property
    def day_texts(self) -> tuple[str, ...]:
        """Each day as YYYY-MM-DD."""
        return tuple(self.day(n).isoformat() for n in range(self.length + 1))

    def text(self, moment: int | None) -> str:
        """A moment as the platforms print it, empty where there is none."""
        if moment is None:
            return ""
        day, second = divmod(moment, DAY)
        minute, second = divmod(second, 60)
        hour, minute = divmod(minute, 60)
        return f"{self.day_texts[day]} {hour:02d}:{minute:02d}:{second:02d}"

    def months(self) -> list[tuple[int, int]]:
        """Calendar months as (first, last) day numbers, cut at the window's ends."""
        return self._cut(lambda day: (day.year, day.month))

    def quarters(self) -> list[tuple[int, int]]:
        """Calendar quarters, cut at the window's ends."""
        return self._cut(lambda day: (day.year, (day.month - 1) // 3))

    def _cut(self, part: Callable[[date], tuple[int, int]]) -> list[tuple[int, int]]:
        starts = [
            n for n in range(self.length) if n == 0 or part(self.day(n)) != part(self.day(n - 1))
        ]
        ends = [start - 1 for start in starts[1:]] + [self.length - 1]
        return list(zip(starts, ends, strict=True))


def demand(day: date) -> float:
    """How much busier than an ordinary day the calendar makes it."""
    peak = PEAKS.get((day.month, day.day))
    if peak is not None:
        return peak
    level = WEEKDAY[day.weekday()]
    for first, last, factor in SEASONS:
        if first <= (day.month, day.day) <= last:
            level *= factor
    return level * _new_year(day)


def promotion(day: date) -> bool:
    """A platform event with a discount on everything."""
    month_day = (day.month, day.day)
    return (6, 1) <= month_day <= (6, 18) or (11, 1) <= month_day <= (11, 11)


def _new_year(day: date) -> float:
    """Couriers rest and people travel around the lunar new year; before it they stock up."""
    festival = spring_festival(day.year)
    if festival is None:
        return 1.0
    away = (day - festival).days
    if -3 <= away <= 6:
        return 0.38
    if -24 <= away <= -8:
        return 1.25
    return 1.0
