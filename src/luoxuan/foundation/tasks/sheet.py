"""The queue as a document (7.6)."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.charts.table import Column, table_of
from luoxuan.documents.document import Document
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import cards
from luoxuan.foundation.tasks.kinds import kind_of
from luoxuan.foundation.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luoxuan.foundation.people.access import Scope

MOST = 10_000


def tasks_document(scope: "Scope", tasks: QuerySet[Task], at: datetime) -> Document:
    """One sheet with a row per task."""
    zone = ZoneInfo(scope.brand.zone)
    shops = cards.shop_names(scope)
    rows = [tuple(_row(task, shops, zone)) for task in tasks[:MOST]]
    count = ngettext("%(n)s task", "%(n)s tasks", len(rows)) % {"n": len(rows)}
    stamp = f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
    return Document(
        title=_("Tasks"),
        subtitle=scope.brand.name,
        sentences=(count,),
        warnings=(),
        tables=(table_of(_columns(), rows, caption=_("Tasks")),),
        currency=scope.brand.currency,
        stamp=stamp,
        cover=_("Summary"),
    )


def _columns() -> tuple[Column, ...]:
    words = (
        ("title", _("Task")), ("kind", _("Kind")), ("priority", _("Priority")),
        ("state", _("State")), ("owner", _("Responsible")), ("role", _("Queue")), ("shop", _("Shop")),
        ("due", _("Due")), ("opened", _("Opened at")), ("finished", _("Finished at")),
        ("outcome", _("Outcome")),
    )  # fmt: skip
    return tuple(Column(key, label) for key, label in words)


def _row(task: Task, shops: dict[str, str], zone: ZoneInfo) -> "Iterator[str]":
    yield task.title
    yield str(kind_of(task.kind).title)
    yield str(Task.Priority(task.priority).label)
    yield str(Task.State(task.state).label)
    yield str(task.owner) if task.owner else ""
    yield str(Role(task.role).label) if task.role else ""
    yield shops.get(task.shop_key, task.shop_key)
    for moment in (task.due_at, task.opened_at, task.finished_at):
        yield f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
    yield task.outcome
