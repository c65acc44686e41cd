"""The app's name in the house; it hears of tasks and knows its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignalsConfig(AppConfig):
    """Signals: monitors, alerts, what people are told."""

    name = "luoxuan.foundation.signals"
    label = "signals"
    verbose_name = _("Signals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs, and listen to tasks."""
        import luoxuan.foundation.signals.checks
        import luoxuan.foundation.signals.jobs
        import luoxuan.foundation.signals.personal  # noqa: F401  registers by being imported
        from luoxuan.foundation.signals.listening import task_changed
        from luoxuan.foundation.tasks import events as tasks

        tasks.listen(task_changed)
