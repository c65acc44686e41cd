"""The report as workbook and as paper: the same words, nothing run, nothing cut."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.check.dashboards.document import Cell, Document, Heading, Sheet, plain
from luoxuan.check.dashboards.paper import MOST_ROWS, paper, words
from luoxuan.check.dashboards.spreadsheet import workbook


def a_document(*, title: str = "各店经营", first: str = "演示旗舰店", rows: int = 1) -> Document:
    """A report with one sheet."""
    line = (
        Cell(first),
        Cell(Decimal("1234.50")),
        Cell(None, "此来源没有访客数"),
        Cell(Decimal("-0.061")),
        Cell(date(2026, 11, 23)),
    )
    sheet = Sheet(
        title=title,
        headings=(
            Heading("店铺"),
            Heading("成交金额", "money"),
            Heading("访客", "count"),
            Heading("环比", "change"),
            Heading("日期", "day"),
        ),
        rows=(line,) * rows,
        note="按支付日",
    )
    return Document(
        "日报",
        "2026-11-23 周一",
        ("昨日成交 ¥1,234.50。",),
        ("抖音缺流量数据。",),
        (sheet,),
        "CNY",
        "数据版本 7",
    )


def test_the_workbook_holds_numbers_as_numbers_and_a_reason_where_there_is_none() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(a_document())))
    assert book.sheetnames == ["Summary", "各店经营"]
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


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_a_cell_that_looks_like_a_formula_stays_text(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(a_document(first=text))))
    cell = book["各店经营"]["A5"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_titles_that_excel_refuses_are_made_fit() -> None:
    document = a_document(title="[a]:*?/\\" + "很长" * 20)
    twice = Document(**{**document.__dict__, "sheets": document.sheets * 2})
    names = openpyxl.load_workbook(BytesIO(workbook(twice))).sheetnames[1:]
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


@given(st.text())
def test_no_text_begins_as_a_formula_in_plain_cells(text: str) -> None:
    assert plain(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert plain(text).removeprefix("'") == text.removeprefix("'")


def test_words_say_a_dash_for_what_cannot_be_known() -> None:
    assert words(Cell(None, "why"), "money") == "—"
    assert words(Cell(Decimal("1234.5")), "money") == "1,234.50"
    assert words(Cell(Decimal("-0.061")), "change") == "▼ 6.1%"
    assert words(Cell(Decimal("0.1234")), "share") == "12.3%"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_paper_is_a_pdf_of_any_length(language: str) -> None:
    short = paper(a_document(first="#evil[*x*] $1"), language=language)
    long = paper(a_document(rows=MOST_ROWS + 5), language=language)
    assert short[:5] == long[:5] == b"%PDF-"
    assert len(long) > len(short)
