"""The standard T/GXDSL 265-2025 as data: its clauses, terms, citations and editions (3.1, 4.1, 13.1)."""

from luoxuan.standard.comparing import Comparison, RowChange, compare
from luoxuan.standard.model import Chapter, Citation, Edition, Requirement, Term
from luoxuan.standard.reading import EditionError, edition_of, edition_read, editions
from luoxuan.standard.words import Said

CURRENT = "2025"
"""The edition that is lived."""
EDITION = "T/GXDSL 265-2025"


def edition() -> Edition:
    """The current edition."""
    return edition_of(CURRENT)


def terms() -> dict[str, Term]:
    """The terms by id, in the standard's order."""
    return dict(edition().terms)


def requirements() -> dict[str, Requirement]:
    """The requirements by id, in the standard's order."""
    return dict(edition().requirements)


__all__ = [
    "CURRENT",
    "EDITION",
    "Chapter",
    "Citation",
    "Comparison",
    "Edition",
    "EditionError",
    "Requirement",
    "RowChange",
    "Said",
    "Term",
    "compare",
    "edition",
    "edition_of",
    "edition_read",
    "editions",
    "requirements",
    "terms",
]
