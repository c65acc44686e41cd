"""What the pages of tasks show beside the rows: tabs, heads to sort by, one task with its surroundings (7.6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks import selectors
from luoxuan.foundation.tasks.clock import Clock, clock_of
from luoxuan.foundation.tasks.kinds import kind_of
from luoxuan.foundation.tasks.models import Task, TaskAttachment, TaskComment
from luoxuan.foundation.trail.words import detail_words, verb_word

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import User
    from luoxuan.foundation.tasks.forms import TaskFilter
    from luoxuan.foundation.trail.models import TrailEntry


@dataclass(frozen=True)
class TaskCard:
    """One task with everything its page says."""

    task: Task
    at: datetime
    shop: str
    clock: Clock | None
    comments: list[TaskComment]
    attachments: list[TaskAttachment]
    watchers: "list[User]"
    is_watching: bool
    history: list[dict[str, Any]]
    mentionable: list[tuple[str, str]]
    """Log-in name, which may stand behind an @, and what the person is called."""

    @property
    def closes_by_hand(self) -> bool:
        """Whether a person may finish it here."""
        return kind_of(self.task.kind).closes_by_hand

    @property
    def moves(self) -> list[tuple[str, str]]:
        """Buttons: the state it goes to, and its word."""
        if self.task.is_over:
            return [("open", _("Open again"))] if self.closes_by_hand else []
        begun = self.task.state == Task.State.DOING
        return [("open", _("Put back"))] if begun else [("doing", _("Begin"))]


def card_of(scope: "Scope", task: Task, at: datetime) -> TaskCard:
    """Everything the task's page says."""
    members = selectors.members_seeing(scope.brand, task.shop_key)
    return TaskCard(
        task=task,
        at=at,
        shop=shop_names(scope).get(task.shop_key, task.shop_key),
        clock=clock_of(task, selectors.hours_of(scope.brand), at),
        comments=selectors.comments_of(task),
        attachments=list(task.attachments.select_related("added_by")),
        watchers=selectors.watchers_of(task),
        is_watching=selectors.is_watching(task, scope.user),
        history=_history(selectors.history_of(task)),
        mentionable=[(member.user.username, str(member.user)) for member in members],
    )


def view_tabs(scope: "Scope", asked: "TaskFilter", at: datetime) -> list[dict[str, Any]]:
    """The views side by side; what waits is counted."""
    counts = selectors.counts_of(scope, at=at)
    numbers = {"mine": counts.mine, "role": counts.queue}
    words = [
        ("mine", _("Mine")),
        ("role", _("My role's queue")),
        ("team", _("My team")),
        ("watching", _("Watched")),
    ]
    if scope.may("tasks.manage"):
        words.append(("all", _("All")))
    return [
        {
            "href": f"?view={view}",
            "label": label,
            "is_current": view == asked.view,
            "count": numbers.get(view),
        }
        for view, label in words
    ]


def sort_heads(sort: str) -> list[dict[str, str]]:
    """The heads of the list: the same head again turns the order round."""
    here = sort or "due"
    heads = (
        ("title", _("Task")),
        ("priority", _("Priority")),
        ("owner", _("Responsible")),
        ("due", _("Due")),
        ("state", _("State")),
    )
    return [
        {
            "label": label,
            "sort": f"-{key}" if here == key else key,
            "order": {key: "ascending", f"-{key}": "descending"}.get(here, ""),
        }
        for key, label in heads
    ]


def shop_names(scope: "Scope") -> dict[str, str]:
    """What the shops are called."""
    return {shop.key: shop.name for shop in people.shops_of(scope.brand)}


def task_address(task: Task) -> str:
    """Where the task's page is."""
    return reverse("tasks:task_page", args=[task.brand.key, task.pk])


def _history(entries: "list[TrailEntry]") -> list[dict[str, Any]]:
    ids = {int(e.actor[5:]) for e in entries if e.actor.startswith("user:")}
    names = people.names_of(ids)
    return [
        {
            "at": entry.at,
            "who": names.get(int(entry.actor[5:]), entry.actor) if ":" in entry.actor else "",
            "text": verb_word(entry.verb),
            "detail": detail_words(entry.detail),
        }
        for entry in entries
    ]
