"""The same days of the year before, as a Chinese merchant compares them: around 春节 by offset, else by date (6.7)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from luoxuan.almanac import Event, event_of
from luoxuan.metrics.period import Period, year_earlier

DAY = timedelta(days=1)
NEAR = timedelta(days=42)
FESTIVAL = "spring_festival"


def aligned_day(day: date) -> date | None:
    """The day a year earlier that had the same place; None where that date lay in the festival's days and this one does not."""
    now, before = _festival(day.year), _festival(day.year - 1)
    if now is None or before is None:
        return year_earlier(day)
    if now.first <= day <= now.last:
        return before.day + timedelta(days=now.offset(day))
    found = year_earlier(day)
    return None if before.first <= found <= before.last else found


def aligned_sum(period: Period, known: Mapping[date, Decimal]) -> tuple[Decimal | None, int]:
    """The sum of the year before over the aligned days, and how many of them are known.

    A day without a partner takes the mean of the ordinary days of its weekday near the festival of that year. None where fewer than
    nine in ten days are known.
    """
    found: list[Decimal] = []
    for day in period.days():
        partner = aligned_day(day)
        value = known.get(partner) if partner is not None else _ordinary(day, known)
        if value is not None:
            found.append(value)
    if not found or 10 * len(found) < 9 * len(period):
        return None, len(found)
    return sum(found, Decimal(0)) / len(found) * len(period), len(found)


def _ordinary(day: date, known: Mapping[date, Decimal]) -> Decimal | None:
    festival = _festival(day.year - 1)
    if festival is None:
        return None
    around = Period(festival.first - NEAR, festival.last + NEAR)
    values = [
        known[each]
        for each in around.days()
        if each in known
        and each.weekday() == day.weekday()
        and not festival.first <= each <= festival.last
    ]
    return sum(values, Decimal(0)) / len(values) if values else None


def _festival(year: int) -> Event | None:
    return event_of(FESTIVAL, year)
