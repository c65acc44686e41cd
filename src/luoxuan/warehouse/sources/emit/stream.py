"""Rows of a canonical table as Arrow batches; what is the same in every row costs nothing per row (9.1)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from luoxuan.warehouse.sources.emit.query import Plan
from luoxuan.warehouse.sources.limits import ROWS_PER_BATCH
from luoxuan.warehouse.tables import Table
from luoxuan.warehouse.tables.arrow import arrow_schema

NO_MONTH = "0000-00"
Open = Callable[[str], Iterable[pa.RecordBatch]]


def row_reader(table: Table, plans: list[Plan], open_query: Open) -> pa.RecordBatchReader:
    """All rows of a table, streamed one plan after the other."""

    def batches() -> Iterator[pa.RecordBatch]:
        for plan in plans:
            completed = Completed(plan)
            for batch in open_query(plan.sql):
                yield completed.batch(batch)

    return pa.RecordBatchReader.from_batches(arrow_schema(table), batches())


class Completed:
    """Adds the columns a query does not give: constants, nulls, the month."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.schema = arrow_schema(plan.table)
        self._held: dict[str, pa.Array] = {}

    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with all canonical columns, in their order and types."""
        given = dict(zip(self.plan.varying, batch.columns, strict=True))
        columns = []
        for field in self.schema:
            if field.name == "month":
                columns.append(self._months(given, batch.num_rows))
            elif field.name in given:
                columns.append(given[field.name].cast(field.type))
            else:
                columns.append(self._same(field, batch.num_rows))
        return pa.record_batch(columns, schema=self.schema)

    def _same(self, field: pa.Field, rows: int) -> pa.Array:
        held = self._held.get(field.name)
        if held is None or len(held) < rows:
            value = self.plan.constants.get(field.name)
            size = max(rows, 1) if rows < ROWS_PER_BATCH else max(rows, ROWS_PER_BATCH)
            held = (
                pa.nulls(size, field.type)
                if value is None
                else pa.repeat(pa.scalar(_fitting(value, field.type), field.type), size)
            )
            self._held[field.name] = held
        return held.slice(0, rows)

    def _months(self, given: dict[str, pa.Array], rows: int) -> pa.Array:
        day = self.plan.table.day or ""
        if day in given:
            return months_of(given[day])
        value = self.plan.constants.get(day)
        month = value.strftime("%Y-%m") if isinstance(value, date) else NO_MONTH
        return pa.repeat(pa.scalar(month, pa.string()), rows)


def _fitting(value: Any, kind: pa.DataType) -> Any:
    if pa.types.is_decimal(kind):
        return Decimal(str(value))
    if pa.types.is_string(kind) and not isinstance(value, str):
        return str(value)
    if pa.types.is_date(kind) and isinstance(value, datetime):
        return value.date()
    return value


def months_of(days: pa.Array) -> pa.Array:
    """YYYY-MM of each day, 0000-00 where there is none: looked up, not formatted row by row."""
    numbers = days.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
    months = numbers.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    least = int(months.min()) if len(months) else 0
    most = int(months.max()) if len(months) else 0
    names = np.arange(least, most + 1).astype("datetime64[M]").astype(str).tolist()
    places = pa.array(months - least, mask=days.is_null().to_numpy(zero_copy_only=False))
    return pa.array(names, pa.string()).take(places).fill_null(NO_MONTH)
