"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People and their rights."""

    name = "luoxuan.foundation.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every log-in is seen, however it came about."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from luoxuan.foundation.people.sessions import began, ended

        user_logged_in.connect(began, dispatch_uid="people.session_began")
        user_logged_out.connect(ended, dispatch_uid="people.session_ended")
