"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    """Dashboards: reports for people."""

    name = "luoxuan.check.dashboards"
    label = "dashboards"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"
