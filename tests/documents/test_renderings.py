"""The report as workbook and as paper: the same words, nothing run, nothing cut."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils import translation

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.documents.document import Document
from luoxuan.documents.paper import MOST_ROWS, paper, words
from luoxuan.documents.workbook import workbook


def a_document(*, title: str = "各店经营", first: str = "演示旗舰店", rows: int = 1) -> Document:
    """A report with one table."""
    line = Row(
        (
            first,
            Decimal("1234.50"),
            Cell(None, "此来源没有访客数"),
            Decimal("-0.061"),
            date(2026, 11, 23),
            (1, 2, 3),
        )
    )
    table = Table(
        (
            Column("shop", "店铺"),
            Column("paid", "成交金额", "money"),
            Column("visitors", "访客", "count"),
            Column("change", "环比", "delta"),
            Column("day", "日期", "day"),
            Column("trend", "趋势", "trend"),
        ),
        (line,) * rows,
        caption=title,
        notes=("按支付日",),
    )
    return Document(
        "日报",
        "2026-11-23",
        ("昨日成交 ¥1,234.50。",),
        ("抖音缺流量数据。",),
        (table,),
        "CNY",
        "数据版本 7",
        "摘要",
    )


def test_the_workbook_holds_numbers_as_numbers_and_a_reason_where_there_is_none() -> None:
    with translation.override("zh-hans"):
        book = openpyxl.load_workbook(BytesIO(workbook(a_document())))
    assert book.sheetnames == ["摘要", "各店经营"]
    page = book["各店经营"]
    assert [page.cell(4, n).value for n in range(1, 6)] == [
        "店铺",
        "成交金额",
        "访客",
        "环比",
        "日期",
    ]
    assert page["B5"].value == pytest.approx(1234.5)
    assert page["C5"].value == "—"
    assert page["C5"].comment.text == "此来源没有访客数"
    assert page["E5"].value.date() == date(2026, 11, 23)
    assert page["F4"].value is None


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_a_cell_that_looks_like_a_formula_stays_text(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(a_document(first=text))))
    cell = book["各店经营"]["A5"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_titles_that_excel_refuses_are_made_fit() -> None:
    document = a_document(title="[a]:*?/\\" + "很长" * 20)
    twice = Document(**{**document.__dict__, "tables": document.tables * 2})
    names = openpyxl.load_workbook(BytesIO(workbook(twice))).sheetnames[1:]
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_words_say_a_dash_for_what_cannot_be_known() -> None:
    assert words(Cell(None, "why"), "money") == "—"
    assert words(Cell(Decimal("1234.5")), "money") == "1,234.50"
    assert words(Cell(Decimal("-0.061")), "delta") == "▼ 6.1%"
    assert words(Cell(Decimal("0.1234")), "share") == "12.3%"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_paper_is_a_pdf_of_any_length(language: str) -> None:
    short = paper(a_document(first="#evil[*x*] $1"), language=language)
    long = paper(a_document(rows=MOST_ROWS + 5), language=language)
    assert short[:5] == long[:5] == b"%PDF-"
    assert len(long) > len(short)
