"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    """Personal data, encrypted; masking, consent, rights of persons, retention (9.3)."""

    name = "luoxuan.foundation.vault"
    label = "vault"
    verbose_name = _("Personal data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The worker knows the clocks."""
        import luoxuan.foundation.vault.jobs  # noqa: F401  registers by being imported
