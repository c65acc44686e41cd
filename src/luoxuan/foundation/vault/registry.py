"""What upper apps add: their part of what is known of a person, and what they remove with one (9.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class PackPart:
    """A table of an access pack: a name for programs, a title for people, and how to get the rows."""

    name: str
    title: str | Promise
    rows: Callable[["Brand", str], Rows]


Eraser = Callable[["Brand", Sequence[str], datetime], dict[str, int]]
"""Brand, import ids that spoke of the person, moment; gives what it removed, counted."""

Older = Callable[["Brand", datetime], Sequence[str]]
"""Brand, moment; gives the import ids of order files that stand and are older."""

_PARTS: dict[str, PackPart] = {}
_ERASERS: dict[str, Eraser] = {}
_OLDER: dict[str, Older] = {}


def part_register(part: PackPart) -> None:
    """Add a part to every access pack."""
    _PARTS[part.name] = part


def eraser_register(name: str, eraser: Eraser) -> None:
    """Remove something with every erased person, in the same transaction."""
    _ERASERS[name] = eraser


def older_register(name: str, older: Older) -> None:
    """Tell which files were read before the vault was switched on."""
    _OLDER[name] = older


def parts() -> list[PackPart]:
    """In the order of their names."""
    return [_PARTS[name] for name in sorted(_PARTS)]


def erasers() -> list[Eraser]:
    """In the order of their names."""
    return [_ERASERS[name] for name in sorted(_ERASERS)]


def older(brand: "Brand", moment: datetime) -> set[str]:
    """Import ids of all who told."""
    return {each for ask in _OLDER.values() for each in ask(brand, moment)}
