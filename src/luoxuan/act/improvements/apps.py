"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementsConfig(AppConfig):
    """Findings, root causes, actions and their measured effect (12.2, 12.4)."""

    name = "luoxuan.act.improvements"
    label = "improvements"
    verbose_name = _("Improvements")
    default_auto_field = "django.db.models.BigAutoField"
