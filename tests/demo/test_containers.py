"""The home-made workbooks are read back by the library that reads people's files."""

import io

import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.demo.biff import xls
from luoxuan.demo.workbook import xlsx

TEXT = st.text(st.characters(codec="utf-16", exclude_categories=("Cc", "Cs")), max_size=12)
ROWS = st.lists(st.lists(TEXT, min_size=2, max_size=5), min_size=1, max_size=30)


def read(data: bytes, sheet: int) -> list[list[str]]:
    """The sheet's cells as texts, without the empty edges."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return trimmed(book.get_sheet_by_index(sheet).to_python(skip_empty_area=False))


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Empty cells at the end of rows and empty rows at the end do not count."""
    bare = [list(row) for row in rows]
    for row in bare:
        while row and row[-1] == "":
            row.pop()
    while bare and not bare[-1]:
        bare.pop()
    return bare


@given(ROWS, ROWS)
def test_an_old_workbook_gives_back_its_cells(
    first: list[list[str]], second: list[list[str]]
) -> None:
    data = xls([("甲", first), ("乙", second)])
    assert read(data, 0) == trimmed(first)
    assert read(data, 1) == trimmed(second)


@given(ROWS)
def test_a_new_workbook_gives_back_its_cells(rows: list[list[str]]) -> None:
    assert read(xlsx([("A & B", rows)]), 0) == trimmed(rows)


def test_an_old_workbook_of_many_sectors_keeps_its_order() -> None:
    rows = [[f"第{n}行", str(n)] for n in range(20_000)]
    assert read(xls([("大", rows)]), 0) == rows


def test_figures_stay_figures_in_a_new_workbook() -> None:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx([("表", [["a", 1, 2.5]])])))
    assert book.get_sheet_by_index(0).to_python() == [["a", 1.0, 2.5]]
