"""A workbook to fill in: the headings our layouts read, with what is known already (6.6)."""

from io import BytesIO

import xlsxwriter

from luoxuan.check.profit.selectors import Kept
from luoxuan.warehouse.sources import templates
from luoxuan.warehouse.sources.templates import OwnTable

WIDTH = 18


def template_book(table: OwnTable, kept: Kept, *, language: str) -> bytes:
    """The template of a table; that of costs lists every code sold of late without a cost."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(table)
    head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1})
    as_text = book.add_format({"num_format": "@"})
    for place, name in enumerate(templates.heading(table, language=language)):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, WIDTH, as_text)
    for number, row in enumerate(_rows(table, kept), start=1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell)
    sheet.freeze_panes(1, 1)
    book.close()
    return target.getvalue()


def _rows(table: OwnTable, kept: Kept) -> list[tuple[str, ...]]:
    if table != "costs" or not kept.uncosted:
        return list(templates.example_rows(table))
    fields = templates.fields(table)
    known = {"merchant_sku": "merchant_sku", "title": "title"}
    return [
        tuple(str(getattr(one, known[name])) if name in known else "" for name in fields)
        for one in kept.uncosted
    ]
