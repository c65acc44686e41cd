"""A tree asks to be approved, and what follows the decision (6.5)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.plan.targets import gatekeeping, selectors
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.told import draft_locked, tree_told
from luoxuan.plan.targets.services.trees import tree_approve

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import User


@transaction.atomic
def tree_ask_approval(*, tree: TargetTree, actor: "User", at: datetime) -> "Gate":
    """Put the draft before those who may decide; until then it cannot be edited. Raises TargetError."""
    kept = draft_locked(tree)
    planned = selectors.planned_of(kept)
    if not planned.values:
        raise TargetError(_("The tree has no target yet: set some first."))
    gate = gates.gate_ask(subject=subject_of(kept), author=actor, at=at)
    kept.state = TargetTree.State.ASKED
    kept.save(update_fields=["state"])
    tree_told(kept, "target_tree.asked", actor, at, title=kept.title)
    return gate


def subject_of(tree: TargetTree) -> GateSubject:
    """The tree as the gate sees it."""
    return GateSubject(
        brand=tree.brand,
        kind=gatekeeping.KIND,
        subject_type=gatekeeping.SUBJECT,
        subject_id=str(tree.pk),
        title=_("Targets %(year)s: %(title)s") % {"year": tree.year, "title": tree.title},
        url=reverse("targets:tree", args=[tree.brand.key, tree.pk]),
        evidence={"version": tree.version},
        summary=gatekeeping.summary_of(tree),
    )


def tree_decided(gate: "Gate", at: datetime) -> None:
    """Runs in the decision's transaction: approved, the tree holds; refused, it is a draft again."""
    tree = selectors.tree_of(gate.brand, int(gate.subject_id))
    if tree is None:
        return
    if gate.state == gate.State.APPROVED:
        tree_approve(tree=tree, actor=None, at=at)
    else:
        tree_closed(gate, at)


def tree_closed(gate: "Gate", _at: datetime) -> None:
    """The gate was withdrawn or ran out: the tree is a draft again."""
    tree = selectors.tree_of(gate.brand, int(gate.subject_id))
    if tree is not None and tree.state == TargetTree.State.ASKED:
        tree.state = TargetTree.State.DRAFT
        tree.save(update_fields=["state"])
