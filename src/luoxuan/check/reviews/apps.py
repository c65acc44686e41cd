"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reviews of month, quarter, year, prepared by the system (12.1-12.3)."""

    name = "luoxuan.check.reviews"
    label = "reviews"
    verbose_name = _("Reviews")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say where happenings come from, and that a decision can become a task."""
        import luoxuan.check.reviews.jobs  # noqa: F401  registers by being imported
        from luoxuan.check.reviews import following
        from luoxuan.check.reviews.packs import reconciled, sources

        sources.register_all()
        reconciled.register_all()
        following.register_all()
