"""A table as a page shows it: columns, rows, and a sum row only where a sum is lawful."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Unit = Literal[
    "text",
    "money",
    "count",
    "share",
    "ratio",
    "points",
    "days",
    "delta",
    "delta_points",
    "day",
    "time",
    "status",
    "trend",
]
NUMERIC = frozenset(
    {"money", "count", "share", "ratio", "points", "days", "delta", "delta_points", "trend"}
)


@dataclass(frozen=True)
class Column:
    """One column: its key is remembered where a person hides it."""

    key: str
    label: str
    unit: Unit = "text"
    hint: str = ""
    """What the figure means; shown on hover."""
    currency: str = "CNY"
    direction: str = "neutral"
    """Which way is good: up, down or neutral. Judged beside a change, never by colour alone."""
    is_hidden: bool = False
    """Left out until a person chooses it."""

    @property
    def is_numeric(self) -> bool:
        """Figures stand on the right."""
        return self.unit in NUMERIC


@dataclass(frozen=True)
class Cell:
    """One cell; a bare value in a row is the same as `Cell(value)`."""

    value: Any = None
    reason: str = ""
    """Why there is no value, or what makes it hard to compare."""
    href: str = ""
    """Where the rows behind the figure are."""
    kind: str = "neutral"
    """Of a status: good, bad, warning, info, neutral."""
    note: str = ""
    """A small word under the value."""


@dataclass(frozen=True)
class Row:
    """One row; the first cell names it."""

    cells: tuple[Any, ...]
    href: str = ""
    """Where the row's evidence is; its first cell becomes the link."""

    def all_cells(self) -> tuple[Cell, ...]:
        """Every cell as a Cell."""
        return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in self.cells)


@dataclass(frozen=True)
class Sort:
    """How a page of rows is ordered in the database; the header then links to `?sort=`."""

    column: str
    is_descending: bool = False


@dataclass(frozen=True)
class Table:
    """Columns, rows and what goes with them. Without `sort` a script sorts what is on the page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
    """Names the table where the choice of columns is remembered."""
    caption: str = ""
    sums: tuple[Any, ...] = ()
    """One per column, "" where a sum would not be lawful; empty: no sum row."""
    sums_label: str = ""
    export_href: str = ""
    sort: Sort | None = None
    empty_title: str = ""
    empty_text: str = ""
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row.cells) != len(self.columns)]
        if wrong:
            raise ValueError(f"{len(self.columns)} columns, but a row of {len(wrong[0].cells)}.")
        if self.sums and len(self.sums) != len(self.columns):
            raise ValueError(f"{len(self.columns)} columns, but {len(self.sums)} sums.")

    def sum_cells(self) -> tuple[Cell, ...]:
        """The sum row's cells."""
        return Row(tuple(self.sums)).all_cells()


def table_of(columns: Iterable[Column], rows: Iterable[Iterable[Any]], **more: Any) -> Table:
    """A table of plain values, one iterable per row."""
    return Table(tuple(columns), tuple(Row(tuple(cells)) for cells in rows), **more)
