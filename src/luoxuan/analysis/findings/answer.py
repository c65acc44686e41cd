"""Problems the data show by themselves: the answer (9.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from luoxuan.metrics.question import Amount, plain
from luoxuan.metrics.sentences import Sentence

FindingKind = Literal[
    "conversion_break",
    "burning_campaign",
    "price_conflict",
    "stock_out",
    "brushing",
    "duplicate_file",
    "lying_total",
]


@dataclass(frozen=True)
class Evidence:
    """Where the rows are: a canonical table and equal-to filters; `days` limits the table's own day."""

    table: str
    where: Mapping[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Finding:
    """One problem: what, where, since when, how much, and the rows that show it."""

    kind: FindingKind
    shop: str
    subject: str
    """What it is about: a SKU, a campaign, a file; empty for the whole shop."""
    since: date | None
    sentence: Sentence
    figures: Mapping[str, Amount]
    evidence: tuple[Evidence, ...]
    weight: Decimal = Decimal(0)
    """Money at stake where it can be said; orders the list."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "kind": self.kind,
            "shop": self.shop,
            "subject": self.subject,
            "since": self.since.isoformat() if self.since else None,
            "sentence": self.sentence.to_json(),
            "figures": {name: plain(value) for name, value in self.figures.items()},
            "evidence": [
                {
                    "table": rows.table,
                    "where": dict(rows.where),
                    "first": rows.first.isoformat() if rows.first else None,
                    "last": rows.last.isoformat() if rows.last else None,
                }
                for rows in self.evidence
            ],
        }
