"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignalsConfig(AppConfig):
    """Signals: pushes to people."""

    name = "luoxuan.foundation.signals"
    label = "signals"
    verbose_name = _("Pushes")
    default_auto_field = "django.db.models.BigAutoField"
