"""The app's name and label."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Files in."""

    name = "luoxuan.foundation.intake"
    label = "intake"
    verbose_name = _("Imports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The worker knows what intake does in the background; the vault, what it knows of persons."""
        import luoxuan.foundation.intake.jobs  # noqa: F401  registers by being imported
        from luoxuan.foundation.intake.rights import rights_register

        rights_register()
