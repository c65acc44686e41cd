"""Which days are worked in mainland China, holidays and made-up days as the State Council announced them (国务院办公厅)."""

from datetime import date

import chinese_calendar
from chinese_calendar.constants import holidays

SATURDAY = 5


class UnknownYearError(LookupError):
    """The holidays of that year were not announced when this version was made."""


def known_until() -> date:
    """The last day whose holidays are known."""
    return date(max(day.year for day in holidays), 12, 31)


def is_workday(day: date, *, strict: bool = False) -> bool:
    """Whether people work on the day. A year not announced yet counts Monday to Friday, or raises UnknownYearError where `strict`."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        if strict:
            raise UnknownYearError(
                f"The holidays of {day.year} are not known: known until {known_until()}."
            ) from error
        return day.weekday() < SATURDAY
