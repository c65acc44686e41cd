"""The glossary, made from the edition: `python -m luoxuan.standard.document > docs/glossary.md` (4.1)."""

import sys

from luoxuan.standard.model import Citation, Requirement, Term
from luoxuan.standard.reading import edition_of

PAGE = "docs/glossary.md"
CURRENT = "2025"
HEAD = """# Glossary 术语表

Made by `python -m luoxuan.standard.document` from `src/luoxuan/standard/editions/{key}/`; a test keeps it current. The standard's terms are the terms of the screens.
"""
STATUS = {
    "current": "the cited edition stands",
    "lapsed": "the cited edition lapsed",
    "year_doubtful": "no such year was found",
    "unconfirmed": "not confirmed",
}
BASIS = {
    "official": "official text",
    "copy": "two independent copies",
    "memory": "still to be checked against the text",
    "none": "nothing found",
}


def page() -> str:
    """The whole page."""
    found = edition_of(CURRENT)
    parts = [HEAD.format(key=found.key), "## Terms of " + found.number, ""]
    parts += [_term(term) for term in found.terms.values()]
    parts += ["## Laws and standards cited", "", _CITED]
    parts += [_citation(one) for one in found.citations.values()]
    parts += ["", "## What is measured", "", _MEASURED]
    parts += [_requirement(row) for row in found.requirements.values()]
    return "\n".join(parts) + "\n"


_CITED = "| document | cited | current | state | verified by |\n|---|---|---|---|---|"
_MEASURED = (
    "A requirement without a wing in this version says so and counts as not lived.\n\n"
    "| id | asks | evidence | threshold | weight | effort |\n|---|---|---|---|---|---|"
)


def _term(term: Term) -> str:
    uses = ", ".join(f"[`{key}`](users/metrics.md)" for key in term.metrics)
    tail = f"\n\nAs a number: {uses}." if uses else ""
    return f"**{term.zh}** · {term.en}\n\n> {term.definition}{tail}\n"


def _citation(one: Citation) -> str:
    name = f"《{one.title}》 {one.number}".strip()
    cells = (name, one.cited or "—", one.verified or "—", STATUS[one.status], BASIS[one.basis])
    return f"| {' | '.join(cells)} |"


def _requirement(row: Requirement) -> str:
    sign = "≥" if row.direction == "at_least" else "≤"
    threshold = (
        f"{row.threshold * 100:f} %" if row.unit == "share" else f"{row.threshold} {row.unit}"
    )
    evidence = row.evidence.en if row.is_here else "not available in this version"
    cells = (row.id, row.asks, evidence, f"{sign} {threshold}", str(row.weight), str(row.effort))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
