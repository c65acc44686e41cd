"""A late task is brought before the role above: exactly once per step and promised moment (7.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import events, selectors
from luoxuan.foundation.tasks.models import Task, TaskEscalation
from luoxuan.foundation.tasks.services.locking import others, task_lock, trailed, watchers_add
from luoxuan.foundation.tasks.worktime import Hours, elapsed

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class Step:
    """After how much working time past due the how-manieth role above hears of it."""

    number: int
    after: timedelta
    up: int


STEPS = (Step(1, timedelta(0), 1), Step(2, timedelta(hours=8), 2))
"""At once the next role; a working day later the one above that."""

ABOVE: dict[str, str] = {
    Role.OPERATIONS_MANAGER: Role.OWNER,
    Role.OWNER: Role.OWNER,
    Role.ADMIN: Role.OWNER,
}
"""Every other role stands below the operations manager (6.1)."""


def tasks_escalate(*, at: datetime) -> int:
    """Bring every late task before whoever is due to hear of it now. How many steps were taken."""
    hours: dict[int, Hours] = {}
    taken = 0
    for task in selectors.tasks_late(at=at):
        if task.brand_id not in hours:
            hours[task.brand_id] = selectors.hours_of(task.brand)
        known = {(one.step, one.due_at) for one in task.escalations.all()}
        for step in STEPS:
            is_new = (step.number, task.due_at) not in known
            if is_new and is_step_due(task, step, hours[task.brand_id], at):
                taken += task_escalate(task=task, step=step, at=at)
    return taken


def is_step_due(task: Task, step: Step, hours: Hours, at: datetime) -> bool:
    """Whether enough working time has passed since the due moment."""
    if task.due_at is None or task.due_at > at:
        return False
    return elapsed(task.due_at, at, hours) >= step.after


@transaction.atomic
def task_escalate(*, task: Task, step: Step, at: datetime) -> bool:
    """Take the step; False where it was taken before, nobody stands above, or the task is no longer late."""
    task_lock(task)
    role = role_above(task, step.up)
    if task.is_over or task.due_at is None or task.due_at > at or not role:
        return False
    _row, is_new = TaskEscalation.objects.get_or_create(
        task=task, step=step.number, due_at=task.due_at, defaults={"role": role, "at": at}
    )
    if not is_new:
        return False
    above = [
        one.user for one in selectors.members_seeing(task.brand, task.shop_key) if one.role == role
    ]
    watchers_add(task, above)
    trailed(task, "escalated", None, at, step=step.number, role=role)
    told = others(above, None)
    events.tell(events.TaskEscalated(task, None, at, told, step=step.number, role=role))
    return True


def role_above(task: Task, up: int) -> str:
    """The role so many steps above the task's, in which somebody is; empty where that says nothing new."""
    held = _held(task.brand)
    role = _role_of(task)
    told = [role]
    for _step in range(up):
        role = ABOVE.get(role, Role.OPERATIONS_MANAGER)
        told.append(role if role in held else Role.OWNER)
    return told[-1] if told[-1] not in told[:-1] and told[-1] in held else ""


def _role_of(task: Task) -> str:
    if task.owner is not None:
        return people.role_in(brand=task.brand, user=task.owner)
    return task.role


def _held(brand: "Brand") -> set[str]:
    return {member.role for member in selectors.members_of(brand)}
