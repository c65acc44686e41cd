"""Whether months had an approved plan before they began (6.4 E)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from luoxuan.metrics.period import month_of
from luoxuan.plan.programmes.models import Programme

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class MonthPlan:
    """One month that has begun: when its plan was approved first, and whether in time."""

    month: date
    programme_id: int | None
    approved_at: datetime | None
    is_on_time: bool


@dataclass(frozen=True)
class PlanTiming:
    """Months that began, and whether each was planned by then."""

    months: tuple[MonthPlan, ...]

    @property
    def on_time(self) -> int:
        """How many were."""
        return sum(month.is_on_time for month in self.months)

    @property
    def share(self) -> Decimal | None:
        """On time of all; None where no month began yet."""
        return Decimal(self.on_time) / len(self.months) if self.months else None


def months_on_time(brand: "Brand", first: date, last: date) -> PlanTiming:
    """Each month that begins within these days."""
    zone = ZoneInfo(brand.zone)
    plans = {
        plan.starts_on: plan
        for plan in Programme.objects.filter(
            brand=brand, kind=Programme.Kind.MONTH, starts_on__range=(first, last)
        )
    }
    return PlanTiming(
        tuple(_month(plans.get(month), month, zone) for month in _months(first, last))
    )


def _month(plan: Programme | None, month: date, zone: ZoneInfo) -> MonthPlan:
    approved = plan.first_approved_at if plan else None
    begins = datetime.combine(month, time(), zone)
    return MonthPlan(
        month, plan.pk if plan else None, approved, approved is not None and approved < begins
    )


def _months(first: date, last: date) -> list[date]:
    month, found = month_of(first).first, []
    while month <= last:
        if month >= first:
            found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
