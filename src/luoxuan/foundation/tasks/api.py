"""Tasks for programs: list, open, change state, comment (7.6)."""

from datetime import datetime, timedelta
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.foundation.tasks import giving, selectors, services
from luoxuan.foundation.tasks.kinds import MANUAL
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.selectors import TaskQuestion

MOST = 500
RIGHT = "tasks.work"
router = Router(tags=["tasks"])


class TaskOut(Schema):
    """A task."""

    id: int
    kind: str
    title: str
    body: str
    state: str
    priority: str
    owner: str
    role: str
    shop: str
    due_at: datetime | None
    opened_at: datetime
    finished_at: datetime | None
    outcome: str
    source_url: str
    evidence_url: str
    key: str

    @staticmethod
    def resolve_owner(task: Task) -> str:
        """The owner's log-in name, empty for a queue."""
        return task.owner.username if task.owner else ""

    @staticmethod
    def resolve_shop(task: Task) -> str:
        """The key of its shop."""
        return task.shop_key


class TasksIn(Schema):
    """Which tasks; what is left out asks for all that are not over."""

    view: Literal["mine", "role", "team", "watching", "all"] = "mine"
    state: str = "alive"
    kind: str = ""
    shop: str = ""
    due: str = ""


class TaskIn(Schema):
    """A task to open. `owner` is a log-in name; with neither owner nor role it is the caller's own."""

    title: str
    body: str = ""
    owner: str = ""
    role: str = ""
    due_at: datetime | None = None
    working_hours: float = 0
    priority: str = "normal"
    shop: str = ""
    evidence_url: str = ""
    key: str = ""


class StateIn(Schema):
    """The state it goes to, and what came of it."""

    state: str
    outcome: str = ""


class CommentIn(Schema):
    """What is said."""

    text: str


class CommentOut(Schema):
    """What was said."""

    id: int
    text: str
    at: datetime


@router.get("/", response=list[TaskOut], summary="Tasks of one view")
def tasks_list(request: HttpRequest, brand: Path[str], asked: Query[TasksIn]) -> Any:  # noqa: ARG001
    """At most 500, late and pressing first. The view `all` needs tasks.manage."""
    scope = scope_from(request, RIGHT)
    if asked.view == "all":
        scope.require(giving.MANAGE)
    question = TaskQuestion(state=asked.state, kind=asked.kind, shop=asked.shop, due=asked.due)
    found = selectors.tasks_of(scope, at=timezone.now(), view=asked.view, question=question)
    return found[:MOST]


@router.post("/", response=TaskOut, summary="Open a task")
def task_open(request: HttpRequest, brand: Path[str], said: TaskIn) -> Any:  # noqa: ARG001
    """With a key, the task of that key that is not over comes back instead of a second one."""
    scope = scope_from(request, RIGHT)
    try:
        return services.task_open(
            brand=scope.brand, draft=_draft(scope, said), actor=scope.user, at=timezone.now()
        )
    except (services.TaskError, services.NoWorkingTimeError) as error:
        raise HttpError(422, str(error)) from None


@router.get("/{task_id}", response=TaskOut, summary="One task")
def task_look(request: HttpRequest, brand: Path[str], task_id: int) -> Any:  # noqa: ARG001
    """By its number."""
    return _task(scope_from(request, RIGHT), task_id)


@router.post("/{task_id}/state", response=TaskOut, summary="Begin, finish, drop, open again")
def task_state(request: HttpRequest, brand: Path[str], task_id: int, said: StateIn) -> Any:  # noqa: ARG001
    """Into open, doing, done or cancelled; into the state it is in changes nothing."""
    scope = scope_from(request, RIGHT)
    task = _task(scope, task_id)
    try:
        return services.task_place(
            task=task, state=said.state, actor=scope.user, outcome=said.outcome, at=timezone.now()
        )
    except services.TaskError as error:
        raise HttpError(422, str(error)) from None


@router.post("/{task_id}/comments", response=CommentOut, summary="Comment on a task")
def task_comment(request: HttpRequest, brand: Path[str], task_id: int, said: CommentIn) -> Any:  # noqa: ARG001
    """Members named with @ are told."""
    scope = scope_from(request, RIGHT)
    task = _task(scope, task_id)
    try:
        return services.task_comment(task=task, text=said.text, actor=scope.user, at=timezone.now())
    except services.TaskError as error:
        raise HttpError(422, str(error)) from None


def _task(scope: Scope, task_id: int) -> Task:
    task = selectors.task_of(scope, task_id)
    if task is None:
        raise Http404
    return task


def _draft(scope: Scope, said: TaskIn) -> services.TaskDraft:
    owner = people.user_by_name(said.owner) if said.owner else None
    if said.owner and owner is None:
        raise services.TaskError(f"There is no member {said.owner}.")
    if owner is None and not said.role:
        owner = scope.user
    if giving.Receiver(owner, said.role).word not in giving.receivers(scope):
        scope.require(giving.MANAGE)
    if said.shop and not scope.sees_shop(said.shop):
        raise services.TaskError(f"There is no shop {said.shop} in the register.")
    hours = timedelta(hours=said.working_hours) if said.working_hours > 0 else None
    return services.TaskDraft(
        kind=MANUAL,
        title=said.title,
        body=said.body,
        owner=owner,
        role=said.role,
        due_at=said.due_at,
        sla=None if said.due_at else hours,
        priority=said.priority,
        shop_key=said.shop,
        evidence_url=said.evidence_url,
        key=said.key,
    )
