"""Saying when a brand works; tasks opened from then on are due by it (7.6)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.tasks.models import WorkHours
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

MIDNIGHT = time(0)
WEEK = 7


@dataclass(frozen=True)
class HoursPlan:
    """When work is done; without lunch the day is one span, and closing at 00:00 is the end of the day."""

    opens: time = time(9)
    closes: time = time(18)
    lunch_from: time | None = time(12)
    lunch_to: time | None = time(13)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    keeps_holidays: bool = True
    closed_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()


@transaction.atomic
def work_hours_save(*, brand: "Brand", plan: HoursPlan, actor: "User", at: datetime) -> WorkHours:
    """Keep the brand's working hours. What is due already stays due when it was."""
    _check(plan)
    row, _is_new = WorkHours.objects.get_or_create(brand=brand)
    for name in ("opens", "closes", "lunch_from", "lunch_to", "keeps_holidays"):
        setattr(row, name, getattr(plan, name))
    row.weekdays = sorted(set(plan.weekdays))
    row.closed_days = sorted({day.isoformat() for day in plan.closed_days})
    row.open_days = sorted({day.isoformat() for day in plan.open_days})
    row.save()
    trail.trail_record(
        brand=brand,
        actor=actor,
        verb="work_hours.saved",
        subject_type="work_hours",
        subject_id=brand.key,
        detail={"opens": f"{plan.opens:%H:%M}", "closes": f"{plan.closes:%H:%M}"},
        at=at,
    )
    return row


def _check(plan: HoursPlan) -> None:
    if plan.closes not in (MIDNIGHT,) and plan.closes <= plan.opens:
        raise TaskError(_("Closing comes after opening: 00:00 is the end of the day."))
    if not plan.weekdays or not set(plan.weekdays) <= set(range(WEEK)):
        raise TaskError(_("Choose at least one day of the week that is worked."))
    if (plan.lunch_from is None) != (plan.lunch_to is None):
        raise TaskError(_("Lunch has a beginning and an end, or neither."))
    if plan.lunch_from is not None and plan.lunch_to is not None:
        ends = plan.closes == MIDNIGHT or plan.lunch_to < plan.closes
        if not (plan.opens < plan.lunch_from < plan.lunch_to and ends):
            raise TaskError(_("Lunch lies within the working hours."))
    both = set(plan.closed_days) & set(plan.open_days)
    if both:
        days = ", ".join(sorted(day.isoformat() for day in both))
        raise TaskError(_("A day is closed or open, not both: %(days)s.") % {"days": days})
