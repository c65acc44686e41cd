"""A report as a PDF that prints well (9.4)."""

import json
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from typing import Any

from luoxuan.charts.table import Cell, Table
from luoxuan.documents.document import Document, plain
from luoxuan.documents.workbook import printed_columns

MOST_ROWS = 400
"""Paper is for reading: longer tables are cut with a note; the workbook has them whole."""


def paper(document: Document, *, language: str) -> bytes:
    """The PDF's bytes, A4 across or upright, in the shipped font only, so that it looks the same on every server."""
    import typst

    body = {
        "title": document.title,
        "subtitle": document.subtitle,
        "sentences": list(document.sentences),
        "warnings": list(document.warnings),
        "stamp": document.stamp,
        "made": _moment(document.made_at),
        "lang": language[:2],
        "portrait": document.is_portrait,
        "prose": [{"title": part.title, "lines": list(part.lines)} for part in document.prose],
        "sheets": [_sheet(table) for table in document.tables if table.rows],
    }
    home = resources.files("luoxuan.documents")
    with (
        resources.as_file(home / "paper.typ") as source,
        resources.as_file(home / "fonts") as fonts,
    ):
        made: bytes = typst.compile(
            source,
            format="pdf",
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(body, ensure_ascii=False)},
        )
    return made


def words(cell: Cell, unit: str) -> str:
    """The cell as it is printed: money with two decimals, shares as percent, a dash for what cannot be known."""
    value = plain(cell.value)
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    if unit in {"money", "ratio"}:
        return f"{_rounded(value, '0.01'):,}"
    if unit in {"count", "days"}:
        return f"{_rounded(value, '1'):,}"
    if unit in {"share", "points"}:
        return f"{_rounded(value, '0.001') * 100:.1f}%"
    if unit in {"delta", "delta_points"}:
        share = _rounded(value, "0.001") * 100
        return f"{'▲' if share > 0 else '▼' if share < 0 else '='} {abs(share):.1f}%"
    return str(value)


def _moment(made_at: datetime | None) -> dict[str, int]:
    """The parts typst makes a moment of; none where the file may say when it was printed."""
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(made_at, name) for name in names} if made_at else {}


def _rounded(value: Any, step: str) -> Decimal:
    return Decimal(value).quantize(Decimal(step), rounding=ROUND_HALF_UP)


def _sheet(table: Table) -> dict[str, Any]:
    rows = [_row(table, row.all_cells()) for row in table.rows[:MOST_ROWS]]
    labels = [column.label for _at, column in printed_columns(table)]
    cut = len(table.rows) - len(rows)
    return {
        "title": table.caption,
        "note": " ".join((*table.notes, f"(+{cut})" if cut else "")).strip(),
        "headings": labels,
        "right": [column.is_numeric for _at, column in printed_columns(table)],
        "rows": rows,
        "total": _row(table, table.sum_cells()) if table.sums else [],
        "widths": [_width([labels[at], *(row[at] for row in rows)]) for at in range(len(labels))],
    }


def _row(table: Table, cells: tuple[Cell, ...]) -> list[str]:
    return [words(cells[at], column.unit) for at, column in printed_columns(table)]


def _width(texts: list[str]) -> int:
    widest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in texts)
    return min(max(widest, 6), 40)
