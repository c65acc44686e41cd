"""What happens to tasks is told to the people it concerns (7.6, 9.15)."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from luoxuan.foundation.signals.services import NoticeDraft, notice_send
from luoxuan.foundation.tasks.events import (
    TaskAssigned,
    TaskDone,
    TaskEscalated,
    TaskEvent,
    TaskMentioned,
    TaskOpened,
)

LANGUAGE = "zh-hans"


def task_changed(event: TaskEvent) -> None:
    """Tell each person once, in their language; inside the transaction, sent after it."""
    if isinstance(event, TaskOpened) and event.task.source_type == "alert":
        return  # the alert itself is told, several in one message
    for user in event.people:
        with translation.override(user.language or LANGUAGE):
            draft = _draft(event)
        notice_send(brand=event.task.brand, user=user, draft=draft, at=event.at)


def _draft(event: TaskEvent) -> NoticeDraft:
    task = event.task
    words = {
        TaskOpened: _("New task: %(title)s"),
        TaskAssigned: _("Given to you: %(title)s"),
        TaskMentioned: _("You were named: %(title)s"),
        TaskEscalated: _("Late: %(title)s"),
        TaskDone: _("Done: %(title)s"),
    }
    pattern = words.get(type(event), "%(title)s")
    body = event.text if isinstance(event, TaskMentioned) else task.body
    kind = type(event).__name__
    return NoticeDraft(
        title=pattern % {"title": task.title},
        body=body,
        url=reverse("tasks:task_page", args=[task.brand.key, task.pk]),
        key=f"task:{task.pk}:{kind}:{event.at:%Y%m%dT%H%M%S%f}",
        about="tasks",
    )
