"""Festivals and platform events that a Chinese merchant sees in every curve."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luoxuan.almanac import spring_festival
from luoxuan.charts.frame import Words


@dataclass(frozen=True)
class Mark:
    """A day everybody knows."""

    day: date
    name: Words


YEARLY: tuple[tuple[int, int, Words], ...] = (
    (6, 18, "618"),
    (11, 11, {"zh": "双11", "en": "Double 11"}),
    (12, 12, {"zh": "双12", "en": "Double 12"}),
)


def marks_between(first: date, last: date) -> tuple[Mark, ...]:
    """The marks of the days from `first` to `last`, in order."""
    found = [mark for year in range(first.year, last.year + 1) for mark in _of_year(year)]
    return tuple(
        sorted((mark for mark in found if first <= mark.day <= last), key=lambda mark: mark.day)
    )


def _of_year(year: int) -> Iterator[Mark]:
    for month, day, name in YEARLY:
        yield Mark(date(year, month, day), name)
    festival = spring_festival(year)
    if festival is not None:
        yield Mark(festival, {"zh": "春节", "en": "Spring Festival"})
