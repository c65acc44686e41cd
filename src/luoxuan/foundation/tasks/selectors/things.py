"""What hangs on a task: comments, watchers, files, history, and the calendar address (7.6)."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from luoxuan.foundation.tasks.models import Task, TaskAttachment, TaskComment, TaskFeed
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User
    from luoxuan.foundation.trail.models import TrailEntry

MOST_IN_FEED = 500
MOST_HISTORY = 100


def comments_of(task: Task) -> list[TaskComment]:
    """The conversation, in order."""
    found = TaskComment.objects.filter(task=task).select_related("author")
    return list(found.prefetch_related("mentioned"))


def watchers_of(task: Task) -> "list[User]":
    """Who hears of the task besides its owner."""
    return [row.user for row in task.watchers.select_related("user").order_by("user__name")]


def is_watching(task: Task, user: "User") -> bool:
    """Whether the person hears of it."""
    return task.watchers.filter(user=user).exists()


def attachment_of(task: Task, attachment_id: str) -> TaskAttachment | None:
    """One file of the task, None where it has no such file."""
    return TaskAttachment.objects.filter(task=task, attachment_id=attachment_id).first()


def history_of(task: Task) -> "list[TrailEntry]":
    """What the trail says of the task, newest first."""
    question = TrailQuestion(subject_type="task", subject_id=str(task.pk))
    return list(trail.trail_entries(brand=task.brand, question=question)[:MOST_HISTORY])


def has_feed(*, brand: "Brand", user: "User") -> bool:
    """Whether the person has a calendar address in the brand."""
    return TaskFeed.objects.filter(brand=brand, user=user).exists()


def feed_by_digest(digest: str) -> TaskFeed | None:
    """The calendar address of that hash, None where it was revoked."""
    return TaskFeed.objects.select_related("brand", "user").filter(digest=digest).first()


def tasks_in_feed(tasks: QuerySet[Task]) -> list[Task]:
    """Of those tasks, what a calendar shows: those that are due at some moment."""
    return list(tasks.filter(~Q(due_at=None))[:MOST_IN_FEED])
