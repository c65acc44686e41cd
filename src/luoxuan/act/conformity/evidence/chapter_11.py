"""Chapter 11: of risks this version has the budgets, and the platforms' bills."""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.check.settlement import proofs
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.standard import Said

YEAR, SIGNED_WITHIN = 365, 62
"""Days looked back; days after which a month that ended should be signed."""


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


@evidence("11.12")
def bills_matched(context: EvidenceContext) -> Evidence:
    """Money of the last year's reconciled months that is matched or explained; unsigned months hold it back."""
    url = context.address("settlement:home")
    found = proofs.proofs(context.brand, context.ago(YEAR), context.day)
    value = proofs.share_of(found)
    if value is None:
        return nothing_yet("还没有对过账。", "No month was reconciled yet.", url)
    late = [
        one
        for one in found
        if not one.is_closed and one.month < f"{context.ago(SIGNED_WITHIN):%Y-%m}"
    ]
    amount = sum((one.unexplained for one in found), Decimal(0))
    closed = sum(one.is_closed for one in found)
    sentence = Said(
        f"{len(found)} 个月已对账，匹配率 {percent(value)}，未解释 {amount:,.2f}；已月结 {closed} 个月，逾期未月结 {len(late)} 个月。",
        f"{len(found)} months are reconciled, matched share {percent(value)}, {amount:,.2f} unexplained; {closed} are closed, {len(late)} should be.",
    )
    rows = tuple(
        EvidenceRow(
            one.month, one.is_closed or one not in late,
            Said(f"匹配率 {percent(one.matched_share)}，未解释 {one.unexplained:,.2f}，{'已月结' if one.is_closed else '未月结'}",
                 f"matched share {percent(one.matched_share)}, unexplained {one.unexplained:,.2f}, {'closed' if one.is_closed else 'open'}"),
            f"{url}?month={one.month}", permission="settlement.read",
        )
        for one in found
    )  # fmt: skip
    as_of = max(one.at for one in found)
    return Evidence(value, sentence, as_of, rows, url, is_at_most_partly=bool(late))


def _detail(amount: Decimal | None) -> Said:
    if amount is None:
        return Said("未超支", "within its limit")
    return Said(f"超出 {amount:,.2f}", f"over by {amount:,.2f}")
