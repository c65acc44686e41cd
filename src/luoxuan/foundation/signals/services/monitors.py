"""Setting monitors up (9.15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import presets, registry
from luoxuan.foundation.signals.errors import MonitorError
from luoxuan.foundation.signals.models import Monitor, PushTarget
from luoxuan.foundation.signals.parameters import checked
from luoxuan.foundation.trail import services as trail
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

CUTS = ("shop", "product", "sku", "campaign", "channel", "source")


@dataclass(frozen=True)
class MonitorPlan:
    """What a person asks for: what is watched, how, and who hears of it."""

    name: str
    kind: str
    metric: str = ""
    check_key: str = ""
    by: Sequence[str] = ("shop",)
    shops: Sequence[str] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "warning"
    owner: "User | None" = None
    role: str = ""
    opens_task: bool = True
    targets: Sequence[PushTarget] = ()
    quiet_from: time | None = None
    quiet_until: time | None = None
    grouping: str = "together"
    is_live: bool = True


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
    parameters = _checked(brand, plan)
    monitor = monitor or Monitor(brand=brand, created_at=at)
    for name, value in plan.__dict__.items():
        if name != "targets":
            setattr(monitor, name, list(value) if name in {"by", "shops"} else value)
    monitor.parameters = parameters
    try:
        with transaction.atomic():
            monitor.save()
    except IntegrityError as error:
        raise MonitorError(f"There is a monitor called {plan.name} already.") from error
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


def _checked(brand: "Brand", plan: MonitorPlan) -> dict[str, Any]:
    """The plan's parameters, whole and of the right type. Raises MonitorError."""
    kinds = Monitor.Kind
    if plan.kind not in kinds.values:
        raise MonitorError(f"There is no monitor of the kind {plan.kind}.")
    if plan.kind in {kinds.THRESHOLD, kinds.CHANGE, kinds.ANOMALY}:
        metric = METRICS.get(plan.metric)
        if metric is None:
            raise MonitorError(f"There is no metric {plan.metric or '?'}: choose one of the list.")
        strange = [cut for cut in plan.by if cut not in CUTS or cut not in metric.dimensions]
        if strange:
            raise MonitorError(f"{plan.metric} cannot be cut by {', '.join(strange)}.")
    if plan.kind == kinds.TABLE and registry.check_of(plan.check_key) is None:
        raise MonitorError(f"There is no check {plan.check_key or '?'}: choose one of the list.")
    unknown = set(plan.shops) - {shop.key for shop in people.shops_of(brand)}
    if unknown:
        raise MonitorError(f"The brand has no shop {', '.join(sorted(unknown))}.")
    if plan.owner and not people.role_in(brand=brand, user=plan.owner):
        raise MonitorError("The owner is no member of the brand.")
    if any(target.brand_id != brand.pk for target in plan.targets):
        raise MonitorError("The push belongs to another brand.")
    return checked(plan.kind, plan.parameters)


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
