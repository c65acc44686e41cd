"""Trees: made, renamed, copied for a revision, approved (6.4, 6.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.told import draft_locked, tree_locked, tree_told

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class TreeDraft:
    """What is said of a tree."""

    year: int
    title: str
    template: str = ""
    objective_id: int | None = None


@transaction.atomic
def tree_create(
    *, brand: "Brand", draft: TreeDraft, actor: "User | None", at: datetime
) -> TargetTree:
    """An empty draft, the next version of its year. Raises TargetError."""
    _checked(brand, draft)
    tree = TargetTree.objects.create(
        brand=brand, year=draft.year, version=_next(brand, draft.year),
        title=draft.title.strip(), template=draft.template, objective_id=draft.objective_id,
        author=actor, created_at=at,
    )  # fmt: skip
    tree_told(tree, "target_tree.created", actor, at, title=tree.title)
    return tree


@transaction.atomic
def tree_save(
    *, tree: TargetTree, draft: TreeDraft, actor: "User | None", at: datetime
) -> TargetTree:
    """Rename a draft, or link it to another objective; its year stays. Raises TargetError."""
    kept = draft_locked(tree)
    _checked(kept.brand, draft)
    if draft.year != kept.year:
        raise TargetError(_("The year stays: make a new tree for another year."))
    kept.title, kept.objective_id = draft.title.strip(), draft.objective_id
    kept.save(update_fields=["title", "objective_id"])
    tree_told(kept, "target_tree.saved", actor, at, title=kept.title)
    return kept


@transaction.atomic
def tree_remove(*, tree: TargetTree, actor: "User | None", at: datetime) -> None:
    """Throw a draft away; what was approved once stays. Raises TargetError."""
    kept = draft_locked(tree)
    tree_told(kept, "target_tree.removed", actor, at, title=kept.title)
    kept.delete()


@transaction.atomic
def tree_revise(*, tree: TargetTree, actor: "User | None", at: datetime) -> TargetTree:
    """A draft copied from the tree, closed months included; the tree holds until the copy is approved."""
    kept = tree_locked(tree)
    copy = TargetTree.objects.create(
        brand=kept.brand, year=kept.year, version=_next(kept.brand, kept.year),
        title=kept.title, template=kept.template, objective_id=kept.objective_id,
        author=actor, created_at=at,
    )  # fmt: skip
    made: dict[int, TargetNode] = {}
    nodes = list(kept.nodes.all())
    while nodes:
        # A child is copied after its parent, whatever the order of the rows.
        ready = [node for node in nodes if node.parent_id is None or node.parent_id in made]
        for node in ready:
            made[node.pk] = _copied(node, copy, made.get(node.parent_id or 0))
        nodes = [node for node in nodes if node.pk not in made]
    tree_told(copy, "target_tree.revised", actor, at, title=copy.title, was=kept.version)
    return copy


@transaction.atomic
def tree_approve(*, tree: TargetTree, actor: "User | None", at: datetime) -> TargetTree:
    """The tree holds from now on, the one before is replaced; called by the gate's decision, and by the demo."""
    kept = tree_locked(tree)
    before = TargetTree.objects.filter(
        brand=kept.brand, year=kept.year, state=TargetTree.State.APPROVED
    ).exclude(pk=kept.pk)
    before.update(state=TargetTree.State.REPLACED)
    kept.state, kept.approved_at = TargetTree.State.APPROVED, at
    kept.save(update_fields=["state", "approved_at"])
    tree_told(kept, "target_tree.approved", actor, at, title=kept.title)
    return kept


def _copied(node: TargetNode, tree: TargetTree, parent: TargetNode | None) -> TargetNode:
    values = list(node.values.all())
    node = TargetNode.objects.get(pk=node.pk)
    node.pk, node.tree, node.parent = None, tree, parent
    node.save()
    for value in values:
        value.pk, value.node = None, node
    TargetValue.objects.bulk_create(values)
    return node


def _next(brand: "Brand", year: int) -> int:
    last = TargetTree.objects.filter(brand=brand, year=year).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _checked(brand: "Brand", draft: TreeDraft) -> None:
    if draft.year not in YEARS:
        raise TargetError(_("Write the year as 2026, not %(year)s.") % {"year": draft.year})
    if not draft.title.strip():
        raise TargetError(_("Give the tree a name."))
    if draft.objective_id is not None and not strategy.objective_of(brand, draft.objective_id):
        raise TargetError(_("There is no such objective: choose one of the strategy."))
