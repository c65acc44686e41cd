"""The queue in columns by state (7.6)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from luoxuan.foundation.tasks import selectors
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.selectors.queue import TaskQuestion, View

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

MOST = 100
RECENT = timedelta(days=14)
"""What was over before stays in the list and leaves the board."""


@dataclass(frozen=True)
class BoardColumn:
    """One state with its tasks; `count` is of all, `tasks` of those that are drawn."""

    state: str
    label: str
    tasks: tuple[Task, ...]
    count: int

    @property
    def hidden(self) -> int:
        """How many more there are than are drawn."""
        return self.count - len(self.tasks)


def columns_of(
    scope: "Scope", view: View, question: TaskQuestion, at: datetime
) -> list[BoardColumn]:
    """To do, in progress, and what was done or dropped in the last fortnight."""
    columns = []
    for state in Task.State:
        asked = replace(question, state=state.value)
        found = selectors.tasks_of(scope, at=at, view=view, question=asked)
        if state in (Task.State.DONE, Task.State.CANCELLED):
            found = found.filter(finished_at__gt=at - RECENT).order_by("-finished_at")
        drawn = tuple(found[:MOST])
        count = len(drawn) if len(drawn) < MOST else found.count()
        columns.append(BoardColumn(state.value, str(state.label), drawn, count))
    return columns
