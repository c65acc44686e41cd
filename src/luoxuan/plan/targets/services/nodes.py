"""Nodes of a draft: made, changed, taken out (6.6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.told import draft_locked, node_told

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

UNITS = ("money", "count", "share", "ratio")


@dataclass(frozen=True)
class NodeDraft:
    """What is said of a node; the unit of a metric is the registry's."""

    title: str
    level: str
    parent_id: int | None = None
    metric: str = ""
    formula: str = ""
    unit: str = ""
    is_assumption: bool = False
    source: str = ""
    shop_key: str = ""
    platform: str = ""
    owner: "User | None" = None
    role: str = ""
    objective_id: int | None = None
    position: int | None = None


@transaction.atomic
def node_set(
    *,
    tree: TargetTree,
    draft: NodeDraft,
    node: TargetNode | None = None,
    actor: "User | None",
    at: datetime,
) -> TargetNode:
    """Write a new node of a draft tree, or change one. Raises TargetError."""
    kept = draft_locked(tree)
    _checked(kept, draft, node)
    if node is None:
        node = TargetNode(tree=kept, position=kept.nodes.filter(parent_id=draft.parent_id).count())
    for name in (
        "level", "parent_id", "metric", "formula", "is_assumption", "shop_key", "platform",
        "owner", "role", "objective_id",
    ):  # fmt: skip
        setattr(node, name, getattr(draft, name))
    node.title, node.source = draft.title.strip(), draft.source.strip()
    node.unit = METRICS[draft.metric].unit if draft.metric else draft.unit
    if draft.position is not None:
        node.position = draft.position
    node.save()
    node_told(node, "target_node.saved", actor, at)
    return node


@transaction.atomic
def node_remove(*, node: TargetNode, actor: "User | None", at: datetime) -> None:
    """Take a node and all below it out of a draft. Raises TargetError where a month of it is closed."""
    draft_locked(node.tree)
    if any(_has_closed(one) for one in _with_children(node)):
        raise TargetError(_("A month of it is closed: what was is kept."))
    node_told(node, "target_node.removed", actor, at)
    node.delete()


def _has_closed(node: TargetNode) -> bool:
    return node.values.filter(is_closed=True).exists()


def _with_children(node: TargetNode) -> list[TargetNode]:
    return [node, *(one for child in node.children.all() for one in _with_children(child))]


def _checked(tree: TargetTree, draft: NodeDraft, node: TargetNode | None) -> None:
    if not draft.title.strip():
        raise TargetError(_("Give the node a name."))
    if draft.level not in TargetNode.Level.values or draft.formula not in TargetNode.Formula.values:
        raise TargetError(_("Choose level and formula from the list."))
    _kind_checked(draft)
    _place_checked(tree, draft, node)
    _people_checked(tree.brand, draft)


def _kind_checked(draft: NodeDraft) -> None:
    if draft.metric and draft.metric not in METRICS:
        raise TargetError(_("There is no figure %(metric)s.") % {"metric": draft.metric})
    if not (draft.metric or draft.formula or draft.is_assumption):
        raise TargetError(_("A node is a figure, a formula or an assumption: choose one."))
    if draft.is_assumption and (draft.metric or draft.formula):
        raise TargetError(_("An assumption is typed: it has no figure and no formula."))
    if draft.is_assumption and not draft.source.strip():
        raise TargetError(_("Say where the assumed number comes from."))
    if not draft.metric and draft.unit not in UNITS:
        raise TargetError(_("Choose the unit: money, count, share or ratio."))


def _place_checked(tree: TargetTree, draft: NodeDraft, node: TargetNode | None) -> None:
    parent = tree.nodes.filter(pk=draft.parent_id).first() if draft.parent_id else None
    if draft.parent_id and parent is None:
        raise TargetError(_("The node above is not of this tree."))
    while parent is not None:
        if node is not None and parent.pk == node.pk:
            raise TargetError(_("A node cannot hang below itself."))
        parent = parent.parent
    shops = people.shops_of(tree.brand)
    if draft.shop_key and draft.shop_key not in {shop.key for shop in shops}:
        raise TargetError(_("There is no shop %(shop)s.") % {"shop": draft.shop_key})
    if draft.platform and draft.platform not in {shop.platform for shop in shops}:
        raise TargetError(_("No shop of the register is on %(name)s.") % {"name": draft.platform})


def _people_checked(brand: "Brand", draft: NodeDraft) -> None:
    if draft.owner is not None and not people.role_in(brand=brand, user=draft.owner):
        raise TargetError(_("The owner is no member of the brand: choose one who is."))
    if draft.role and draft.role not in Role.values:
        raise TargetError(_("There is no role %(role)s.") % {"role": draft.role})
    if draft.objective_id is not None and not strategy.objective_of(brand, draft.objective_id):
        raise TargetError(_("There is no such objective: choose one of the strategy."))
