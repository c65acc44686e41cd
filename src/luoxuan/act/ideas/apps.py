"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    """Suggestions and innovation projects (5.5, 12.5)."""

    name = "luoxuan.act.ideas"
    label = "ideas"
    verbose_name = _("Ideas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the approval, the task and the work known."""
        from luoxuan.act.ideas import gatekeeping, jobs  # noqa: F401  # jobs register themselves

        gatekeeping.register()
