"""The app's name in the house, and what it registers below."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementsConfig(AppConfig):
    """Findings, root causes, actions and their measured effect (12.2, 12.4)."""

    name = "luoxuan.act.improvements"
    label = "improvements"
    verbose_name = _("Improvements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Reviews show last time's actions and hand decisions on; a done task is a done action."""
        from luoxuan.act.improvements import following, reviewing, words
        from luoxuan.check.reviews import followups, sections
        from luoxuan.foundation.tasks import events
        from luoxuan.foundation.tasks.kinds import TaskKind, kind_add
        from luoxuan.foundation.trail.words import SAYS

        for name in (*words.DETAILS, "metric"):
            SAYS.setdefault(name, partial(words.detail_word, name))
        kind_add(TaskKind("effect", _("Effect to decide on"), closes_by_hand=False))
        events.listen(following.task_heard)
        sections.register(reviewing.ACTIONS)
        followups.register(following.DECIDED)
