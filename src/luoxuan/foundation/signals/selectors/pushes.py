"""What is pushed where, and what arrived (9.4)."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from luoxuan.foundation.signals.models import PushDelivery, PushTarget

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def push_targets(*, brand: "Brand") -> QuerySet[PushTarget]:
    """The brand's targets, by name."""
    return PushTarget.objects.filter(brand=brand).select_related("brand")


def push_target(*, brand: "Brand", target_id: int) -> PushTarget | None:
    """One target of the brand, None where it has no such target."""
    return push_targets(brand=brand).filter(pk=target_id).first()


def push_targets_due(*, at: datetime) -> list[PushTarget]:
    """Live targets whose hour has come today in their brand's zone, and whose day it is (weekly: Monday, monthly: the 1st)."""
    reports = PushTarget.objects.exclude(report=PushTarget.Report.ALERTS)
    live = reports.filter(is_live=True).select_related("brand")
    return [target for target in live if _is_due(target, at)]


def push_deliveries(*, brand: "Brand", limit: int = 50) -> list[PushDelivery]:
    """The latest attempts of the brand, newest first."""
    return list(PushDelivery.objects.filter(target__brand=brand).select_related("target")[:limit])


def _is_due(target: PushTarget, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(target.brand.zone))
    if local.time() < target.send_at:
        return False
    if target.report == PushTarget.Report.WEEKLY:
        return local.weekday() == 0
    if target.report == PushTarget.Report.MONTHLY:
        return local.day == 1
    return True
