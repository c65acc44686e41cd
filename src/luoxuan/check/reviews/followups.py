"""What a decision can become: a task, and whatever an upper app registers, such as an action (12.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Decision
    from luoxuan.foundation.people.models import User


class Followed(NamedTuple):
    """What was opened: its id and its page."""

    id: str
    url: str


@dataclass(frozen=True)
class FollowUp:
    """One way on: `open(decision, actor, at)` runs inside the decision's transaction."""

    key: str
    label: str | Promise
    open: Callable[["Decision", "User", datetime], Followed]


_ways: dict[str, FollowUp] = {}


def register(way: FollowUp) -> None:
    """Add a way; the same key replaces the one before."""
    _ways[way.key] = way


def ways() -> tuple[FollowUp, ...]:
    """All ways, in the order they were registered."""
    return tuple(_ways.values())


def way_of(key: str) -> FollowUp | None:
    """The way of that key, None where nobody registered it."""
    return _ways.get(key)
