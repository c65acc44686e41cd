"""Parent and children made to agree: taken over from below, or given down (6.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.plan.targets import formulas, selectors, splits
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.planned import Planned, step_of
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.told import draft_locked, node_told
from luoxuan.plan.targets.services.values import Basis, months_write

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class Writing:
    """By whom and when, and what the written months rest on."""

    kind: str
    actor: "User | None"
    at: datetime

    def basis(self) -> dict[str, Any]:
        """As it is kept."""
        return Basis(self.kind).to_json(self.actor, self.at)


@transaction.atomic
def months_take_over(
    *, node: TargetNode, months: Iterable[date] = (), actor: "User | None", at: datetime
) -> int:
    """Set the node's open months to what its children make. How many changed. Raises TargetError."""
    draft_locked(node.tree)
    planned = selectors.planned_of(node.tree)
    if not planned.below.get(node.pk):
        raise TargetError(_("“%(title)s” has nothing below it.") % {"title": node.title})
    changed = take_over(planned, node, _open(planned, node, months), Writing("children", actor, at))
    if changed:
        node_told(node, "target.taken_over", actor, at, months=[f"{m:%Y-%m}" for m in changed])
    return len(changed)


@transaction.atomic
def months_distribute(
    *, node: TargetNode, months: Iterable[date] = (), actor: "User | None", at: datetime
) -> int:
    """Give the node's open months down to its children. How many changed. Raises TargetError.

    Sums: in the children's present proportion, alike where they have none. Formulas: rates and assumptions are carried, the volume
    follows (the first child that adds up; of a ratio the one on top).
    """
    draft_locked(node.tree)
    planned = selectors.planned_of(node.tree)
    if not planned.below.get(node.pk) or not node.formula:
        raise TargetError(_("“%(title)s” has no formula over children.") % {"title": node.title})
    wanted = _open(planned, node, months)
    changed = give_down(planned, node, wanted, Writing("parent", actor, at))
    if changed:
        node_told(node, "target.distributed", actor, at, months=[f"{m:%Y-%m}" for m in changed])
    return len(changed)


def take_over(
    planned: Planned, node: TargetNode, months: Sequence[date], writing: Writing
) -> list[date]:
    """Inside the caller's transaction; the months that changed, also in `planned`."""
    news: dict[date, Decimal | None] = {}
    for month in months:
        made = planned.from_children(node, month)
        if made is None:
            continue
        value = splits.rounded(made, step_of(node))
        if value != planned.own(node, month):
            news[month] = value
    months_write(node, news, writing.basis())
    refreshed(planned, node)
    return list(news)


def give_down(
    planned: Planned, node: TargetNode, months: Sequence[date], writing: Writing
) -> list[date]:
    """Inside the caller's transaction; the months in which a child changed, also in `planned`."""
    news: dict[int, dict[date, Decimal | None]] = {}
    for month in months:
        own = planned.own(node, month)
        if own is None:
            continue
        for child, value in _parts(planned, node, month, own):
            if value != planned.target(child, month):
                news.setdefault(child.pk, {})[month] = value
    for child in planned.below[node.pk]:
        if child.pk in news:
            months_write(child, news[child.pk], writing.basis())
            refreshed(planned, child)
    return sorted({month for found in news.values() for month in found})


def refreshed(planned: Planned, node: TargetNode) -> None:
    """Read the node's months again."""
    for month in planned.tree.months():
        planned.values.pop((node.pk, month), None)
    for value in node.values.all():
        planned.values[node.pk, value.month] = value


def _parts(
    planned: Planned, node: TargetNode, month: date, own: Decimal
) -> list[tuple[TargetNode, Decimal]]:
    children = planned.below[node.pk]
    if any(planned.is_closed(child, month) for child in children):
        return []
    if node.formula == TargetNode.Formula.SUM:
        weights = [
            max(planned.target(child, month) or Decimal(0), Decimal(0)) for child in children
        ]
        return list(zip(children, splits.apportioned(own, weights, step_of(node)), strict=True))
    giving = _gives_way(node, children)
    others = [planned.target(child, month) for child in children if child is not giving]
    known = [value for value in others if value is not None]
    if giving is None or len(known) < len(others):
        return []
    value = formulas.first_for(node.formula, own, known)
    return [] if value is None else [(giving, splits.rounded(value, step_of(giving)))]


def _gives_way(node: TargetNode, children: Sequence[TargetNode]) -> TargetNode | None:
    """The child that follows its parent: of a product the volume, else the first one."""
    if node.formula == TargetNode.Formula.PRODUCT:
        return next((c for c in children if c.is_additive and not c.is_assumption), None)
    return children[0] if not children[0].is_assumption else None


def _open(planned: Planned, node: TargetNode, months: Iterable[date]) -> list[date]:
    wanted = list(months) or list(planned.tree.months())
    return [month for month in wanted if not planned.is_closed(node, month)]
