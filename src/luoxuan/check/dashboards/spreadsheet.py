"""A report as a workbook a boss can read (9.4)."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.check.dashboards.document import Cell, Document, Heading, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ACCENT = "#0F5C5C"
NUMBER_FORMATS = {
    "money": "#,##0.00",
    "count": "#,##0",
    "share": "0.0%",
    "ratio": "0.00",
    "change": "[Color10]▼ 0.0%;[Color3]▲ 0.0%;0.0%",
    "day": "yyyy-mm-dd",
    "text": "@",
}
NUMBER_FORMATS["change"] = "[Red]▲ 0.0%;[Color10]▼ 0.0%;0.0%"
FIRST_ROW = 4


def workbook(document: Document) -> bytes:
    """The workbook's bytes: a first sheet with the sentences, then one sheet per table, ready to print on A4 across."""
    import xlsxwriter  # only when somebody exports

    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = _formats(book)
    _cover(book, document, formats)
    taken: set[str] = set()
    for sheet in document.sheets:
        page = book.add_worksheet(_sheet_name(sheet.title, taken))
        _table(page, sheet, document, formats)
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
    page = book.add_worksheet(_("Summary"))
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
    page.write_string(row + 1, 0, document.stamp, formats["muted"])
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _table(page: "Worksheet", sheet: Sheet, document: Document, formats: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.title, formats["title"])
    page.write_string(
        1, 0, " · ".join(filter(None, (document.subtitle, document.currency))), formats["muted"]
    )
    page.write_string(2, 0, sheet.note, formats["muted"])
    for column, heading in enumerate(sheet.headings):
        page.write_string(FIRST_ROW - 1, column, heading.label, formats["heading"])
        page.set_column(column, column, _width(sheet, column))
    for offset, cells in enumerate(sheet.rows):
        _row(page, FIRST_ROW + offset, cells, sheet.headings, formats)
    if sheet.total is not None:
        _row(
            page, FIRST_ROW + len(sheet.rows), sheet.total, sheet.headings, formats, suffix=":total"
        )
    page.freeze_panes(FIRST_ROW, 1)
    if sheet.rows:
        page.autofilter(FIRST_ROW - 1, 0, FIRST_ROW - 1 + len(sheet.rows), len(sheet.headings) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST_ROW - 1)


def _row(  # a row is where, what, and how it looks
    page: "Worksheet",
    row: int,
    cells: tuple[Cell, ...],
    headings: tuple[Heading, ...],
    formats: dict[str, Any],
    suffix: str = "",
) -> None:
    for column, (cell, heading) in enumerate(zip(cells, headings, strict=True)):
        look = formats[heading.kind + suffix]
        if cell.value is None:
            page.write_string(row, column, "—", look)
            if cell.reason:
                page.write_comment(row, column, cell.reason)
        elif isinstance(cell.value, str):
            # A string cell is never run as a formula: its type in the file is text.
            page.write_string(row, column, cell.value, look)
        elif heading.kind == "day":
            page.write_datetime(row, column, cell.value, look)
        else:
            page.write_number(row, column, cell.value, look)


def _width(sheet: Sheet, column: int) -> int:
    texts = [sheet.headings[column].label] + [
        str(row[column].value or "") for row in sheet.rows[:200]
    ]
    widest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in texts)
    return min(max(widest + 2, 10), 48)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel takes: 31 signs, none of []:*?/\\, once."""
    base = re.sub(r"[\[\]:*?/\\]", " ", title).strip()[:28] or "Sheet"
    name, ordinal = base, 2
    while name in taken:
        name, ordinal = f"{base} {ordinal}", ordinal + 1
    taken.add(name)
    return name
