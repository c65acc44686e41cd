"""Chapter 3: do the laws and standards the text cites still stand?"""

from luoxuan.act.conformity.citations import citations_standing
from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    percent,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.standard import Said


@evidence("3.1")
def cited_editions(context: EvidenceContext) -> Evidence:
    """Documents whose current edition somebody verified, in force, and looked at in time."""
    standings = citations_standing(context.brand, context.edition, context.day)
    url = context.address("conformity:citations")
    rows = tuple(
        EvidenceRow(
            f"《{one.citation.title}》 {one.citation.number}".strip(), one.is_sound, one.why, url
        )
        for one in standings
    )
    value, met, total = share_of(rows)
    sentence = Said(
        f"登记的 {total} 部法律和标准中，{met} 部已核实现行版本、在施行中且复核未逾期（{percent(value)}）。",
        f"Of {total} laws and standards registered, {met} have a verified edition in force and a review in time ({percent(value)}).",
    )
    return Evidence(value, sentence, max(one.checked_on for one in standings), rows, url)
