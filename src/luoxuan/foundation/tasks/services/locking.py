"""A task under its lock, and what is written of it (7.6)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from luoxuan.foundation.tasks.models import Task, TaskWatcher
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from luoxuan.foundation.people.models import User


def task_lock(task: Task) -> None:
    """Bring the task up to its row and keep others from it until the transaction ends."""
    task.refresh_from_db(from_queryset=Task.objects.select_for_update())


def trailed(task: Task, verb: str, actor: "User | None", at: datetime, **detail: Any) -> None:
    """Append to the trail what was done to the task."""
    trail.trail_record(
        brand=task.brand,
        actor=actor,
        verb=f"task.{verb}",
        subject_type="task",
        subject_id=str(task.pk),
        detail=detail,
        at=at,
    )


def watchers_add(task: Task, users: "Iterable[User]") -> None:
    """From now on they hear of the task; whoever does already is left alone."""
    TaskWatcher.objects.bulk_create(
        [TaskWatcher(task=task, user=user) for user in users], ignore_conflicts=True
    )


def others(users: "Iterable[User | None]", actor: "User | None") -> "tuple[User, ...]":
    """Each once, without whoever did it."""
    known = {user.pk: user for user in users if user is not None}
    if actor is not None:
        known.pop(actor.pk, None)
    return tuple(known.values())
