"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    """The KPI tree and its targets on the metric engine (6.5-6.7)."""

    name = "luoxuan.plan.targets"
    label = "targets"
    verbose_name = _("Targets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Targets are approved through a gate, and monitors ask for their pace."""
        from luoxuan.foundation.gates.registry import GateKind, gate_kind
        from luoxuan.foundation.signals.registry import pace_provider
        from luoxuan.plan.targets import gatekeeping
        from luoxuan.plan.targets.paces import pace_readings
        from luoxuan.plan.targets.services import tree_closed, tree_decided

        pace_provider(pace_readings)
        gate_kind(
            GateKind(
                key=gatekeeping.KIND,
                zh="年度目标",
                en="Targets of a year",
                checks=gatekeeping.tree_findings,
                on_decided=tree_decided,
                on_closed=tree_closed,
                fingerprint=gatekeeping.tree_fingerprint,
                version=gatekeeping.VERSION,
            )
        )
