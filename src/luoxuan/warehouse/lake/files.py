"""Parquet files of a table: written as a stream, one writer per month, memory flat (9.1)."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from luoxuan.warehouse.lake.model import RowsRefusedError
from luoxuan.warehouse.tables import Table
from luoxuan.warehouse.tables.arrow import arrow_schema

ROW_GROUP = 131_072
BUFFERED = 2 * ROW_GROUP  # rows held over all months before the fullest one is written
FILE_ROWS = 8 * ROW_GROUP  # a month's next file starts here: a later merge rewrites less
UNKNOWN_MONTH = "0000-00"
MONTH = re.compile(r"\d{4}-\d{2}")
# Ids and amounts hardly repeat: a dictionary of them is built only to be thrown away.
PLAIN = {"money", "number", "count", "time"}


@dataclass(frozen=True)
class Part:
    """One Parquet file of a table, by its path below the table's folder."""

    path: str
    month: str | None
    rows: int
    size: int


@dataclass
class _Open:
    writer: pq.ParquetWriter
    path: str
    rows: int = 0


@dataclass
class PartWriter:
    """Takes batches in any order of months; `close` gives the files written."""

    folder: Path
    table: Table
    parts: list[Part] = field(default_factory=list)
    rows: int = 0
    _buffers: dict[str | None, list[pa.RecordBatch]] = field(default_factory=dict)
    _buffered: dict[str | None, int] = field(default_factory=dict)
    _open: dict[str | None, _Open] = field(default_factory=dict)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows of the table's schema."""
        for month, piece in _by_month(batch, self.table):
            self.rows += piece.num_rows
            self._buffers.setdefault(month, []).append(piece)
            self._buffered[month] = self._buffered.get(month, 0) + piece.num_rows
            if self._buffered[month] >= ROW_GROUP:
                self._flush(month)
        while sum(self._buffered.values()) > BUFFERED:
            self._flush(max(self._buffered, key=self._buffered.__getitem__))

    def close(self) -> list[Part]:
        """Write what is left and give back the files; without rows there are none."""
        for month in list(self._buffers):
            self._flush(month)
        for month in list(self._open):
            self._finish(month)
        return self.parts

    def abandon(self) -> None:
        """Close and remove everything written: the rows could not be read to their end."""
        for opened in self._open.values():
            opened.writer.close()
        for path in [part.path for part in self.parts] + [o.path for o in self._open.values()]:
            (self.folder / path).unlink(missing_ok=True)

    def _flush(self, month: str | None) -> None:
        rows = pa.Table.from_batches(self._buffers.pop(month), stored_schema(self.table))
        del self._buffered[month]
        if month not in self._open:
            self._open[month] = self._begin(month)
        target = self._open[month]
        target.writer.write_table(rows, row_group_size=ROW_GROUP)
        target.rows += rows.num_rows
        if target.rows >= FILE_ROWS:
            self._finish(month)

    def _begin(self, month: str | None) -> _Open:
        # The schema's version is in the name: files of one version need no look into each footer.
        name = f"part-v{self.table.version}-{uuid.uuid4()}.parquet"
        path = f"month={month}/{name}" if month else name
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return _Open(_writer(target, self.table), path)

    def _finish(self, month: str | None) -> None:
        done = self._open.pop(month)
        done.writer.close()
        size = (self.folder / done.path).stat().st_size
        self.parts.append(Part(done.path, month, done.rows, size))


def stored_schema(table: Table) -> pa.Schema:
    """The schema inside the files: the month stands in the path."""
    schema = arrow_schema(table)
    return schema.remove(schema.get_field_index("month")) if table.day else schema


def fitted(batch: pa.RecordBatch, table: Table) -> pa.RecordBatch:
    """The batch with exactly the table's columns; raises where one is missing or does not fit."""
    schema = arrow_schema(table)
    if batch.schema.equals(schema):
        return batch
    missing = [name for name in schema.names if name not in batch.schema.names]
    if missing:
        raise RowsRefusedError(f"Rows for {table.name} lack {', '.join(missing)}.")
    try:
        return batch.select(schema.names).cast(schema)
    except pa.ArrowInvalid as error:
        raise RowsRefusedError(f"Rows for {table.name} do not fit its types: {error}") from error


def _by_month(batch: pa.RecordBatch, table: Table) -> Iterator[tuple[str | None, pa.RecordBatch]]:
    if not batch.num_rows:
        return
    if not table.day:
        yield None, batch
        return
    runs = pc.run_end_encode(batch.column("month"))
    if len(runs.values) > len(runs.values.unique()):
        batch = batch.take(pc.sort_indices(batch.column("month")))
        runs = pc.run_end_encode(batch.column("month"))
    stored = batch.remove_column(batch.schema.get_field_index("month"))
    start = 0
    for value, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        month = UNKNOWN_MONTH if value is None else value
        if not MONTH.fullmatch(month):
            raise RowsRefusedError(f"{month!r} is no month (YYYY-MM) of {table.name}.")
        yield month, stored.slice(start, end - start)
        start = end


def _writer(path: Path, table: Table) -> pq.ParquetWriter:
    stored = [column for column in table.columns if column.name != "month"]
    packed = [c.name for c in stored if c.type == "time" or c.name == "source_row_no"]
    return pq.ParquetWriter(
        path,
        stored_schema(table),
        compression="zstd",
        compression_level=1,
        store_decimal_as_integer=True,
        use_dictionary=[c.name for c in stored if not (c.type in PLAIN or _is_id(c.name, table))],
        column_encoding=dict.fromkeys(packed, "DELTA_BINARY_PACKED"),
        write_statistics=[
            c.name for c in stored if c.type == "date" or c.name in (*table.key, "import_id")
        ],
    )


def _is_id(name: str, table: Table) -> bool:
    return name == table.key[-1] or name in ("order_id", "parent_order_id", "customer_key")
