"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfitConfig(AppConfig):
    """What an order, a SKU, a shop, a campaign really earned (6.6, 7.8)."""

    name = "luoxuan.check.profit"
    label = "profit"
    verbose_name = _("Profit")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs."""
        import luoxuan.check.profit.jobs  # noqa: F401  registers by being imported
