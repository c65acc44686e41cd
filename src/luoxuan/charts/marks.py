"""Festivals and platform events that a Chinese merchant sees in every curve."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
SPRING_FESTIVAL: dict[int, tuple[int, int]] = {
    2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19),
    2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12),
    2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
    2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11),
}  # fmt: skip
"""First day of the first lunar month: a calendar, not a formula."""


def marks_between(first: date, last: date) -> tuple[Mark, ...]:
    """The marks of the days from `first` to `last`, in order."""
    found = [mark for year in range(first.year, last.year + 1) for mark in _of_year(year)]
    return tuple(
        sorted((mark for mark in found if first <= mark.day <= last), key=lambda mark: mark.day)
    )


def _of_year(year: int) -> Iterator[Mark]:
    for month, day, name in YEARLY:
        yield Mark(date(year, month, day), name)
    if year in SPRING_FESTIVAL:
        month, day = SPRING_FESTIVAL[year]
        yield Mark(date(year, month, day), {"zh": "春节", "en": "Spring Festival"})
