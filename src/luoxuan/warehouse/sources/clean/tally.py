"""What the report says of the rows: how many, why not, and exact sums (9.2)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from luoxuan.warehouse.sources.clean.columns import Cell, Cells
from luoxuan.warehouse.sources.clean.keys import KEPT_ROWS, LOSERS
from luoxuan.warehouse.sources.clean.macros import BAD_NUMBER
from luoxuan.warehouse.sources.clean.reasons import (
    CODES,
    DROPPED,
    KEPT,
    MERGED,
    QUARANTINED,
    reason_of,
)
from luoxuan.warehouse.sources.clean.table import TABLE

MONEY_SCALE = 2
"""A workbook keeps 48.00 as the number 48: amounts are printed with at least two decimals."""


@dataclass
class Counts:
    """Rows by what became of them."""

    read: int = 0
    kept: int = 0
    merged: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, int] = field(default_factory=dict)

    def add(self, code: int, rows: int) -> None:
        """Count rows of one fate."""
        self.read += rows
        if code == KEPT:
            self.kept += rows
        elif code == MERGED:
            self.merged += rows
        elif code in QUARANTINED:
            reason = reason_of(code)
            self.quarantined[reason] = self.quarantined.get(reason, 0) + rows
        else:
            reason = reason_of(code)
            self.dropped[reason] = self.dropped.get(reason, 0) + rows

    def move(self, code: int, rows: int) -> None:
        """Rows counted as kept that turned out otherwise."""
        self.read -= rows
        self.kept -= rows
        self.add(code, rows)


def counts_of(session: Any) -> Counts:
    """Every row of the clean table, once."""
    counts = Counts()
    for code, rows in session.execute(f"SELECT why, count(*) FROM {TABLE} GROUP BY why").fetchall():
        counts.add(int(code), int(rows))
    for code, rows in session.execute(
        f"SELECT why, count(*) FROM {LOSERS} GROUP BY why"
    ).fetchall():
        counts.move(int(code), int(rows))
    assert set(counts.dropped) <= {*DROPPED.values()}  # noqa: S101 - a code without a name would lose rows
    return counts


def exact_sums(
    session: Any, cells: Cells, scales: dict[str, int]
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Sums by clean name, order amounts once per order; and the same summed over all rows."""
    plain = _sums(session, cells.summed, KEPT_ROWS)
    repeated = [cell for cell in cells.summed if cell.column.grain == "order"]
    order = cells.named(cells.layout.order_key)
    once = dict(plain)
    if repeated and order:
        keys = ", ".join(cell.value for cell in order)
        first = f"(SELECT * FROM {KEPT_ROWS} WHERE n IN (SELECT min(n) FROM {KEPT_ROWS} GROUP BY {keys}))"
        once |= _sums(session, repeated, first)
    return {name: scaled(value, scales.get(name, 0)) for name, value in once.items()}, plain


def _sums(session: Any, cells: Sequence[Cell], rows: str) -> dict[str, Decimal]:
    if not cells:
        return {}
    picked = ", ".join(f"COALESCE(sum({cell.value}), 0)" for cell in cells)
    found = session.execute(f"SELECT {picked} FROM {rows}").fetchone()
    return {cell.name: Decimal(value) for cell, value in zip(cells, found, strict=True)}


def scaled(value: Decimal, scale: int) -> Decimal:
    """The value with as many decimals as its cells have, never fewer than it needs."""
    bare = value.normalize()
    needed = max(0, -int(bare.as_tuple().exponent))
    return value.quantize(Decimal(1).scaleb(-max(scale, needed)))


def scales_of(cells: Cells, rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Decimals as the first cells of each column write them: 48.00 stays 48.00."""
    found: dict[str, int] = {}
    for cell in cells.summed:
        cells_of = (row[cell.place] for row in rows if cell.place < len(row))
        texts = (unicodedata.normalize("NFKC", text).strip('\t "=元)') for text in cells_of)
        tails = (text.rpartition(".")[2] for text in texts if "." in text)
        least = MONEY_SCALE if cell.kind == "money" else 0
        found[cell.name] = max([least, *(len(tail) for tail in tails if tail.isdecimal())])
    return {name: min(scale, 6) for name, scale in found.items()}


def totals_checked(
    session: Any, cells: Cells, once: dict[str, Decimal], plain: dict[str, Decimal]
) -> dict[str, str]:
    """The file's own totals against the rows; the last totals row speaks."""
    if not cells.summed:
        return {}
    picked = ", ".join(f"NULLIF({cell.value}, {BAD_NUMBER})" for cell in cells.summed)
    row = session.execute(
        f"SELECT {picked} FROM {TABLE} WHERE why = {CODES['summary_row']} ORDER BY n DESC LIMIT 1"
    ).fetchone()
    checked: dict[str, str] = {}
    for cell, said in zip(cells.summed, row or (), strict=False):
        if said is None:
            continue
        ours = once[cell.name]
        is_equal = said in (ours, plain[cell.name])
        said_text = format(scaled(Decimal(said), 0), "f")
        checked[cell.name] = (
            "equal" if is_equal else f"file says {said_text}, rows add up to {ours:f}"
        )
    return checked
