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
from luoxuan.metrics import METRICS
from luoxuan.plan.targets import selectors as targets
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.plan.targets.models import TargetNode
    from luoxuan.plan.targets.planned import Planned

NONE_YET = ("今年还没有目标。", "There are no targets of this year yet.")
NOT_APPROVED = Said("目标树还没有批准。", "The targets are not approved yet.")
LETTERS = {
    "specific": Said("不具体（没有负责人）", "not specific (nobody answers for it)"),
    "measurable": Said("不可衡量（没有指标或公式）", "not measurable (no metric or formula)"),
    "attainable": Said("可实现性没有依据", "no basis says it is attainable"),
    "relevant": Said("没有挂到战略目标", "links to no objective"),
    "timed": Said("没有分月", "has no months"),
}


@evidence("6.5")
def smart_targets(context: EvidenceContext) -> Evidence:
    """Targets that are specific, measurable, attainable, relevant and time-bound, all five."""
    url = context.address("targets:home")
    tree = targets.tree_latest(context.brand, context.day.year)
    planned = targets.planned_of(tree) if tree else None
    nodes = [node for node in planned.nodes if not node.is_assumption] if planned else []
    if tree is None or planned is None or not nodes:
        return nothing_yet(*NONE_YET, url)
    rows = tuple(_smart(node, planned, url) for node in nodes)
    value, met, total = share_of(rows)
    is_approved = tree.approved_at is not None
    sentence = Said(
        f"{tree.year} 年 {total} 个目标中，{met} 个五项齐全（{percent(value)}）。{'' if is_approved else NOT_APPROVED.zh}",
        f"Of {total} targets of {tree.year} {met} have all five of SMART ({percent(value)}). {'' if is_approved else NOT_APPROVED.en}".strip(),
    )
    return Evidence(
        value, sentence, tree.approved_at or tree.created_at, rows, url, not is_approved
    )


def _smart(node: "TargetNode", planned: "Planned", url: str) -> EvidenceRow:
    tree = planned.tree
    held = {
        "specific": bool(node.title and (node.owner_id or node.role)),
        "measurable": node.metric in METRICS or bool(node.formula),
        "attainable": bool(node.basis.get("kind")) or bool(node.formula),
        "relevant": bool(node.objective_id or tree.objective_id),
        "timed": planned.year(node) is not None,
    }
    missing = [LETTERS[name] for name, is_held in held.items() if not is_held]
    detail = Said("；".join(one.zh for one in missing), "; ".join(one.en for one in missing))
    return EvidenceRow(node.title, not missing, detail, url, node.shop_key)


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
