"""A late task is brought before the role above: exactly once per step and promised moment (7.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

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


@dataclass(frozen=True)
class Ladder:
    """A brand's hours and who holds which role: asked once per run, not once per task."""

    hours: Hours
    roles: dict[int, str]
    """Of every person who works on tasks, by id."""

    @classmethod
    def of(cls, brand: "Brand") -> "Ladder":
        """As the brand is now."""
        members = selectors.members_of(brand)
        return cls(selectors.hours_of(brand), {one.user.pk: one.role for one in members})

    def above(self, task: Task, up: int) -> str:
        """The role so many steps above the task's, in which somebody is; empty where that says nothing new."""
        held = set(self.roles.values())
        role = self.roles.get(task.owner_id, "") if task.owner_id else task.role
        told = [role]
        for _step in range(up):
            role = ABOVE.get(role, Role.OPERATIONS_MANAGER)
            told.append(role if role in held else Role.OWNER)
        return told[-1] if told[-1] not in told[:-1] and told[-1] in held else ""


def tasks_escalate(*, at: datetime) -> int:
    """Bring every late task before whoever is due to hear of it now. How many steps were taken."""
    ladders: dict[int, Ladder] = {}
    taken = 0
    for task in selectors.tasks_late(at=at):
        if task.brand_id not in ladders:
            ladders[task.brand_id] = Ladder.of(task.brand)
        for step in _steps_due(task, ladders[task.brand_id], at):
            taken += task_escalate(task=task, step=step, ladder=ladders[task.brand_id], at=at)
    return taken


@transaction.atomic
def task_escalate(*, task: Task, step: Step, ladder: Ladder, at: datetime) -> bool:
    """Take the step; False where it was taken before, nobody stands above, or the task is no longer late."""
    task_lock(task)
    role = ladder.above(task, step.up)
    if task.is_over or task.due_at is None or task.due_at > at or not role:
        return False
    _row, is_new = TaskEscalation.objects.get_or_create(
        task=task, step=step.number, due_at=task.due_at, defaults={"role": role, "at": at}
    )
    if not is_new:
        return False
    seeing = selectors.members_seeing(task.brand, task.shop_key)
    above = [one.user for one in seeing if one.role == role]
    watchers_add(task, above)
    trailed(task, "escalated", None, at, step=step.number, role=role)
    told = others(above, None)
    events.tell(events.TaskEscalated(task, None, at, told, step=step.number, role=role))
    return True


def _steps_due(task: Task, ladder: Ladder, at: datetime) -> list[Step]:
    """The steps not taken yet for whose turn enough working time has passed since the due moment."""
    if task.due_at is None:
        return []
    known = {(one.step, one.due_at) for one in task.escalations.all()}
    open_steps = [
        step
        for step in STEPS
        if (step.number, task.due_at) not in known and ladder.above(task, step.up)
    ]
    if not open_steps:
        return []
    late = elapsed(task.due_at, at, ladder.hours)
    return [step for step in open_steps if late >= step.after]
