"""What follows when an action is closed: upper and other apps register what they make of it (12.6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoxuan.act.improvements.models import Action, Effect
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class ActionOutcome:
    """A closed action with the effect it was closed on; told inside the transaction that closed it."""

    action: "Action"
    effect: "Effect | None"
    actor: "User"
    at: datetime


Listener = Callable[[ActionOutcome], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Hear of every closed action from now on; registering twice is registering once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(outcome: ActionOutcome) -> None:
    """Tell all; what one of them raises undoes the closing itself."""
    for listener in _listeners:
        listener(outcome)
