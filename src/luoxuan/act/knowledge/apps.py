"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """SOPs, cases, models, lessons (12.6)."""

    name = "luoxuan.act.knowledge"
    label = "knowledge"
    verbose_name = _("Knowledge")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the work known."""
        from luoxuan.act.knowledge import jobs  # noqa: F401  # registers itself
