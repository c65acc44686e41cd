"""Chapter 4: are the standard's terms the terms of the product?"""

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    percent,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.metrics import METRICS
from luoxuan.standard import Said, Term


@evidence("4.1")
def terms_in_use(context: EvidenceContext) -> Evidence:
    """Terms with a definition that a page or a metric of this version uses."""
    url = context.address("conformity:terms")
    rows = tuple(_row(term, context, url) for term in context.edition.terms.values())
    value, met, total = share_of(rows)
    sentence = Said(
        f"{total} 个术语都有定义，其中 {met} 个在产品中使用（{percent(value)}）。",
        f"All {total} terms are defined; {met} of them are in use ({percent(value)}).",
    )
    return Evidence(value, sentence, context.day, rows, url)


def _row(term: Term, context: EvidenceContext, url: str) -> EvidenceRow:
    pages = [name for name in term.pages if context.address(name)]
    metrics = [METRICS[key].name for key in term.metrics if key in METRICS]
    is_used = bool(term.definition and (pages or metrics))
    zh = "、".join(name.zh for name in metrics) or ("有页面使用" if pages else "本版本没有页面使用")
    en = ", ".join(name.en for name in metrics) or ("in use on a page" if pages else "no page yet")
    return EvidenceRow(Said(term.zh, term.en), is_used, Said(zh, en), f"{url}#{term.id}")
