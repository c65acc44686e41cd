"""Put a task into a column of the board: the steps that lead there, in one transaction (7.6)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.locking import task_lock
from luoxuan.foundation.tasks.services.moving import (
    task_cancel,
    task_done,
    task_pause,
    task_reopen,
    task_start,
)

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@transaction.atomic
def task_place(*, task: Task, state: str, actor: "User", at: datetime, outcome: str = "") -> Task:
    """Bring the task into the state, from wherever it stands."""
    if state not in Task.State.values:
        raise TaskError(_("There is no state %(word)s.") % {"word": state})
    task_lock(task)
    if task.state != state:
        task_reopen(task=task, actor=actor, at=at)
    if state == Task.State.DONE:
        return task_done(task=task, actor=actor, outcome=outcome, at=at)
    if state == Task.State.CANCELLED:
        return task_cancel(task=task, actor=actor, outcome=outcome, at=at)
    if state == Task.State.DOING:
        return task_start(task=task, actor=actor, at=at)
    return task_pause(task=task, actor=actor, at=at)
