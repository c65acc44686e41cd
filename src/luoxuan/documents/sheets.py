"""A small workbook somebody filled in, as rows: the way back in of what `workbook` wrote (9.2)."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

Row = Sequence[Any]
SEARCHED = 10
"""Rows of each sheet among which the headings stand: a workbook of ours has a cover and three lines above them."""


class SheetError(Exception):
    """The file cannot be read as a table at all."""


class Sheet(NamedTuple):
    """The rows from the headings on, and how many rows stand above them."""

    rows: list[Row]
    above: int


def sheets_of(data: bytes, *, name: str = "") -> list[list[Row]]:
    """Every sheet's rows; a `.csv` is one sheet, in UTF-8 or GBK. Raises SheetError."""
    if name.lower().endswith(".csv"):
        return [list(csv.reader(io.StringIO(_text(data))))]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            list(book.get_sheet_by_index(n).to_python(skip_empty_area=False))
            for n in range(len(book.sheet_names))
        ]
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise SheetError("This is no workbook: save it as .xlsx and try again.") from error


def table_in(sheets: Sequence[list[Row]], is_head: Callable[[Row], bool]) -> Sheet:
    """The first table whose headings are known; the first sheet from its top where there is none."""
    for rows in sheets:
        for above, row in enumerate(rows[:SEARCHED]):
            if is_head(row):
                return Sheet(rows[above:], above)
    return Sheet(sheets[0] if sheets else [], 0)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("The text is neither UTF-8 nor GBK: save it as .xlsx.")
