"""SMART and basis of targets: of the approved tree of the year, else of the newest draft (6.5, 6.7)."""

from typing import TYPE_CHECKING

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
    share,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.plan.targets import selectors as targets
from luoxuan.plan.targets import smart
from luoxuan.plan.targets.prospects import Desk, last_whole_day
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.plan.targets.models import TargetNode
    from luoxuan.plan.targets.planned import Planned

NONE_YET = ("今年还没有目标。", "There are no targets of this year yet.")
NOT_APPROVED = Said("目标树还没有批准。", "The targets are not approved yet.")
NO = "no"


@evidence("6.5")
def smart_targets(context: EvidenceContext) -> Evidence:
    """Goals that are specific, measurable, attainable, relevant and time-bound, as the targets measure it."""
    url = context.address("targets:home")
    tree = targets.tree_latest(context.brand, context.day.year)
    planned = targets.planned_of(tree) if tree else None
    goals = [node for node in planned.nodes if smart.is_goal(planned, node)] if planned else []
    if tree is None or planned is None or not goals:
        return nothing_yet(*NONE_YET, url)
    last = last_whole_day(context.brand, context.at) or context.day
    desk = Desk.at(context.session, context.brand, last)
    rows = tuple(_smart(planned, node, desk, context) for node in goals)
    value, met, total = share_of(rows)
    is_approved = tree.approved_at is not None
    late = Said("", "") if is_approved else NOT_APPROVED
    sentence = Said(
        f"{tree.year} 年 {total} 个目标中，{met} 个五项齐全（{percent(value)}）。{late.zh}",
        f"Of {total} targets of {tree.year} {met} have all five of SMART ({percent(value)}). {late.en}".strip(),
    )
    return Evidence(
        value, sentence, tree.approved_at or tree.created_at, rows, url, not is_approved
    )


def _smart(
    planned: "Planned", node: "TargetNode", desk: Desk, context: EvidenceContext
) -> EvidenceRow:
    """A letter that is refused keeps the goal from counting; a warning is shown where approved."""
    found = smart.smart_findings(planned, node, desk)
    missing = [one.sentence for one in found if one.state == NO]
    detail = Said(
        "".join(one.text("zh") for one in missing), " ".join(one.text("en") for one in missing)
    )
    address = context.address("targets:node", node_id=node.pk)
    return EvidenceRow(node.title, not missing, detail, address, node.shop_key)


@evidence("6.7")
def targets_with_basis(context: EvidenceContext) -> Evidence:
    """Monthly targets of the approved tree that say what they rest on."""
    url = context.address("targets:home")
    tree = targets.tree_approved(context.brand, context.day.year)
    found = targets.basis_share(context.brand, context.day.year)
    value = share(found.with_basis, found.targets)
    if tree is None or value is None:
        return nothing_yet(
            "今年还没有批准的目标。", "No targets of this year are approved yet.", url
        )
    rows = tuple(
        EvidenceRow(
            node.title,
            bool(node.basis.get("kind")),
            str(node.basis.get("kind", "")),
            url,
            node.shop_key,
        )
        for node in targets.nodes_of(tree)
        if not node.formula
    )
    sentence = Said(
        f"{found.targets} 个月度目标中，{found.with_basis} 个记有依据（{percent(value)}）。",
        f"Of {found.targets} monthly targets {found.with_basis} have a recorded basis ({percent(value)}).",
    )
    return Evidence(value, sentence, tree.approved_at, rows, url)
