"""Rows with another number of cells than the header: set right, told apart, or put in quarantine (9.1)."""

from collections.abc import Sequence

from luoxuan.warehouse.sources.clean.columns import ADDED, Cells
from luoxuan.warehouse.sources.clean.reasons import CODES
from luoxuan.warehouse.sources.clean.words import (
    COMMENT,
    PLACEHOLDERS,
    TOTAL_STARTS,
    TOTAL_WORDS,
)
from luoxuan.warehouse.sources.containers.part import OddRows
from luoxuan.warehouse.sources.header import compared

Fixed = list[tuple[int, Sequence[str]]]
Fates = list[tuple[int, int]]


def odd_settled(odd: OddRows, cells: Cells, last: int) -> tuple[Fixed, Fates]:
    """Rows that are right after all, and for the others ordinal and reason code. `last` is the last good row."""
    fixed: Fixed = []
    fates: Fates = []
    for ordinal, row in odd.found:
        fitted = _fitted(row, odd.width, cells)
        if fitted is not None:
            fixed.append((ordinal, fitted))
        else:
            fates.append((ordinal, CODES[_reason(row, cells, is_after=ordinal > last)]))
    return fixed, fates


def _reason(row: Sequence[str], cells: Cells, *, is_after: bool) -> str:
    texts = [text for cell in row if (text := cell.strip('\t \u00a0\u3000`"'))]
    if not texts:
        return "blank_row"
    first = texts[0]
    if first.startswith(COMMENT) and (len(texts) == 1 or is_after):
        return "comment"
    if first in TOTAL_WORDS or first.startswith(TOTAL_STARTS):
        return "summary_row"
    if first.startswith(PLACEHOLDERS):
        return "placeholder_row"
    if _is_header(texts, cells):
        return "repeated_header"
    if len(texts) == 1 or (is_after and len(row) * 2 <= len(cells.bound.names)):
        return "footer"
    return "ragged_row"


def _is_header(texts: Sequence[str], cells: Cells) -> bool:
    names = {compared(name) for name in cells.bound.names}
    return sum(1 for text in texts if compared(text) in names) * 2 > len(texts) > 1


def _fitted(row: Sequence[str], width: int, cells: Cells) -> Sequence[str] | None:
    """The row in the right width, where nothing that counts is lost or guessed."""
    if len(row) > width:
        return None if any(cell.strip() for cell in row[width:]) else row[:width]
    absent = [cell for cell in cells.used if cell.place >= len(row)]
    counts = any(
        cell.kind in ADDED or cell.kind in ("time", "date", "period") or cell in cells.keys
        for cell in absent
    )
    present = sum(1 for cell in row if cell.strip())
    if counts or present < 2 or not all(row[cell.place].strip() for cell in cells.keys):
        return None
    return [*row, *[""] * (width - len(row))]
