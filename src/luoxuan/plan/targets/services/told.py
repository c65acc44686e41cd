"""Entries of the trail on targets, and the lock every write takes first."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.services.errors import TargetError

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


def tree_told(
    tree: TargetTree, verb: str, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """One entry on the tree."""
    trail_record(
        brand=tree.brand, actor=actor, verb=verb, subject_type="target_tree",
        subject_id=str(tree.pk), detail={"year": tree.year, "version": tree.version, **detail},
        at=at,
    )  # fmt: skip


def node_told(
    node: TargetNode, verb: str, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """One entry on the node."""
    trail_record(
        brand=node.tree.brand, actor=actor, verb=verb, subject_type="target_node",
        subject_id=str(node.pk), detail={"title": node.title, "year": node.tree.year, **detail},
        at=at,
    )  # fmt: skip


def tree_locked(tree: TargetTree) -> TargetTree:
    """The tree, locked until the transaction ends."""
    return (
        TargetTree.objects.select_for_update(of=("self",)).select_related("brand").get(pk=tree.pk)
    )


def draft_locked(tree: TargetTree) -> TargetTree:
    """The tree, locked. Raises TargetError where it is no draft."""
    kept = tree_locked(tree)
    if not kept.is_open:
        raise TargetError(
            _("%(tree)s is no draft (%(state)s): revise it, or split its rest anew.")
            % {"tree": str(kept), "state": kept.get_state_display()}
        )
    return kept
