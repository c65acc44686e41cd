"""What must hold before targets are approved: SMART, and parents that agree with their children (6.5, 6.6)."""

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _

from luoxuan.foundation.gates.registry import GateFinding, GateSubject
from luoxuan.plan.targets import selectors
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.planned import Planned

KIND = "targets.tree"
SUBJECT = "target_tree"
VERSION = "1"


def tree_findings(subject: GateSubject) -> Sequence[GateFinding]:
    """Everything that stands against approval, or should be known before it."""
    tree = selectors.tree_of(subject.brand, int(subject.subject_id))
    if tree is None:
        return ()
    planned = selectors.planned_of(tree)
    return [*_gaps(planned)]


def tree_fingerprint(subject: GateSubject) -> str:
    """Of every target as it is now: what changes while it waits is not approved."""
    tree = selectors.tree_of(subject.brand, int(subject.subject_id))
    if tree is None:
        return ""
    planned = selectors.planned_of(tree)
    rows = sorted((pk, str(month), f"{v.value:f}") for (pk, month), v in planned.values.items())
    shape = [(n.pk, n.parent_id, n.metric, n.formula, n.shop_key) for n in planned.nodes]
    return hashlib.sha256(repr((rows, shape)).encode()).hexdigest()


def summary_of(tree: TargetTree) -> str:
    """The tops of the tree with their year, a line each."""
    planned = selectors.planned_of(tree)
    lines = []
    for node in planned.below[None]:
        year = planned.year(node)
        lines.append(f"{node.title}: {'—' if year is None else f'{year.normalize():,f}'}")
    return "\n".join([*lines, _("%(n)d nodes") % {"n": len(planned.nodes)}])


def _gaps(planned: Planned) -> list[GateFinding]:
    found = []
    for node in planned.nodes:
        gaps = planned.gaps_of(node)
        if gaps:
            months = ", ".join(f"{gap.month:%Y-%m}" for gap in gaps)
            worst = max(gaps, key=lambda gap: abs(gap.amount))
            zh = f"“{node.title}”与下级不一致：{months}；最大差额 {worst.amount:,f}。"
            en = f"“{node.title}” and its children disagree in {months}; by {worst.amount:,f} at most."
            found.append(GateFinding("targets.agree", "block", zh, en))
    return found
