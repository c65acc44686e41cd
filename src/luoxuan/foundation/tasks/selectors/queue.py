"""The queue: which tasks a person sees, and how they are filtered and ordered (7.6)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models.expressions import OrderBy

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks.kinds import GATE
from luoxuan.foundation.tasks.models import Task, TaskWatcher

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand

View = Literal["mine", "role", "team", "watching", "all"]
ALIVE = (Task.State.OPEN, Task.State.DOING)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class TaskQuestion:
    """What to show; an empty text asks for all. `state` alive: what is not over."""

    state: str = "alive"
    kind: str = ""
    shop: str = ""
    owner: str = ""
    """A person's id, or none."""
    due: str = ""
    """late, today, week, none."""
    priority: str = ""
    text: str = ""
    sort: str = ""
    """due, -due, priority, title, opened, owner, state."""


@dataclass(frozen=True)
class TaskCounts:
    """What waits for a person."""

    late: int = 0
    today: int = 0
    mine: int = 0
    queue: int = 0
    approvals: int = 0


RANK = Case(
    *(When(priority=key, then=n) for n, key in enumerate(("urgent", "high", "normal", "low"))),
    default=2,
    output_field=IntegerField(),
)
DUE = F("due_at").asc(nulls_last=True)
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "due": (DUE, "rank", "-pk"),
    "-due": (F("due_at").desc(nulls_last=True), "rank", "-pk"),
    "priority": ("rank", DUE, "-pk"),
    "-priority": ("-rank", DUE, "-pk"),
    "title": ("title", "pk"),
    "-title": ("-title", "-pk"),
    "opened": ("opened_at", "pk"),
    "-opened": ("-opened_at", "-pk"),
    "owner": ("owner__name", DUE, "-pk"),
    "-owner": ("-owner__name", DUE, "-pk"),
    "state": ("state", DUE, "-pk"),
    "-state": ("-state", DUE, "-pk"),
}


def tasks_of(
    scope: "Scope", *, at: datetime, view: View = "mine", question: TaskQuestion | None = None
) -> QuerySet[Task]:
    """The tasks of one view of the queue, ordered: late and pressing first where nobody said otherwise."""
    asked = question or TaskQuestion()
    found = _filtered(tasks_visible(scope).filter(_view(scope, view)), asked)
    due = _due(scope.brand, asked.due, at)
    return found.filter(due).alias(rank=RANK).order_by(*SORTS.get(asked.sort, SORTS["due"]))


def tasks_visible(scope: "Scope") -> QuerySet[Task]:
    """Every task the person may see: their own, their queue's and colleagues', watched ones; all with tasks.manage."""
    found = Task.objects.filter(brand=scope.brand).select_related("brand", "owner", "opened_by")
    if scope.shop_keys is not None:
        found = found.filter(Q(shop_key="") | Q(shop_key__in=scope.shop_keys))
    if scope.may("tasks.manage"):
        return found
    return found.filter(
        Q(owner=scope.user)
        | Q(opened_by=scope.user)
        | _queue(scope)
        | _team(scope)
        | _watched(scope)
    )


def task_of(scope: "Scope", task_id: int) -> Task | None:
    """One task the person may see, None where there is none such."""
    return tasks_visible(scope).filter(pk=task_id).first()


def tasks_by_source(brand: "Brand", source_type: str, source_id: str) -> list[Task]:
    """What was opened for a thing, newest first."""
    return list(
        Task.objects.filter(
            brand=brand, source_type=source_type, source_id=source_id
        ).select_related("owner")
    )


def task_by_key(brand: "Brand", key: str) -> Task | None:
    """The task of that key that is not over."""
    return Task.objects.filter(brand=brand, key=key, state__in=ALIVE).first()


def tasks_late(*, at: datetime) -> QuerySet[Task]:
    """Tasks of every brand past their due moment and not over: for the job."""
    late = Task.objects.filter(state__in=ALIVE, due_at__lte=at)
    return late.select_related("brand", "owner").prefetch_related("escalations").order_by("pk")


def counts_of(scope: "Scope", *, at: datetime) -> TaskCounts:
    """What waits for the person, in one look at the table."""
    mine, queue = Q(owner=scope.user), Q(owner=None) & _queue(scope)
    _begin, end = _today(scope.brand, at)
    counted = (
        tasks_visible(scope)
        .filter(state__in=ALIVE)
        .aggregate(
            late=Count("pk", filter=mine & Q(due_at__lte=at)),
            today=Count("pk", filter=mine & Q(due_at__gt=at, due_at__lt=end)),
            mine=Count("pk", filter=mine),
            queue=Count("pk", filter=queue),
            approvals=Count("pk", filter=(mine | queue) & Q(kind=GATE)),
        )
    )
    return TaskCounts(**counted)


def approvals_of(scope: "Scope", *, at: datetime) -> QuerySet[Task]:
    """Approvals that wait for the person, in their own hands or in their queue."""
    asked = TaskQuestion(kind=GATE)
    waiting = Q(owner=scope.user) | (Q(owner=None) & _queue(scope))
    return tasks_of(scope, at=at, view="all", question=asked).filter(waiting)


def _view(scope: "Scope", view: View) -> Q:
    if view == "all":
        return Q()
    if view == "role":
        return Q(owner=None) & _queue(scope)
    if view == "team":
        return _team(scope)
    if view == "watching":
        return _watched(scope)
    return Q(owner=scope.user)


def _queue(scope: "Scope") -> Q:
    return Q(role=scope.role) | (Q(permission__in=scope.permissions) & ~Q(permission=""))


def _team(scope: "Scope") -> Q:
    """What colleagues of the same role have, or will have."""
    colleagues = people.memberships_of(scope.brand).filter(role=scope.role).order_by()
    return Q(role=scope.role) | Q(owner__in=colleagues.values("user"))


def _watched(scope: "Scope") -> Q:
    watching = TaskWatcher.objects.filter(task=OuterRef("pk"), user=scope.user)
    return Q(Exists(watching))


def _filtered(found: QuerySet[Task], asked: TaskQuestion) -> QuerySet[Task]:
    for name, wanted in (
        ("kind", asked.kind),
        ("shop_key", asked.shop),
        ("priority", asked.priority),
    ):
        if wanted:
            found = found.filter(**{name: wanted})
    if asked.owner == "none":
        found = found.filter(owner=None)
    elif asked.owner.isdigit():
        found = found.filter(owner_id=int(asked.owner))
    if asked.text:
        found = found.filter(Q(title__icontains=asked.text) | Q(body__icontains=asked.text))
    if asked.state == "alive":
        return found.filter(state__in=ALIVE)
    return found.filter(state=asked.state) if asked.state else found


def _due(brand: "Brand", due: str, at: datetime) -> Q:
    begin, end = _today(brand, at)
    if due == "late":
        return Q(due_at__lte=at)
    if due == "today":
        return Q(due_at__gte=begin, due_at__lt=end)
    if due == "week":
        return Q(due_at__lt=end + WEEK)
    return Q(due_at=None) if due == "none" else Q()


def _today(brand: "Brand", at: datetime) -> tuple[datetime, datetime]:
    """The brand's day around the moment."""
    zone = ZoneInfo(brand.zone)
    day = at.astimezone(zone).date()
    begin = datetime.combine(day, time(), tzinfo=zone)
    return begin, datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
