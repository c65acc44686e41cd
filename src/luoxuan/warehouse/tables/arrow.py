"""The canonical tables as Arrow schemas: what a reader gives and the lake stores (9.1)."""

from functools import cache

import pyarrow as pa

from luoxuan.warehouse.tables.model import Table, Type

ARROW: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "time": pa.timestamp("us", "UTC"),
    "money": pa.decimal128(18, 4),
    "count": pa.int64(),
    "number": pa.decimal128(18, 6),
    "flag": pa.bool_(),
}


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """All columns in declared order, every one nullable: what is missing is null, never zero."""
    return pa.schema([(column.name, ARROW[column.type]) for column in table.columns])
