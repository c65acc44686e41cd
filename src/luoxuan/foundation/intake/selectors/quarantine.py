"""Rows that were not kept, as the lake holds them: personal cells were left out before (9.2, 9.3)."""

from dataclasses import dataclass

import orjson

from luoxuan.foundation.intake import words
from luoxuan.foundation.intake.selectors.records import snapshot
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse import engine

REJECTED = (
    "SELECT part, rejected_row_no, reason, detail, cells FROM rejected_rows "
    "WHERE import_id = ? ORDER BY part, rejected_row_no LIMIT ?"
)
MOST = 100_000


@dataclass(frozen=True)
class RejectedRow:
    """One quarantined row: where it stands, why it is there, how to mend it."""

    part: str
    row_no: int
    reason: str
    detail: str
    cells: dict[str, str]

    @property
    def reason_word(self) -> str:
        """The reason in the words of the screen."""
        return words.word(words.REASONS, self.reason)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Cells that hold something."""
        return [(name, text) for name, text in self.cells.items() if text]


def rejected_rows(brand: Brand, import_id: str, *, limit: int = MOST) -> list[RejectedRow]:
    """The import's quarantined rows in the order of the file."""
    with engine.open(snapshot(brand)) as session:
        found = session.fetch(REJECTED, [import_id, limit]).to_pylist()
    return [
        RejectedRow(
            part=row["part"] or "",
            row_no=row["rejected_row_no"],
            reason=row["reason"] or "",
            detail=row["detail"] or "",
            cells={name: _text(cell) for name, cell in orjson.loads(row["cells"] or "{}").items()},
        )
        for row in found
    ]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def reason_word(reason: str) -> str:
    """Why rows are set aside, in the words of the screen."""
    return words.word(words.REASONS, reason)
