"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    """Trail."""

    name = "luoxuan.foundation.trail"
    label = "trail"
    verbose_name = _("Trail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What happens among people is trailed."""
        from luoxuan.foundation.people import events
        from luoxuan.foundation.trail.services import people_changed_record

        events.listen(people_changed_record)
