"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettlementConfig(AppConfig):
    """Bills matched to orders and money, differences, month close (11.12)."""

    name = "luoxuan.check.settlement"
    label = "settlement"
    verbose_name = _("Reconciliation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the approvals, the kind of task, the work and the checks known."""
        import luoxuan.check.settlement.jobs  # noqa: F401  registers by being imported
        from luoxuan.check.settlement import registering

        registering.register_all()
