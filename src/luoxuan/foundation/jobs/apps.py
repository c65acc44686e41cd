"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Background work."""

    name = "luoxuan.foundation.jobs"
    label = "jobs"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"
