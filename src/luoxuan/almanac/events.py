"""Festivals and platform events, with the days around them that they move (6.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from luoxuan.almanac.lunar import (
    DRAGON_BOAT,
    MID_AUTUMN,
    QIXI,
    SPRING_FESTIVAL,
    lunar_day,
)

Kind = Literal["festival", "platform"]


@dataclass(frozen=True)
class Event:
    """One event of one year: its day, and from when to when trade is not as usual."""

    key: str
    day: date
    zh: str
    en: str
    kind: Kind
    first: date
    last: date

    def offset(self, day: date) -> int:
        """Days after the event's day; negative before it."""
        return (day - self.day).days


@dataclass(frozen=True)
class _Yearly:
    key: str
    zh: str
    en: str
    kind: Kind
    before: int
    """Days before the event's day that it moves."""
    after: int
    fixed: tuple[int, int] | None = None
    lunar: dict[int, tuple[int, int]] | None = None


_YEARLY = (
    _Yearly("new_year", "元旦", "New Year", "festival", 1, 2, (1, 1)),
    _Yearly("year_goods", "年货节", "New Year goods", "platform", 0, 6, (1, 10)),
    _Yearly("spring_festival", "春节", "Spring Festival", "festival", 24, 7, None, SPRING_FESTIVAL),
    _Yearly("women", "38节", "8 March", "platform", 3, 0, (3, 8)),
    _Yearly("labour", "五一", "Labour Day", "festival", 1, 4, (5, 1)),
    _Yearly("520", "520", "520", "platform", 2, 0, (5, 20)),
    _Yearly("dragon_boat", "端午", "Dragon Boat", "festival", 1, 1, None, DRAGON_BOAT),
    _Yearly("618", "618", "618", "platform", 18, 2, (6, 18)),
    _Yearly("qixi", "七夕", "Qixi", "festival", 3, 0, None, QIXI),
    _Yearly("99", "99大促", "9.9", "platform", 2, 1, (9, 9)),
    _Yearly("mid_autumn", "中秋", "Mid-Autumn", "festival", 7, 1, None, MID_AUTUMN),
    _Yearly("national_day", "国庆", "National Day", "festival", 0, 6, (10, 1)),
    _Yearly("double_11", "双11", "Double 11", "platform", 11, 3, (11, 11)),
    _Yearly("double_12", "双12", "Double 12", "platform", 2, 1, (12, 12)),
)


def events_between(first: date, last: date) -> tuple[Event, ...]:
    """Every event whose days touch those from `first` to `last`, by day."""
    years = range(first.year - 1, last.year + 2)
    found = [event for year in years for event in _of_year(year)]
    met = [event for event in found if event.last >= first and event.first <= last]
    return tuple(sorted(met, key=lambda event: (event.day, event.key)))


def event_of(key: str, year: int) -> Event | None:
    """One event of one year; None where its lunar day is beyond the table. Raises KeyError for no event."""
    yearly = next((each for each in _YEARLY if each.key == key), None)
    if yearly is None:
        raise KeyError(f"There is no event {key}.")
    return _event(yearly, year)


def _of_year(year: int) -> Iterator[Event]:
    for yearly in _YEARLY:
        event = _event(yearly, year)
        if event is not None:
            yield event


def _event(yearly: _Yearly, year: int) -> Event | None:
    day = date(year, *yearly.fixed) if yearly.fixed else lunar_day(yearly.lunar or {}, year)
    if day is None:
        return None
    before, after = timedelta(days=yearly.before), timedelta(days=yearly.after)
    return Event(yearly.key, day, yearly.zh, yearly.en, yearly.kind, day - before, day + after)
