"""Sections of text in a document: on the first sheet, and on upright paper."""

from io import BytesIO

import openpyxl

from luoxuan.charts.table import Column, Row, Table
from luoxuan.documents import Document, Prose, paper, workbook

TABLE = Table((Column("a", "甲"),), (Row(("一",)),), caption="表")
DOCUMENT = Document(
    title="月度复盘",
    subtitle="2026-09",
    sentences=("达成一半。",),
    warnings=(),
    tables=(TABLE,),
    currency="CNY",
    stamp="版本 1",
    prose=(Prose("议程", ("10′ 为什么", "#5′ *签字*")),),
    is_portrait=True,
)


def test_a_workbook_has_the_text_on_its_first_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(DOCUMENT)))
    cells = [cell.value for cell in book.worksheets[0]["A"] if cell.value]
    assert cells == [
        "月度复盘",
        "2026-09",
        "达成一半。",
        "议程",
        "10′ 为什么",
        "#5′ *签字*",
        "版本 1",
    ]


def test_paper_stands_upright_and_reads_no_markup_in_text() -> None:
    made = paper(DOCUMENT, language="zh-hans")
    assert made.startswith(b"%PDF")
    assert len(made) > 2_000
