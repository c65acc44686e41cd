"""Chapter 13: is the edition that is lived still within its time of review?"""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import Evidence, EvidenceContext, EvidenceRow
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.standard import Said, editions


@evidence("13.1")
def edition_reviewed(context: EvidenceContext) -> Evidence:
    """Days until the text's own next review; every edition that ships is a row."""
    url = context.address("conformity:editions")
    left = (context.edition.review_on - context.day).days
    rows = tuple(
        EvidenceRow(f"{one.number} ({one.key})", one.review_on >= context.day,
                    Said(f"{one.published_on} 发布，{one.review_on} 前复审", f"published {one.published_on}, review by {one.review_on}"), url)
        for one in editions().values()
    )  # fmt: skip
    sentence = Said(
        f"{context.edition.number} 最迟于 {context.edition.review_on} 复审，还有 {left} 天。",
        f"{context.edition.number} is to be reviewed by {context.edition.review_on}: {left} days left.",
    )
    return Evidence(Decimal(left), sentence, context.edition.published_on, rows, url)
