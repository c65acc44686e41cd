"""Chapter 11: of risks this version has the budgets."""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.standard import Said


@evidence("11.10")
def nothing_overspent(context: EvidenceContext) -> Evidence:
    """Budget lines of the year above plan and approved exceptions."""
    url = context.address("budgets:home")
    lines = list(budgets.lines_of(context.brand, context.day.year))
    if not lines:
        return nothing_yet("今年还没有预算。", "There is no budget of this year yet.", url)
    over: dict[int, Decimal] = {}
    for one in budgets.overspends(context.brand, context.day.year):
        over[one.line.pk] = max(over.get(one.line.pk, Decimal(0)), one.amount)
    rows = tuple(
        EvidenceRow(line.name, line.pk not in over, _detail(over.get(line.pk)),
                    context.address("budgets:line", line_id=line.pk), line.shop_key, "budgets.read")
        for line in lines
    )  # fmt: skip
    sentence = Said(
        f"{context.day.year} 年 {len(lines)} 条预算，{len(over)} 条未经批准而超支。",
        f"Of {len(lines)} budget lines of {context.day.year}, {len(over)} are overspent without an approval.",
    )
    return Evidence(Decimal(len(over)), sentence, context.day, rows, url)


def _detail(amount: Decimal | None) -> Said:
    if amount is None:
        return Said("未超支", "within its limit")
    return Said(f"超出 {amount:,.2f}", f"over by {amount:,.2f}")
