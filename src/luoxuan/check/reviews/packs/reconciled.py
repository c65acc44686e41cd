"""What reconciliation has to say in a review: matched share, unexplained money, months not signed (11.12, 12.1)."""

from django.urls import reverse

from luoxuan.check.reviews import sections
from luoxuan.check.reviews.sections import PackContext, Section, SectionKind, SectionLine
from luoxuan.check.settlement import proofs
from luoxuan.check.settlement.proofs import MonthProof


def register_all() -> None:
    """Add the section."""
    sections.register(SectionKind("settlement", "对账", "Reconciliation", build))


def build(context: PackContext) -> Section | None:
    """One line per reconciled month of the period; nothing where none was reconciled."""
    found = proofs.proofs(context.brand, context.period.first, context.period.last)
    if not found:
        return None
    share = proofs.share_of(found)
    told = "—" if share is None else f"{share * 100:.2f}%"
    amount = sum(one.unexplained for one in found)
    return Section(
        tuple(_line(context, one) for one in found),
        lead_zh=f"资金变动中 {told} 已匹配或已解释，未解释 {amount:,.2f}。",
        lead_en=f"Of the money that moved {told} is matched or explained; {amount:,.2f} is unexplained.",
    )


def _line(context: PackContext, one: MonthProof) -> SectionLine:
    url = f"{reverse('settlement:home', args=[context.brand.key])}?month={one.month}"
    share = "—" if one.matched_share is None else f"{one.matched_share * 100:.2f}%"
    return SectionLine(
        f"{one.month}：匹配率 {share}，未解释 {one.unexplained:,.2f}，{'已月结' if one.is_closed else '未月结'}。",
        f"{one.month}: matched share {share}, unexplained {one.unexplained:,.2f}, {'closed' if one.is_closed else 'not closed'}.",
        amount=one.unexplained,
        url=url,
        state="good" if one.is_closed else "warning",
    )
