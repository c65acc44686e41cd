"""The app's name in the house; its work in the background."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    """Data contracts, scores and their trend (9.2)."""

    name = "luoxuan.foundation.quality"
    label = "quality"
    verbose_name = _("Data quality")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs."""
        import luoxuan.foundation.quality.jobs  # noqa: F401  registers by being imported
