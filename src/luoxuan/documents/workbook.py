"""A report as a workbook a boss can read (9.4)."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from luoxuan.charts.table import Cell, Column, Table
from luoxuan.documents.document import Document, plain

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ACCENT = "#0F5C5C"
NUMBER_FORMATS = {
    "money": "#,##0.00",
    "count": "#,##0",
    "days": "#,##0",
    "share": "0.0%",
    "points": "0.0%",
    "ratio": "0.00",
    "delta": "[Red]▲ 0.0%;[Color10]▼ 0.0%;0.0%",
    "delta_points": "[Red]▲ 0.0%;[Color10]▼ 0.0%;0.0%",
    "day": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
    "text": "@",
    "status": "@",
}
FIRST_ROW = 4


def workbook(document: Document) -> bytes:
    """The workbook's bytes: a first sheet with the sentences, then one sheet per table, ready to print on A4 across."""
    import xlsxwriter  # only when somebody exports

    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    if document.made_at is not None:
        book.set_properties({"created": document.made_at})
    formats = _formats(book)
    _cover(book, document, formats)
    taken: set[str] = set()
    for table in document.tables:
        page = book.add_worksheet(_sheet_name(table.caption, taken))
        _table(page, table, document, formats)
    book.close()
    return buffer.getvalue()


def _formats(book: "Workbook") -> dict[str, Any]:
    formats = {
        kind: book.add_format(
            {"num_format": pattern, "align": "left" if kind == "text" else "right"}
        )
        for kind, pattern in NUMBER_FORMATS.items()
    }
    for kind, pattern in NUMBER_FORMATS.items():
        formats[f"{kind}:total"] = book.add_format({"num_format": pattern, "bold": True, "top": 1})
    formats["title"] = book.add_format({"bold": True, "font_size": 16, "font_color": ACCENT})
    formats["muted"] = book.add_format({"font_color": "#5F6B6B"})
    formats["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
    formats["warning"] = book.add_format(
        {"text_wrap": True, "valign": "top", "font_color": "#8A5A00"}
    )
    formats["heading"] = book.add_format(
        {
            "bold": True,
            "bg_color": ACCENT,
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "valign": "vcenter",
        }
    )
    return formats


def _cover(book: "Workbook", document: Document, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(document.cover)
    page.hide_gridlines(2)
    page.set_column(0, 0, 100)
    page.write_string(0, 0, document.title, formats["title"])
    page.write_string(1, 0, document.subtitle, formats["muted"])
    row = 3
    for text in document.sentences:
        page.write_string(row, 0, text, formats["wrap"])
        row += 1
    row += 1
    for text in document.warnings:
        page.write_string(row, 0, text, formats["warning"])
        row += 1
    for part in document.prose:
        page.write_string(row + 1, 0, part.title, formats["heading"])
        row += 2
        for text in part.lines:
            page.write_string(row, 0, text, formats["wrap"])
            row += 1
    page.write_string(row + 1, 0, document.stamp, formats["muted"])
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _table(page: "Worksheet", table: Table, document: Document, formats: dict[str, Any]) -> None:
    columns = printed_columns(table)
    page.write_string(0, 0, table.caption, formats["title"])
    about = " · ".join(filter(None, (document.subtitle, document.currency)))
    page.write_string(1, 0, about, formats["muted"])
    page.write_string(2, 0, " ".join(table.notes), formats["muted"])
    for place, (at, column) in enumerate(columns):
        page.write_string(FIRST_ROW - 1, place, column.label, formats["heading"])
        page.set_column(place, place, _width(table, at, column))
    for offset, row in enumerate(table.rows):
        _row(page, FIRST_ROW + offset, row.all_cells(), columns, formats)
    if table.sums:
        _row(page, FIRST_ROW + len(table.rows), table.sum_cells(), columns, formats, ":total")
    page.freeze_panes(FIRST_ROW, 1)
    if table.rows:
        page.autofilter(FIRST_ROW - 1, 0, FIRST_ROW - 1 + len(table.rows), len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST_ROW - 1)


def printed_columns(table: Table) -> list[tuple[int, Column]]:
    """The columns a file has, with their place in the row: all but the small lines of a trend."""
    return [(at, column) for at, column in enumerate(table.columns) if column.unit != "trend"]


def _row(
    page: "Worksheet",
    row: int,
    cells: tuple[Cell, ...],
    columns: list[tuple[int, Column]],
    formats: dict[str, Any],
    suffix: str = "",
) -> None:
    for place, (at, column) in enumerate(columns):
        _cell(page, (row, place), cells[at], column, formats[column.unit + suffix])


def _cell(page: "Worksheet", where: tuple[int, int], cell: Cell, column: Column, look: Any) -> None:
    value = plain(cell.value)
    if value is None:
        page.write_string(*where, "—", look)
        if cell.reason:
            page.write_comment(*where, cell.reason)
    elif isinstance(value, str):
        # A string cell is never run as a formula: its type in the file is text.
        page.write_string(*where, value, look)
    elif column.unit in {"day", "time"}:
        page.write_datetime(*where, value, look)
    else:
        page.write_number(*where, value, look)


def _width(table: Table, at: int, column: Column) -> int:
    seen = [column.label]
    seen += [str(plain(row.all_cells()[at].value) or "") for row in table.rows[:200]]
    widest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in seen)
    return min(max(widest + 2, 10), 48)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel takes: 31 signs, none of []:*?/\\, once."""
    base = re.sub(r"[\[\]:*?/\\]", " ", title).strip()[:28] or "Sheet"
    name, ordinal = base, 2
    while name in taken:
        name, ordinal = f"{base} {ordinal}", ordinal + 1
    taken.add(name)
    return name
