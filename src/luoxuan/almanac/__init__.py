"""The Chinese merchant's calendar: festivals, platform events, holidays and made-up workdays (6.4, 9.10)."""

from luoxuan.almanac.events import Event, event_of, events_between
from luoxuan.almanac.lunar import spring_festival
from luoxuan.almanac.workdays import UnknownYearError, is_workday, known_until

__all__ = [
    "Event",
    "UnknownYearError",
    "event_of",
    "events_between",
    "is_workday",
    "known_until",
    "spring_festival",
]
