"""What the engine gives for one table of a file (9.1)."""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from luoxuan.warehouse.sources.context import ShopRef
from luoxuan.warehouse.sources.emit.query import Plan
from luoxuan.warehouse.sources.emit.stream import row_reader
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.sources.store import Open, Store
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema


@dataclass(eq=False)
class Reading:
    """One table of a file: its report and, where it was read, its canonical rows."""

    report: FileReport
    shop: ShopRef | None = None
    new_shop: bool = False
    plans: dict[str, list[Plan]] = field(default_factory=dict, repr=False)
    ready: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    """Side tables that are at hand already."""
    staged: Path | None = None
    store: Store | None = field(default=None, repr=False)
    source: Open | None = field(default=None, repr=False)
    """Gives the rows of a query, once the store is let go."""

    def tables(self) -> tuple[str, ...]:
        """Canonical tables the file has rows for."""
        return tuple(dict.fromkeys([*self.plans, *self.ready]))

    def rows(self, table: str) -> pa.RecordBatchReader:
        """All canonical columns of the table's rows, streamed from the start at every call."""
        if table in self.ready:
            held = self.ready[table]
            return pa.RecordBatchReader.from_batches(held.schema, iter(held.to_batches()))
        source = self.store.batches if self.store is not None else self.source
        if table not in self.plans or source is None:
            schema = arrow_schema(TABLES[table])
            return pa.RecordBatchReader.from_batches(schema, iter(()))
        return row_reader(TABLES[table], self.plans[table], source)

    def stage(self) -> Path | None:
        """The cells as read, without personal columns, and the rows' ordinals."""
        return self.staged

    def settle(self) -> None:
        """Take all rows into memory and let go of the store: for small files."""
        if self.store is not None:
            self.source, self.store = self.store.held(self._queries), None

    def park(self) -> None:
        """Write all rows to disk and let go of the store."""
        if self.store is not None:
            self.source, self.store = self.store.parked(self._queries), None

    def close(self) -> None:
        """Let go of everything; rows that were not taken are gone."""
        if self.store is not None:
            self.store.close()
        self.store = self.source = None

    @property
    def _queries(self) -> list[str]:
        return [plan.sql for plans in self.plans.values() for plan in plans]
