"""Which tasks a page shows: the whole question stands in the address (7.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.tasks import selectors
from luoxuan.foundation.tasks.kinds import kinds_all
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.selectors.queue import SORTS, TaskQuestion, View

Choice = tuple[str, str | Promise]
Select = tuple[str, str | Promise, list[Choice], str]
"""Name, label, choices, what is chosen."""

VIEWS: tuple[Choice, ...] = (
    ("mine", _("Mine")),
    ("role", _("My role's queue")),
    ("team", _("My team")),
    ("watching", _("Watched")),
    ("all", _("All")),
)
STATES: tuple[Choice, ...] = (("alive", _("not over")), *Task.State.choices, ("every", _("all")))
DUE: tuple[Choice, ...] = (
    ("", _("all")),
    ("late", _("overdue")),
    ("today", _("today")),
    ("week", _("within a week")),
    ("none", _("no due moment")),
)
LONGEST = 80


@dataclass(frozen=True)
class TaskFilter:
    """The view and the question of an address; what makes no sense there asks for all."""

    view: View
    question: TaskQuestion

    @classmethod
    def of(cls, said: Mapping[str, str], scope: Scope) -> "TaskFilter":
        """Parse the address."""
        view = said.get("view", "mine")
        if view not in dict(VIEWS) or (view == "all" and not scope.may("tasks.manage")):
            view = "mine"
        state = _known(said, "state", [str(key) for key, _word in STATES]) or "alive"
        question = TaskQuestion(
            state="" if state == "every" else state,
            kind=_known(said, "kind", [kind.key for kind in kinds_all()]),
            shop=said.get("shop", "")[:LONGEST],
            owner=said.get("owner", "")[:LONGEST],
            due=_known(said, "due", [str(key) for key, _word in DUE]),
            priority=_known(said, "priority", Task.Priority.values),
            text=said.get("q", "").strip()[:LONGEST],
            sort=_known(said, "sort", list(SORTS)),
        )
        return cls(cast(View, view), question)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the view was asked."""
        return self.question == TaskQuestion(sort=self.question.sort)

    def selects(self, scope: Scope) -> list[Select]:
        """What the filter bar offers."""
        asked = self.question
        every: list[Choice] = [("", _("all"))]
        kinds = every + [(kind.key, kind.title) for kind in kinds_all()]
        found: list[Select] = [
            ("state", _("State"), list(STATES), asked.state or "every"),
            ("due", _("Due"), list(DUE), asked.due),
            ("kind", _("Kind"), kinds, asked.kind),
            ("priority", _("Priority"), every + list(Task.Priority.choices), asked.priority),
        ]
        shops = [s for s in people.shops_of(scope.brand) if scope.sees_shop(s.key)]
        if shops:
            offered = every + [(shop.key, shop.name) for shop in shops]
            found.append(("shop", _("Shop"), offered, asked.shop))
        if self.view in {"team", "all", "watching"}:
            members = selectors.members_of(scope.brand)
            owners: list[Choice] = [(str(one.user.pk), str(one.user)) for one in members]
            nobody: list[Choice] = [("none", _("nobody yet"))]
            found.append(("owner", _("Responsible"), every + nobody + owners, asked.owner))
        return found


def _known(said: Mapping[str, str], name: str, values: list[str]) -> str:
    value = said.get(name, "")
    return value if value in values else ""
