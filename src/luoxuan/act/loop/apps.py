"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoopConfig(AppConfig):
    """Every goal with its loop: plan, actions, result, improvement, next plan (12.8)."""

    name = "luoxuan.act.loop"
    label = "loop"
    verbose_name = _("Loop")
    default_auto_field = "django.db.models.BigAutoField"
