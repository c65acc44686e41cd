"""Setting monitors up (9.15)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.signals import presets
from luoxuan.foundation.signals.errors import MonitorError
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.planning import MonitorPlan, checked_plan
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@transaction.atomic
def monitor_save(
    *,
    brand: "Brand",
    plan: MonitorPlan,
    monitor: Monitor | None = None,
    actor: "User | None",
    at: datetime,
) -> Monitor:
    """Create the monitor, or change it. Raises MonitorError where it could not watch anything."""
    parameters = checked_plan(brand, plan)
    monitor = monitor or Monitor(brand=brand, created_at=at)
    for name, value in plan.__dict__.items():
        if name != "targets":
            setattr(monitor, name, list(value) if name in {"by", "shops"} else value)
    monitor.parameters = parameters
    try:
        with transaction.atomic():
            monitor.save()
    except IntegrityError as error:
        raise MonitorError(
            _("There is a monitor called %(name)s already.") % {"name": plan.name}
        ) from error
    monitor.targets.set(plan.targets)
    _trailed(monitor, "monitor.saved", actor, at)
    return monitor


@transaction.atomic
def monitor_remove(*, monitor: Monitor, actor: "User", at: datetime) -> None:
    """Remove the monitor with its alerts; the trail keeps that it was there."""
    _trailed(monitor, "monitor.removed", actor, at)
    monitor.delete()


@transaction.atomic
def monitors_start(*, brand: "Brand", actor: "User | None", at: datetime) -> list[Monitor]:
    """The monitors a new brand begins with; those it has by name already stay as they are."""
    known = set(Monitor.objects.filter(brand=brand).values_list("name", flat=True))
    return [
        monitor_save(brand=brand, plan=MonitorPlan(**preset), actor=actor, at=at)
        for preset in presets.monitors()
        if preset["name"] not in known
    ]


def _trailed(monitor: Monitor, verb: str, actor: "User | None", at: datetime) -> None:
    trail.trail_record(
        brand=monitor.brand,
        actor=actor,
        verb=verb,
        subject_type="monitor",
        subject_id=str(monitor.pk),
        detail={"name": monitor.name, "kind": monitor.kind, "metric": monitor.metric},
        at=at,
    )
