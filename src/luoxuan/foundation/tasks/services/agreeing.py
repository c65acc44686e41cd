"""What is agreed on a task, said at once: who has it, until when, how much it presses (12.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services.moving import task_assign, task_move, task_prioritise

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class Agreed:
    """Owner or queue (where `is_given` says it goes to another), due moment, priority."""

    owner: "User | None"
    role: str
    is_given: bool
    due_at: datetime | None
    priority: str


@transaction.atomic
def task_agree(*, task: Task, agreed: Agreed, actor: "User", at: datetime) -> Task:
    """All of it or nothing."""
    if agreed.is_given:
        task_assign(task=task, owner=agreed.owner, role=agreed.role, actor=actor, at=at)
    task_move(task=task, due_at=agreed.due_at, actor=actor, at=at)
    return task_prioritise(task=task, priority=agreed.priority, actor=actor, at=at)
