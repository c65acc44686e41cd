"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    """Budget lines, commitments, actuals, hard stops (11.10)."""

    name = "luoxuan.plan.budgets"
    label = "budgets"
    verbose_name = _("Budgets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the approvals of budgets known, and what serves an objective."""
        import luoxuan.plan.budgets.jobs  # noqa: F401  registers by being imported
        from luoxuan.plan.budgets import selectors, services
        from luoxuan.plan.strategy import alignment

        services.kinds_register()
        alignment.register(selectors.things_aligned)
