"""What happens to exports on the way: rows twice, totals rows, dates and figures typed over."""

import random
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from luoxuan.demo.cells import Cell, Row, grouped

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


class Report(NamedTuple):
    """A report before it becomes a file: the header and its rows, and which columns carry money."""

    header: Row
    rows: list[Row]
    money: tuple[str, ...]
    """Columns the platform's totals row adds up."""


class Soil(NamedTuple):
    """What is done to a report."""

    repeated: int = 0
    """Rows that stand in the file twice."""
    totals: bool = False
    lie: int = 0
    """Fen the totals row has too much in the first money column."""
    typed_date: str = ""
    """Column in which somebody typed over some dates."""
    typed_money: str = ""
    """Column in which somebody typed over some amounts."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Columns as another version of the platform calls them."""


CLEAN = Soil()


def soiled(report: Report, soil: Soil, rng: random.Random) -> list[Row]:
    """Header and rows as they stand in the file."""
    rows = list(report.rows)
    total = [_total(report, soil.lie)] if soil.totals else []
    for column, change in ((soil.typed_date, _typed_date), (soil.typed_money, _typed_money)):
        if column and rows:
            place = report.header.index(column)
            for number in rng.sample(range(len(rows)), k=min(6, len(rows))):
                rows[number] = [*rows[number]]
                rows[number][place] = change(str(rows[number][place]), rng)
    for number in sorted(
        rng.sample(range(len(rows)), k=min(soil.repeated, len(rows))), reverse=True
    ):
        rows.insert(number + 1, rows[number])
    names = dict(soil.renamed)
    return [[names.get(str(name), name) for name in report.header], *rows, *total]


def column_sum(report: Report, column: str) -> int:
    """The exact sum of a money column, in fen; texts that are no figures count nothing."""
    place = report.header.index(column)
    return sum(_fen(row[place]) for row in report.rows)


def _total(report: Report, lie: int) -> Row:
    row: Row = [""] * len(report.header)
    row[0] = "合计"
    for number, column in enumerate(report.money):
        row[report.header.index(column)] = grouped(
            column_sum(report, column) + (lie if number == 0 else 0)
        )
    return row


def _fen(cell: Cell) -> int:
    try:
        return int(Decimal(str(cell).strip().replace(",", "")) * 100)
    except InvalidOperation:
        return 0


def _typed_date(text: str, rng: random.Random) -> str:
    """Excel's way of writing a moment, or a person's."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    day = f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M:%S}"
    return rng.choice(
        (
            f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M}",
            day,
            f"{moment:%Y-%m-%dT%H:%M:%S}",
        )
    )


def _typed_money(text: str, rng: random.Random) -> str:
    """Full-width digits, a currency sign, a unit."""
    bare = text.strip()
    return rng.choice((bare.translate(FULL_WIDTH), f"¥{bare}", f" {bare}元"))
