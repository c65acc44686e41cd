"""When a brand works (7.6)."""

from datetime import date, time
from typing import TYPE_CHECKING

from luoxuan.foundation.tasks.models import WorkHours
from luoxuan.foundation.tasks.worktime import Hours

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

DAY = 24 * 60


def work_hours(brand: "Brand") -> WorkHours:
    """What the brand said, or what holds where it said nothing (not stored)."""
    return WorkHours.objects.filter(brand=brand).first() or WorkHours(brand=brand)


def hours_of(brand: "Brand") -> Hours:
    """The same as the clock takes it, in the brand's zone."""
    said = work_hours(brand)
    return Hours(
        zone=brand.zone,
        spans=_spans(said),
        weekdays=frozenset(said.weekdays),
        keeps_holidays=said.keeps_holidays,
        closed=frozenset(date.fromisoformat(day) for day in said.closed_days),
        opened=frozenset(date.fromisoformat(day) for day in said.open_days),
    )


def _spans(said: WorkHours) -> tuple[tuple[int, int], ...]:
    opens, closes = _minute(said.opens), _minute(said.closes) or DAY
    if said.lunch_from is None or said.lunch_to is None:
        return ((opens, closes),)
    return ((opens, _minute(said.lunch_from)), (_minute(said.lunch_to), closes))


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
