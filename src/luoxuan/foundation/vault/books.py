"""Tables and packs as files (9.3)."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.charts.table import Column, Row, Table
from luoxuan.documents.document import Document
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.vault.services import Pack, PackTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"json": "application/json", "xlsx": XLSX, "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}  # fmt: skip


def table_book(table: Table, *, stamp: str) -> bytes:
    """One table as a workbook; a workbook knows no zones, so times are those of the page."""
    rows = tuple(Row(tuple(_local(cell) for cell in row.cells)) for row in table.rows)
    document = Document(table.caption, "", (), (), (replace(table, rows=rows),), "CNY", stamp)
    return workbook(document)


def _local(cell: object) -> object:
    return localtime(cell).replace(tzinfo=None) if isinstance(cell, datetime) else cell


def pack_file(pack: Pack, form: str) -> bytes:
    """The pack as JSON or CSV for programs, as a workbook or a paper for people."""
    if form == "json":
        return json.dumps(pack.to_json(), ensure_ascii=False, indent=2).encode()
    if form == "csv":
        return _csv(pack).encode("utf-8-sig")
    tables = tuple(_table(each) for each in pack.tables)
    sentence = _("This is all that is kept of you, as of %(at)s.") % {"at": f"{pack.at:%Y-%m-%d %H:%M} UTC"}  # fmt: skip
    document = Document(
        _("Personal data: access and copy"), _("个人信息保护法 第四十五条"), (sentence,), (), tables, "CNY",
        f"{pack.at:%Y-%m-%d %H:%M} UTC", made_at=pack.at,
    )  # fmt: skip
    language = "zh-hans" if (get_language() or "").startswith("zh") else "en"
    return workbook(document) if form == "xlsx" else paper(document, language=language)


def _table(part: PackTable) -> Table:
    names = list(part.rows[0]) if part.rows else ["—"]
    rows = tuple(Row(tuple(_cell(row[name]) for name in names)) for row in part.rows)
    return Table(
        tuple(Column(name, name) for name in names), rows, caption=part.title, key=part.name
    )


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _csv(pack: Pack) -> str:
    """One line per fact: part, row, field, value; any program reads that."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("part", "row", "field", "value"))
    for table in pack.tables:
        for number, row in enumerate(table.rows, start=1):
            writer.writerows(
                (table.name, number, name, _cell(value)) for name, value in row.items()
            )
    return out.getvalue()
