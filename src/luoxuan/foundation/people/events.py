"""What happened among brands and people; the trail, which stands above, listens (5.4, 9.3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class PeopleChanged:
    """One thing that happened in a brand; told inside the transaction that did it."""

    brand: "Brand"
    actor: "User | None"
    verb: str
    subject_type: str
    subject_id: str
    at: datetime
    detail: dict[str, Any] = field(default_factory=dict)


Listener = Callable[[PeopleChanged], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Hear everything from now on; listening twice is listening once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(event: PeopleChanged) -> None:
    """Tell all listeners; what one of them raises undoes the change itself."""
    for listener in _listeners:
        listener(event)
