"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConformityConfig(AppConfig):
    """The standard lived, from evidence computed of records."""

    name = "luoxuan.act.conformity"
    label = "conformity"
    verbose_name = _("Conformity")
    default_auto_field = "django.db.models.BigAutoField"
