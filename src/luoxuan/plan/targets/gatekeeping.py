"""What must hold before targets are approved: SMART, and parents that agree with their children (6.5, 6.6)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.gates.registry import GateFinding, GateSubject
from luoxuan.foundation.intake import selectors as intake
from luoxuan.plan.targets import selectors, smart
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.prospects import Desk, last_whole_day
from luoxuan.warehouse import engine

KIND = "targets.tree"
SUBJECT = "target_tree"
VERSION = "1"


def tree_findings(subject: GateSubject) -> Sequence[GateFinding]:
    """Everything that stands against approval, or should be known before it."""
    tree = selectors.tree_of(subject.brand, int(subject.subject_id))
    if tree is None:
        return ()
    planned = selectors.planned_of(tree)
    return [*_gaps(planned), *_smart(planned)]


def tree_fingerprint(subject: GateSubject) -> str:
    """Of every target as it is now: what changes while it waits is not approved."""
    tree = selectors.tree_of(subject.brand, int(subject.subject_id))
    if tree is None:
        return ""
    return selectors.planned_of(tree).fingerprint()


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


SEVERITY: dict[str, Literal["block", "warn"]] = {"no": "block", "warn": "warn"}


def _smart(planned: Planned) -> list[GateFinding]:
    brand = planned.tree.brand
    day = last_whole_day(brand) or date(planned.tree.year, 1, 1)
    snapshot = intake.snapshot(brand)
    with engine.open_session(snapshot, many_questions=True) as session:
        desk = Desk(brand, session, snapshot, day)
        goals = [node for node in planned.nodes if smart.is_goal(planned, node)]
        found = [one for node in goals for one in smart.smart_findings(planned, node, desk)]
    return [
        GateFinding(
            f"targets.smart.{one.letter}",
            SEVERITY[one.state],
            f"“{one.node.title}”：{one.sentence.text('zh')}",
            f"“{one.node.title}”: {one.sentence.text('en')}",
            reverse("targets:node", args=[brand.key, one.node.pk]),
        )
        for one in found
        if one.state in SEVERITY
    ]
