"""Quarantined rows leave as a workbook that runs nothing."""

from io import BytesIO

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.foundation.intake.selectors import RejectedRow
from luoxuan.foundation.intake.spreadsheet import DANGEROUS, NUMBER, escaped, rejected_book


@given(st.text())
def test_no_escaped_cell_can_run(text: str) -> None:
    out = escaped(text)
    assert not out.startswith(DANGEROUS) or NUMBER.fullmatch(out)
    assert out.removeprefix("'") == text.removeprefix("'")


def test_numbers_stay_numbers_to_read() -> None:
    assert [escaped(text) for text in ("-5", "+3.20", "=1+1", "-1+cmd|' /C calc'!A0")] == [
        "-5",
        "+3.20",
        "'=1+1",
        "'-1+cmd|' /C calc'!A0",
    ]


def test_the_workbook_holds_texts_only() -> None:
    row = RejectedRow(
        "", 7, "bad_date", "Write the date anew.", {"标题": "=HYPERLINK(1)", "数": "1"}
    )
    book = openpyxl.load_workbook(BytesIO(rejected_book([row])))
    cells = [cell for line in book.active.iter_rows(min_row=2) for cell in line]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert [cell.value for cell in cells][-2:] == ["'=HYPERLINK(1)", "1"]
