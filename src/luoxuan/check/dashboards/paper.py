"""A report as a PDF that prints well (9.4)."""

import json
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources
from typing import Any

from luoxuan.check.dashboards.document import Cell, CellKind, Document, Sheet

MOST_ROWS = 400
"""Paper is for reading: longer tables are cut with a note; the workbook has them whole."""


def paper(document: Document, *, language: str) -> bytes:
    """The PDF's bytes, A4 across, in the shipped font only, so that it looks the same on every server."""
    import typst

    body = {
        "title": document.title,
        "subtitle": document.subtitle,
        "sentences": list(document.sentences),
        "warnings": list(document.warnings),
        "stamp": document.stamp,
        "lang": language[:2],
        "sheets": [_sheet(sheet) for sheet in document.sheets if sheet.rows],
    }
    home = resources.files("luoxuan.check.dashboards")
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


def words(cell: Cell, kind: CellKind) -> str:
    """The cell as it is printed: money with two decimals, shares as percent, a dash for what cannot be known."""
    value = cell.value
    if value is None:
        return "—"
    if kind == "money":
        return f"{_rounded(value, '0.01'):,}"
    if kind == "count":
        return f"{_rounded(value, '1'):,}"
    if kind == "ratio":
        return f"{_rounded(value, '0.01'):,}"
    if kind == "share":
        return f"{_rounded(value, '0.001') * 100:.1f}%"
    if kind == "change":
        share = _rounded(value, "0.001") * 100
        return f"{'▲' if share > 0 else '▼' if share < 0 else '='} {abs(share):.1f}%"
    return str(value)


def _rounded(value: Any, step: str) -> Decimal:
    return Decimal(value).quantize(Decimal(step), rounding=ROUND_HALF_UP)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    rows = [_row(sheet, row) for row in sheet.rows[:MOST_ROWS]]
    labels = [heading.label for heading in sheet.headings]
    cut = len(sheet.rows) - len(rows)
    return {
        "title": sheet.title,
        "note": f"{sheet.note} (+{cut})" if cut else sheet.note,
        "headings": labels,
        "right": [heading.kind != "text" for heading in sheet.headings],
        "rows": rows,
        "total": _row(sheet, sheet.total) if sheet.total else [],
        "widths": [_width([labels[at], *(row[at] for row in rows)]) for at in range(len(labels))],
    }


def _row(sheet: Sheet, cells: tuple[Cell, ...]) -> list[str]:
    return [words(cell, head.kind) for cell, head in zip(cells, sheet.headings, strict=True)]


def _width(texts: list[str]) -> int:
    widest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in texts)
    return min(max(widest, 6), 40)
