"""What the engine gives for one table of a file (9.1)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from luoxuan.warehouse.sources.context import ShopRef
from luoxuan.warehouse.sources.emit.query import Plan
from luoxuan.warehouse.sources.emit.stream import row_reader
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema


@dataclass
class Reading:
    """One table of a file: its report and, where it was read, its canonical rows."""

    report: FileReport
    shop: ShopRef | None = None
    new_shop: bool = False
    plans: dict[str, list[Plan]] = field(default_factory=dict, repr=False)
    ready: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    """Small tables that are at hand already."""
    open_query: Callable[[str], Iterable[pa.RecordBatch]] | None = field(default=None, repr=False)
    staged: Path | None = None
    close_store: Callable[[], None] | None = field(default=None, repr=False)

    def tables(self) -> tuple[str, ...]:
        """Canonical tables the file has rows for."""
        return tuple(dict.fromkeys([*self.plans, *self.ready]))

    def rows(self, table: str) -> pa.RecordBatchReader:
        """All canonical columns of the table's rows, streamed from the start at every call."""
        if table in self.ready:
            held = self.ready[table]
            return pa.RecordBatchReader.from_batches(held.schema, iter(held.to_batches()))
        if table not in self.plans or self.open_query is None:
            schema = arrow_schema(TABLES[table])
            return pa.RecordBatchReader.from_batches(schema, iter(()))
        return row_reader(TABLES[table], self.plans[table], self.open_query)

    def stage(self) -> Path | None:
        """The cells as read, without personal columns, and the rows' ordinals."""
        return self.staged

    def settle(self) -> None:
        """Take all rows into memory and let go of the store: for small files."""
        for table in list(self.plans):
            self.ready[table] = self.rows(table).read_all()
        self.plans = {}
        self.close()

    def close(self) -> None:
        """Let go of the store; rows that were not taken are gone."""
        self.open_query = None
        if self.close_store is not None:
            self.close_store()
            self.close_store = None


def query_batches(session: Any, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
    """The batches of a query, on a cursor of its own so that several may run at once."""
    cursor = session.cursor()
    try:
        yield from cursor.execute(sql).to_arrow_reader(rows)
    finally:
        cursor.close()
