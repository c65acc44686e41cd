"""The same done to several tasks at once: each for itself, what is refused stays as it was (7.6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services import moving
from luoxuan.foundation.tasks.services.errors import TaskError

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class ManyPlan:
    """What to do: `what` is assign, done, postpone or priority, with what it needs."""

    what: str
    owner: "User | None" = None
    role: str = ""
    days: int = 0
    priority: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class ManyAnswer:
    """How many were changed, and of the others why not."""

    changed: int
    refused: tuple[str, ...]


def tasks_change(
    *, tasks: Iterable[Task], plan: ManyPlan, actor: "User", at: datetime
) -> ManyAnswer:
    """Do it to each of the tasks, in one transaction each."""
    changed, refused = 0, []
    act = ACTS[plan.what]
    for task in tasks:
        try:
            act(task, plan, actor, at)
        except TaskError as error:
            refused.append(f"{task.title}: {error}")
        else:
            changed += 1
    return ManyAnswer(changed, tuple(refused))


def _assign(task: Task, plan: ManyPlan, actor: "User", at: datetime) -> None:
    moving.task_assign(task=task, owner=plan.owner, role=plan.role, actor=actor, at=at)


def _done(task: Task, plan: ManyPlan, actor: "User", at: datetime) -> None:
    moving.task_done(task=task, actor=actor, outcome=plan.outcome, at=at)


def _postpone(task: Task, plan: ManyPlan, actor: "User", at: datetime) -> None:
    begin = max(task.due_at or at, at)
    moving.task_move(task=task, due_at=begin + timedelta(days=plan.days), actor=actor, at=at)


def _priority(task: Task, plan: ManyPlan, actor: "User", at: datetime) -> None:
    moving.task_prioritise(task=task, priority=plan.priority, actor=actor, at=at)


ACTS: dict[str, Callable[[Task, ManyPlan, "User", datetime], None]] = {
    "assign": _assign,
    "done": _done,
    "postpone": _postpone,
    "priority": _priority,
}
