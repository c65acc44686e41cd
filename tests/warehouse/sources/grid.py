"""A clean sample export as a grid of texts (the slow, obvious reading)."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import python_calamine

from luoxuan.warehouse.sources import Layout
from luoxuan.warehouse.sources.header import compared


@dataclass(frozen=True)
class Grid:
    """A report as rows of texts, and what has been done to it."""

    layout: Layout
    above: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dropped: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)
    unknown: tuple[str, ...] = ()
    described: int = 0
    """Rows below the header that describe the columns."""

    def kind(self, place: int) -> str:
        """Kind of a column, or "" where the layout does not know it."""
        wanted = compared(self.header[place])
        for column in self.layout.columns:
            if wanted in {compared(name) for name in (column.name, *column.aliases)}:
                return column.kind
        return ""

    def places(self, *kinds: str) -> list[int]:
        """Columns of those kinds."""
        return [place for place in range(len(self.header)) if self.kind(place) in kinds]

    def place_of(self, name: str) -> int:
        """The place of a column."""
        return [compared(cell) for cell in self.header].index(compared(name))

    def mapped(self, places: list[int], change: Callable[[str], str]) -> "Grid":
        """The grid with the cells of some columns changed."""
        chosen = set(places)
        rows = tuple(
            row
            if number < self.described
            else tuple(change(c) if p in chosen and c.strip() else c for p, c in enumerate(row))
            for number, row in enumerate(self.rows)
        )
        return replace(self, rows=rows)


def grid_of(path: Path, entry: dict[str, Any], layout: Layout) -> Grid:
    """The clean sample as a grid."""
    rows = _raw_rows(path, entry)
    head = entry["header_line"] - 1
    width = len(rows[head])
    end = len(rows) - entry["footer_lines"]
    below = [tuple([*row, *[""] * (width - len(row))][:width]) for row in rows[head + 1 : end]]
    header = tuple(cell.strip("\t") for cell in rows[head])
    described = entry["data_line"] - entry["header_line"] - 1
    grid = Grid(layout, tuple(map(tuple, rows[:head])), header, tuple(below), described=described)
    is_total = any("" in texts for texts in layout.rollup.values())
    reason = "summary_row" if is_total else "comment"
    return replace(
        grid,
        dropped=Counter({reason: described}) + Counter(summary_row=entry["real_summary_rows"]),
    )


def _raw_rows(path: Path, entry: dict[str, Any]) -> list[list[str]]:
    body = path.read_bytes()
    if entry["container"].startswith("zip") or (
        body[:4] == b"PK\x03\x04" and path.suffix == ".zip"
    ):
        with zipfile.ZipFile(path) as archive:
            body = next(
                archive.read(info)
                for info in archive.infolist()
                if "汇总" not in info.filename
                and info.file_size > 0
                and "汇总"
                not in info.filename.encode("cp437", "replace").decode("gb18030", "replace")
            )
    elif entry["encoding"] is None:
        sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    text = body.decode(entry["encoding"].replace("utf-8+bom", "utf-8-sig"))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=entry["delimiter"] or ","))


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    return "" if cell is None else str(cell)


# --- rows ---------------------------------------------------------------------------------------------------------
