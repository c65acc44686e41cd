"""Rows of a canonical table as they lie there: for the page that shows the evidence (9.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from luoxuan.warehouse.engine.shapes import ibis_tables
from luoxuan.warehouse.tables import TABLES

if TYPE_CHECKING:
    from luoxuan.warehouse.engine.session import Session

HIDDEN = frozenset({"month", "layout", "imported_at", "record_rank", "customer_key", "report"})
"""Columns no reader looks for, or that only mean something to a program."""


class UnknownRowsError(ValueError):
    """There is no such table or column."""


@dataclass(frozen=True)
class RowsAsked:
    """Which rows: of a table, equal to `where`, of the table's own day from `first` to `last`."""

    table: str
    where: Mapping[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    limit: int = 200


@dataclass(frozen=True)
class RowsFound:
    """The first rows, the names of their columns that hold anything, and how many rows there are in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


def rows_of(asked: RowsAsked, session: "Session") -> RowsFound:
    """The rows, in the order of their key. Raises UnknownRowsError."""
    table = TABLES.get(asked.table)
    if table is None:
        raise UnknownRowsError(f"There is no table {asked.table}.")
    rows = ibis_tables()[table.name]
    for name, value in asked.where.items():
        if name not in rows.columns:
            raise UnknownRowsError(f"{table.name} has no column {name}.")
        rows = rows.filter(rows[name].cast("string") == value)
    if table.day and asked.first:
        rows = rows.filter(rows[table.day] >= asked.first)
    if table.day and asked.last:
        rows = rows.filter(rows[table.day] <= asked.last)
    names = [name for name in rows.columns if name not in HIDDEN]
    total = session.run(rows.aggregate(n=rows.count())).to_pylist()[0]["n"]
    page = rows.select(*names).order_by([*table.key]).limit(asked.limit)
    found = session.run(page).to_pylist()
    filled = tuple(n for n in names if any(row[n] is not None for row in found)) or tuple(names)
    return RowsFound(filled, tuple(tuple(row[n] for n in filled) for row in found), int(total))
