"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """One queue of work for every person and role (7.6)."""

    name = "luoxuan.foundation.tasks"
    label = "tasks"
    verbose_name = _("Tasks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The worker knows what tasks do in the background."""
        import luoxuan.foundation.tasks.jobs  # noqa: F401  registers by being imported
