"""A task comes into the queue: once per key, whoever asks at the same moment (7.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import PERMISSIONS, Role
from luoxuan.foundation.tasks import events, selectors
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.locking import others, trailed, watchers_add
from luoxuan.foundation.tasks.worktime import working_deadline

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

TITLE = 200
ADDRESSES = ("/", "https://", "http://")
ATTEMPTS = 5


@dataclass(frozen=True)
class TaskDraft:
    """What is to be done, by whom, until when. Without owner, role and permission the operations manager's queue has it."""

    kind: str
    title: str
    body: str = ""
    source_type: str = ""
    source_id: str = ""
    source_url: str = ""
    evidence_url: str = ""
    owner: "User | None" = None
    role: str = ""
    permission: str = ""
    due_at: datetime | None = None
    sla: timedelta | None = None
    """Working time; `due_at` comes from it where none is given."""
    priority: str = "normal"
    shop_key: str = ""
    key: str = ""


@transaction.atomic
def task_open(*, brand: "Brand", draft: TaskDraft, actor: "User | None", at: datetime) -> Task:
    """A new task; with a key, the brand's task of that key that is not over comes back instead of a second one."""
    draft_check(brand, draft)
    for _attempt in range(ATTEMPTS):
        known = selectors.task_by_key(brand, draft.key) if draft.key else None
        if known is not None:
            return known
        task = _task(brand, draft, actor, at)
        try:
            with transaction.atomic():
                task.save(force_insert=True)
        except IntegrityError:
            continue  # somebody else opened it in between
        _opened(task, actor, at)
        return task
    raise TaskError(_("Others keep opening and closing this task: try again in a moment."))


def draft_check(brand: "Brand", draft: TaskDraft) -> None:
    """Raise TaskError where the draft makes no sense in the brand."""
    if not draft.title.strip():
        raise TaskError(_("A task needs a title: say in a few words what is to be done."))
    if draft.priority not in Task.Priority.values:
        raise TaskError(_("There is no priority %(word)s.") % {"word": draft.priority})
    if draft.role and draft.role not in Role.values:
        raise TaskError(_("There is no role %(word)s.") % {"word": draft.role})
    if draft.permission and draft.permission not in PERMISSIONS:
        raise TaskError(_("There is no permission %(word)s.") % {"word": draft.permission})
    for address in (draft.source_url, draft.evidence_url):
        if address and (not address.startswith(ADDRESSES) or address.startswith("//")):
            raise TaskError(_("A link begins with / or https://."))
    if draft.shop_key and people.shop_by_key(brand=brand, key=draft.shop_key) is None:
        raise TaskError(_("There is no shop %(key)s in the register.") % {"key": draft.shop_key})
    if draft.owner is not None:
        owner_check(brand, draft.owner, draft.shop_key)


def owner_check(brand: "Brand", owner: "User", shop_key: str) -> None:
    """Raise TaskError where the person could not even see the task."""
    member = selectors.member_of(brand, owner)
    if member is None:
        raise TaskError(
            _("%(name)s does not work on tasks of this brand: choose a member.") % {"name": owner}
        )
    if not member.sees_shop(shop_key):
        raise TaskError(
            _("%(name)s does not see this shop: choose somebody else.") % {"name": owner}
        )


def due_from(brand: "Brand", sla: timedelta | None, at: datetime) -> datetime | None:
    """When the agreed working time is over; None where none was agreed."""
    return working_deadline(at, sla, selectors.hours_of(brand)) if sla else None


def _task(brand: "Brand", draft: TaskDraft, actor: "User | None", at: datetime) -> Task:
    is_nobodys = not (draft.owner or draft.role or draft.permission)
    return Task(
        brand=brand,
        kind=draft.kind,
        title=_short(draft.title),
        body=draft.body,
        source_type=draft.source_type,
        source_id=draft.source_id,
        source_url=draft.source_url,
        evidence_url=draft.evidence_url,
        owner=draft.owner,
        role=Role.OPERATIONS_MANAGER if is_nobodys else draft.role,
        permission=draft.permission,
        shop_key=draft.shop_key,
        priority=draft.priority,
        due_at=draft.due_at or due_from(brand, draft.sla, at),
        sla=draft.sla,
        opened_at=at,
        opened_by=actor,
        key=draft.key,
    )


def _short(title: str) -> str:
    told = " ".join(title.split())
    return told if len(told) <= TITLE else f"{told[: TITLE - 1]}…"


def _opened(task: Task, actor: "User | None", at: datetime) -> None:
    if actor is not None:
        watchers_add(task, [actor])
    trailed(task, "opened", actor, at, title=task.title, role=task.role)
    waiting = [task.owner] if task.owner else [one.user for one in selectors.queue_members(task)]
    events.tell(events.TaskOpened(task, actor, at, others(waiting, actor)))
