"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Annual, quarterly and monthly operating plans (6.3, 6.4)."""

    name = "luoxuan.plan.programmes"
    label = "programmes"
    verbose_name = _("Operating plans")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the approval of plans known."""
        from luoxuan.plan.programmes import gatekeeping

        gatekeeping.register()
