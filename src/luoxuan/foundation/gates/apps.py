"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatesConfig(AppConfig):
    """Approvals: a subject asks, checks run, a person decides (5.4)."""

    name = "luoxuan.foundation.gates"
    label = "gates"
    verbose_name = _("Approvals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the background work known."""
        import luoxuan.foundation.gates.jobs  # noqa: F401  registers by being imported
