"""What a person asks for when they set a monitor up, and whether it could watch anything (9.15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import registry
from luoxuan.foundation.signals.errors import MonitorError
from luoxuan.foundation.signals.models import Monitor, PushTarget
from luoxuan.foundation.signals.parameters import checked
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


def checked_plan(brand: "Brand", plan: MonitorPlan) -> dict[str, Any]:
    """The plan's parameters, whole and of the right type. Raises MonitorError."""
    kinds = Monitor.Kind
    if plan.kind not in kinds.values:
        raise MonitorError(_("There is no monitor of the kind %(word)s.") % {"word": plan.kind})
    if plan.kind in {kinds.THRESHOLD, kinds.CHANGE, kinds.ANOMALY}:
        metric = METRICS.get(plan.metric)
        if metric is None:
            raise MonitorError(
                _("There is no metric %(word)s: choose one of the list.") % {"word": plan.metric}
            )
        strange = [cut for cut in plan.by if cut not in CUTS or cut not in metric.dimensions]
        if strange:
            raise MonitorError(
                _("%(metric)s cannot be cut by %(cuts)s.")
                % {"metric": plan.metric, "cuts": ", ".join(strange)}
            )
    if plan.kind == kinds.TABLE and registry.check_of(plan.check_key) is None:
        raise MonitorError(
            _("There is no check %(word)s: choose one of the list.") % {"word": plan.check_key}
        )
    unknown = set(plan.shops) - {shop.key for shop in people.shops_of(brand)}
    if unknown:
        raise MonitorError(
            _("The brand has no shop %(word)s.") % {"word": ", ".join(sorted(unknown))}
        )
    if plan.owner and not people.role_in(brand=brand, user=plan.owner):
        raise MonitorError(_("The owner is no member of the brand."))
    if any(target.brand_id != brand.pk for target in plan.targets):
        raise MonitorError(_("The push belongs to another brand."))
    return checked(plan.kind, plan.parameters)
