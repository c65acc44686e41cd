"""What kinds of task there are, as pages name them; the app that opens a kind registers it (7.6)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TaskKind:
    """A kind: its name on a page, and whether a person may close it by hand."""

    key: str
    title: str | Promise
    closes_by_hand: bool = True
    """False: only what opened it settles it, e.g. the decision an approval waits for."""


_KINDS: dict[str, TaskKind] = {}


def kind_add(kind: TaskKind) -> None:
    """Make a kind known; adding it again changes its words."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> TaskKind:
    """The kind; one nobody registered is some other task."""
    return _KINDS.get(key) or TaskKind(key, _("Other"))


def kinds_all() -> list[TaskKind]:
    """Every kind known here."""
    return list(_KINDS.values())


MANUAL = "manual"
GATE = "gate"

for _kind in (
    TaskKind(MANUAL, _("By hand")),
    TaskKind(GATE, _("Approval"), closes_by_hand=False),
    TaskKind("alert", _("Alert")),
    TaskKind("import", _("Files")),
    TaskKind("listing", _("Listing to fix")),
    TaskKind("stock", _("Stock alert")),
    TaskKind("price", _("Price deviation")),
    TaskKind("promotion", _("Promotion to check")),
    TaskKind("order", _("Stuck order")),
    TaskKind("rating", _("Rating to answer")),
    TaskKind("finding", _("Finding")),
    TaskKind("action", _("Action")),
    TaskKind("review", _("Review")),
    TaskKind("reading", _("Reading")),
    TaskKind("conformity", _("Conformity gap")),
):
    kind_add(_kind)
