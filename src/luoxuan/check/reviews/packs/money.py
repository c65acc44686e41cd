"""The proposal to move advertising money, as the pack keeps it (12.3)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from luoxuan.analysis import allocation
from luoxuan.check.reviews.sections import PackContext
from luoxuan.metrics import Period

LEARNED_FROM = timedelta(days=83)
"""Twelve weeks up to the end of the period."""


def proposal_of(context: PackContext, most_moved: Decimal, names: dict[str, str]) -> dict[str, Any]:
    """Every campaign's return and the shifts, with keys and sentences in both languages."""
    last = context.period.last
    question = allocation.AllocationQuestion(
        Period(last - LEARNED_FROM, last),
        shops=tuple(names),
        currency=context.brand.currency,
        most_moved=most_moved,
    )
    body = allocation.ask(question, context.session).to_json() if names else {}
    for number, shift in enumerate(body.get("shifts", []), 1):
        said = shift.pop("sentence")
        shift |= {"key": f"shift-{number}", "text_zh": said["zh"], "text_en": said["en"]}
    for row in body.get("returns", []):
        reason = row.pop("reason") or {}
        row |= {"reason_zh": reason.get("zh", ""), "reason_en": reason.get("en", "")}
        row["shop_key"] = row.pop("shop")
    sentence = body.pop("sentence", {})
    return {**body, "text_zh": sentence.get("zh", ""), "text_en": sentence.get("en", "")}
