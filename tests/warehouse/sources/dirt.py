"""Clean sample exports made dirty in the ways real ones are, with what the engine must say of it."""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

import openpyxl

from tests.warehouse.sources.grid import Grid

FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial has no zone


def far_apart_duplicate(grid: Grid, chance: random.Random) -> Grid:
    """The first row once more at the very end."""
    first = grid.rows[grid.described]
    return replace(grid, rows=(*grid.rows, first), dropped=grid.dropped + Counter(duplicate=1))


def repeated_header(grid: Grid, chance: random.Random) -> Grid:
    """The header once more among the rows."""
    return _inserted(grid, grid.header, chance, "repeated_header")


def blank_rows(grid: Grid, chance: random.Random) -> Grid:
    """Two rows with nothing in them."""
    empty = ("",) * len(grid.header)
    spaces = ("  ",) + ("",) * (len(grid.header) - 1)
    return _inserted(_inserted(grid, empty, chance, "blank_row"), spaces, chance, "blank_row")


def scientific_id(grid: Grid, chance: random.Random) -> Grid:
    """A row whose key went through a spreadsheet."""
    keys = [name for name in grid.layout.key if grid.kind(grid.place_of(name)) == "id"]
    if not keys:
        return grid
    row = list(grid.rows[grid.described])
    row[grid.place_of(keys[0])] = "4.25470E+18"
    made = replace(grid, rows=(*grid.rows, tuple(row)))
    return replace(made, quarantined=grid.quarantined + Counter(destroyed_id=1))


def totals_row(grid: Grid, chance: random.Random) -> Grid:
    """合计 at the end, without figures."""
    row = ("合计", *("",) * (len(grid.header) - 1))
    return replace(grid, rows=(*grid.rows, row), dropped=grid.dropped + Counter(summary_row=1))


def _inserted(grid: Grid, row: tuple[str, ...], chance: random.Random, reason: str) -> Grid:
    place = chance.randint(grid.described + 1, len(grid.rows))
    rows = (*grid.rows[:place], row, *grid.rows[place:])
    return replace(grid, rows=rows, dropped=grid.dropped + Counter({reason: 1}))


# --- columns ------------------------------------------------------------------------------------------------------


def reordered_columns(grid: Grid, chance: random.Random) -> Grid:
    """The same columns in another order."""
    order = list(range(len(grid.header)))
    chance.shuffle(order)

    def moved(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[place] for place in order)

    return replace(grid, header=moved(grid.header), rows=tuple(map(moved, grid.rows)))


def unknown_columns(grid: Grid, chance: random.Random) -> Grid:
    """Two columns nobody has seen; one of them holds phone numbers."""
    place = chance.randint(1, len(grid.header))
    names = ("平台新列", "备用信息")

    def widened(row: tuple[str, ...], cells: tuple[str, str]) -> tuple[str, ...]:
        return (*row[:place], *cells, *row[place:])

    rows = tuple(
        widened(
            row,
            ("新值", "13812345678")
            if any(cell.strip() for cell in row) and row != grid.header
            else ("", ""),
        )
        for row in grid.rows
    )
    return replace(grid, header=widened(grid.header, names), rows=rows, unknown=names)


def title_row(grid: Grid, chance: random.Random) -> Grid:
    """A title above everything."""
    return replace(grid, above=(("示例店铺的报表 2026-09",), *grid.above))


# --- cells --------------------------------------------------------------------------------------------------------


def serial_dates(grid: Grid, chance: random.Random) -> Grid:
    """Times as a spreadsheet stores them."""

    def serial(cell: str) -> str:
        try:
            moment = datetime.fromisoformat(cell.strip())
        except ValueError:
            return cell
        if moment.tzinfo is not None:
            return cell
        return f"{(moment - EPOCH) / timedelta(days=1):.10f}".rstrip("0").rstrip(".")

    if grid.layout.day_first:
        return grid
    return grid.mapped(grid.places("time"), serial)


def chinese_dates(grid: Grid, chance: random.Random) -> Grid:
    """2026年9月1日 10:00:00."""

    def written(cell: str) -> str:
        try:
            moment = datetime.fromisoformat(cell.strip())
        except ValueError:
            return cell
        if moment.tzinfo is not None:
            return cell
        return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}"

    return grid if grid.layout.day_first else grid.mapped(grid.places("time"), written)


def currency_signs(grid: Grid, chance: random.Random) -> Grid:
    """¥1,234.50, and brackets round what is negative."""

    def signed(cell: str) -> str:
        try:
            value = Decimal(cell.strip())
        except InvalidOperation:
            return cell
        if not value.is_finite():
            return cell
        return f"(¥{-value:,})" if value < 0 else f"¥{value:,}"

    return grid.mapped(grid.places("money"), signed)


def wide_digits(grid: Grid, chance: random.Random) -> Grid:
    """１２．５０."""
    return grid.mapped(grid.places("money", "count"), lambda cell: cell.translate(FULL))


def odd_spaces(grid: Grid, chance: random.Random) -> Grid:
    """NBSP, ideographic spaces and tabs round every cell."""
    places = list(range(len(grid.header)))
    return grid.mapped(places, lambda cell: f"\u00a0{cell}\u3000\t")


def wrapped_ids(grid: Grid, chance: random.Random) -> Grid:
    """="123", '123 and `123."""

    def wrapped(cell: str) -> str:
        bare = cell.strip("\t =\"'`")
        return chance.choice((f'="{bare}"', f"'{bare}", f"`{bare}", f"\t{bare}"))

    return grid.mapped(grid.places("id"), wrapped)


ROW_DIRT = (far_apart_duplicate, repeated_header, blank_rows, scientific_id, totals_row)
COLUMN_DIRT = (reordered_columns, unknown_columns, title_row)
CELL_DIRT = (serial_dates, chinese_dates, currency_signs, wide_digits, odd_spaces, wrapped_ids)
ALL_DIRT = (*CELL_DIRT, *ROW_DIRT, *COLUMN_DIRT)


# --- containers ---------------------------------------------------------------------------------------------------


def as_text(grid: Grid, encoding: str = "utf-8", delimiter: str = ",", end: str = "\r\n") -> bytes:
    """A delimited text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([*grid.above, grid.header, *grid.rows])
    return out.getvalue().encode(encoding, "replace")


def as_workbook(grid: Grid) -> bytes:
    """A workbook whose cells are all texts."""
    book = openpyxl.Workbook()
    for row in [*grid.above, grid.header, *grid.rows]:
        book.active.append([cell or None for cell in row])
    for cells in book.active.iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_page(grid: Grid) -> bytes:
    """A web page named .xls, in GBK."""
    from html import escape

    rows = [*grid.above, grid.header, *grid.rows]
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html><head><meta charset=gbk></head><table>{body}</table></html>".encode("gb18030")


CONTAINERS: dict[str, tuple[str | None, Callable[[Grid], bytes]]] = {
    "gb18030": ("gb18030", lambda grid: as_text(grid, "gb18030")),
    "utf-8": ("utf-8", lambda grid: as_text(grid)),
    "utf-8+bom": ("utf-8+bom", lambda grid: as_text(grid, "utf-8-sig", end="\n")),
    "utf-16 tabs": ("utf-16", lambda grid: as_text(grid, "utf-16", "\t")),
    "semicolons": ("utf-8", lambda grid: as_text(grid, delimiter=";")),
    "workbook": (None, as_workbook),
    "page": ("gb18030", as_page),
}
