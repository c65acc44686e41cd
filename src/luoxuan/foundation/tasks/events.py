"""What happened to tasks; whoever pushes it to people listens from above (7.6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User
    from luoxuan.foundation.tasks.models import Task


@dataclass(frozen=True)
class TaskEvent:
    """One thing that happened; told inside the transaction that did it."""

    task: "Task"
    actor: "User | None"
    at: datetime
    people: "tuple[User, ...]" = ()
    """Who should hear of it: the actor is never among them."""


@dataclass(frozen=True)
class TaskOpened(TaskEvent):
    """A task is there; `people` is its owner, or whoever's queue it waits in."""


@dataclass(frozen=True)
class TaskAssigned(TaskEvent):
    """A task was given to somebody, or put into a queue."""


@dataclass(frozen=True)
class TaskMentioned(TaskEvent):
    """People were named in a comment."""

    text: str = ""


@dataclass(frozen=True)
class TaskEscalated(TaskEvent):
    """A task is late and the role above hears of it."""

    step: int = 1
    role: str = ""


@dataclass(frozen=True)
class TaskDone(TaskEvent):
    """A task is done or dropped; `people` watched it."""


Listener = Callable[[TaskEvent], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Hear everything from now on; listening twice is listening once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(event: TaskEvent) -> None:
    """Tell all listeners; what one of them raises undoes the change itself."""
    for listener in _listeners:
        listener(event)
