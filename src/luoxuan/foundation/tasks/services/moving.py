"""A task moves: begun, done, dropped, taken up again, given to another, given more time (7.6, 12.4)."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import events, selectors
from luoxuan.foundation.tasks.kinds import kind_of
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.locking import others, task_lock, trailed, watchers_add
from luoxuan.foundation.tasks.services.opening import due_from, owner_check

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

State = Task.State


@transaction.atomic
def task_start(*, task: Task, actor: "User | None", at: datetime) -> Task:
    """Begin; a task out of a queue becomes the beginner's own."""
    task_lock(task)
    _alive(task)
    if task.state == State.DOING:
        return task
    task.state, task.started_at = State.DOING, task.started_at or at
    if task.owner is None and actor is not None:
        owner_check(task.brand, actor, task.shop_key)
        task.owner = actor
    task.save(update_fields=["state", "started_at", "owner"])
    trailed(task, "started", actor, at)
    return task


@transaction.atomic
def task_pause(*, task: Task, actor: "User | None", at: datetime) -> Task:
    """Put a begun task back among those to do."""
    task_lock(task)
    _alive(task)
    if task.state == State.OPEN:
        return task
    task.state = State.OPEN
    task.save(update_fields=["state"])
    trailed(task, "paused", actor, at)
    return task


@transaction.atomic
def task_done(*, task: Task, actor: "User | None", at: datetime, outcome: str = "") -> Task:
    """Done, with what came of it; done already stays as it is."""
    return _close(task, State.DONE, actor, at, outcome)


@transaction.atomic
def task_cancel(*, task: Task, actor: "User | None", at: datetime, outcome: str = "") -> Task:
    """Dropped, with the reason."""
    return _close(task, State.CANCELLED, actor, at, outcome)


@transaction.atomic
def tasks_settle(
    *, brand: "Brand", key: str, outcome: str, actor: "User | None", at: datetime
) -> int:
    """What opened the task says it is over: done, whatever its kind. How many were."""
    count = 0
    for task in Task.objects.filter(brand=brand, key=key, state__in=selectors.ALIVE):
        task_lock(task)
        if key and not task.is_over:
            _finish(task, State.DONE, actor, at, outcome)
            count += 1
    return count


@transaction.atomic
def task_reopen(*, task: Task, actor: "User | None", at: datetime) -> Task:
    """Take up again; agreed working time runs anew. Refused where a newer task of its key is open."""
    task_lock(task)
    if not task.is_over:
        return task
    _by_hand(task, actor)
    task.state, task.outcome = State.OPEN, ""
    task.finished_at, task.finished_by = None, None
    task.due_at = due_from(task.brand, task.sla, at) or task.due_at
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError as error:
        raise TaskError(_("A newer task for the same matter is open: work on that one.")) from error
    trailed(task, "reopened", actor, at)
    return task


@transaction.atomic
def task_assign(
    *, task: Task, owner: "User | None", actor: "User | None", at: datetime, role: str = ""
) -> Task:
    """Give to a person, or without one to the queue of a role."""
    task_lock(task)
    _alive(task)
    if role and role not in Role.values:
        raise TaskError(_("There is no role %(word)s.") % {"word": role})
    if owner is None and not (role or task.role or task.permission):
        raise TaskError(_("A task belongs to a person or to a role: choose one."))
    if owner is not None:
        owner_check(task.brand, owner, task.shop_key)
    before = (task.owner_id, task.role)
    task.owner, task.role = owner, role or task.role
    if (task.owner_id, task.role) == before:
        return task
    task.save(update_fields=["owner", "role"])
    trailed(task, "assigned", actor, at, owner=_actor_word(owner), role=task.role)
    told = [owner] if owner else [one.user for one in selectors.queue_members(task)]
    if actor is not None and owner is not None and owner.pk != actor.pk:
        watchers_add(task, [actor])
    events.tell(events.TaskAssigned(task, actor, at, others(told, actor)))
    return task


@transaction.atomic
def task_move(*, task: Task, due_at: datetime | None, actor: "User | None", at: datetime) -> Task:
    """Another due moment; the agreed working time no longer says when."""
    task_lock(task)
    _alive(task)
    if task.due_at == due_at:
        return task
    before, task.due_at, task.sla = task.due_at, due_at, None
    task.save(update_fields=["due_at", "sla"])
    trailed(
        task,
        "moved",
        actor,
        at,
        before=_moment(task.brand, before),
        due=_moment(task.brand, due_at),
    )
    return task


@transaction.atomic
def task_prioritise(*, task: Task, priority: str, actor: "User | None", at: datetime) -> Task:
    """More or less pressing."""
    task_lock(task)
    _alive(task)
    if priority not in Task.Priority.values:
        raise TaskError(_("There is no priority %(word)s.") % {"word": priority})
    if task.priority == priority:
        return task
    task.priority = priority
    task.save(update_fields=["priority"])
    trailed(task, "prioritised", actor, at, priority=priority)
    return task


def _close(task: Task, state: str, actor: "User | None", at: datetime, outcome: str) -> Task:
    task_lock(task)
    if task.state == state:
        return task
    _alive(task)
    _by_hand(task, actor)
    _finish(task, state, actor, at, outcome)
    return task


def _finish(task: Task, state: str, actor: "User | None", at: datetime, outcome: str) -> None:
    task.state, task.outcome = state, outcome
    task.finished_at, task.finished_by = at, actor
    task.save(update_fields=["state", "outcome", "finished_at", "finished_by"])
    trailed(task, "done" if state == State.DONE else "cancelled", actor, at)
    hearing = [*selectors.watchers_of(task), task.owner, task.opened_by]
    events.tell(events.TaskDone(task, actor, at, others(hearing, actor)))


def _alive(task: Task) -> None:
    if task.is_over:
        raise TaskError(_("The task is over: open it again first."))


def _by_hand(task: Task, actor: "User | None") -> None:
    kind = kind_of(task.kind)
    if actor is not None and not kind.closes_by_hand:
        raise TaskError(
            _("A task of kind %(kind)s closes by itself: follow its link and decide there.")
            % {"kind": kind.title}
        )


def _actor_word(owner: "User | None") -> str:
    """Names can change and be forgotten, ids cannot."""
    return f"user:{owner.pk}" if owner else ""


def _moment(brand: "Brand", moment: datetime | None) -> str:
    return f"{moment.astimezone(ZoneInfo(brand.zone)):%Y-%m-%d %H:%M}" if moment else ""
