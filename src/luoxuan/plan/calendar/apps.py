"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    """One calendar of promotions, content, ads, stock, events (6.4)."""

    name = "luoxuan.plan.calendar"
    label = "calendar"
    verbose_name = _("Calendar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the strategy what serves an objective."""
        from luoxuan.plan.calendar.aligned import aligned_things
        from luoxuan.plan.strategy import alignment

        alignment.register(aligned_things)
