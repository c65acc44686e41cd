"""Chapter 12: reviews, improvements, knowledge, the loop."""

from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
    share,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.check.reviews import selectors as reviews
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review

A_YEAR = 365


@evidence("12.1")
def reviews_on_time(context: EvidenceContext) -> Evidence:
    """Monthly reviews of the last year that were due and held by their day."""
    url = context.address("reviews:review_list")
    found = reviews.punctuality(context.brand, since=context.ago(A_YEAR), until=context.day)
    value = share(found.on_time, found.due)
    if value is None:
        return nothing_yet("还没有到期的月度复盘。", "No monthly review was due yet.", url)
    rows = tuple(_review(review, url) for review in reviews.reviews_of(context.brand, "month")[:12])
    sentence = Said(
        f"近一年到期的 {found.due} 次月度复盘，{found.on_time} 次按时召开，{found.late} 次迟开，{found.never} 次未开（{percent(value)}）。",
        f"Of {found.due} monthly reviews due in a year {found.on_time} were held in time, {found.late} late, {found.never} never ({percent(value)}).",
    )
    held = [row.held_at for row in reviews.reviews_of(context.brand, "month") if row.held_at]
    return Evidence(value, sentence, max(held, default=None), rows, url)


def _review(review: "Review", url: str) -> EvidenceRow:
    held = review.held_at
    detail = Said("未召开", "not held")
    if held is not None:
        detail = Said(f"召开于 {held:%Y-%m-%d}", f"held on {held:%Y-%m-%d}")
    return EvidenceRow(review.when, held is not None and held.date() <= review.due_on, detail, url)


@evidence("12.2")
def misses_explained(context: EvidenceContext) -> Evidence:
    """Missed targets in the year's held reviews that have a cause."""
    url = context.address("reviews:review_list")
    found = reviews.explained(context.brand, since=context.ago(A_YEAR), until=context.day)
    value = share(found.with_cause, found.misses)
    if value is None:
        return nothing_yet(
            "近一年开过的复盘里没有未达标的目标，或还没有开过复盘。",
            "No held review of the year has a missed target, or none was held.", url,
        )  # fmt: skip
    sentence = Said(
        f"近一年复盘中 {found.misses} 个未达标的目标，{found.with_cause} 个有原因（{percent(value)}）。",
        f"Of {found.misses} missed targets in the year's reviews {found.with_cause} have a cause ({percent(value)}).",
    )
    return Evidence(value, sentence, context.day, (), url)


@evidence("12.7")
def market_watched(context: EvidenceContext) -> Evidence:
    """How old the latest note on market or rivals is; notes past their review hold it back."""
    url = context.address("strategy:note_list")
    notes = strategy.notes_of(context.brand)
    if not notes:
        return nothing_yet("还没有市场或竞品笔记。", "There is no market or rival note yet.", url)
    stale = strategy.notes_stale(context.brand, context.day)
    last = max(note.noted_on for note in notes)
    rows = tuple(
        EvidenceRow(
            str(note),
            note not in stale,
            Said(f"{note.noted_on} {note.source}", f"{note.noted_on} {note.source}"),
            url,
        )
        for note in notes
    )
    sentence = Said(
        f"共 {len(notes)} 条市场与竞品笔记，最近一条 {last}；{len(stale)} 条已到复审日。",
        f"{len(notes)} notes on market and rivals, the latest of {last}; {len(stale)} are due for review.",
    )
    return Evidence(Decimal((context.day - last).days), sentence, last, rows, url, bool(stale))
