"""Small made-up rows of canonical tables for tests."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from luoxuan.warehouse.lake import IncomingRows
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Row = dict[str, Any]


def row(table: str, import_id: str, number: int = 1, /, **given: Any) -> Row:
    """A row with its lineage filled in; the month follows from the day unless given."""
    lineage = {
        "import_id": import_id,
        "file_sha256": f"sha-{import_id}",
        "source_row_no": number,
        "layout": "test/rows@1",
        "source_as_of": NOON,
        "record_rank": 1,
        "imported_at": NOON,
    }
    made = dict.fromkeys(arrow_schema(TABLES[table]).names) | lineage | given
    day = TABLES[table].day
    if day and "month" not in given:
        made["month"] = f"{made[day]:%Y-%m}" if made[day] else "0000-00"
    return made


def order(import_id: str, order_id: str, number: int = 1, /, **given: Any) -> Row:
    """A paid order of the made-up shop."""
    usual = {
        "platform": "taobao",
        "shop_key": "demo",
        "order_id": order_id,
        "order_status": "completed",
        "created_on": date(2026, 3, 1),
        "currency": "CNY",
    }
    return row("orders", import_id, number, **(usual | given))


def source_file(import_id: str, **given: Any) -> Row:
    """The row that says the import came in."""
    return row("source_files", import_id, **({"part": "", "status": "imported"} | given))


def at(hours: float) -> datetime:
    """So many hours after the noon of these tests."""
    return NOON + timedelta(hours=hours)


def stream(table: str, rows: Sequence[Row]) -> Callable[[], pa.RecordBatchReader]:
    """A callable that streams the rows from the start, each time it is called."""
    schema = arrow_schema(TABLES[table])
    batch = pa.RecordBatch.from_pylist(list(rows), schema=schema)
    return lambda: pa.RecordBatchReader.from_batches(schema, [batch])


def incoming(import_id: str, tables: Mapping[str, Sequence[Row]]) -> IncomingRows:
    """What one import brings."""
    return IncomingRows(import_id, {name: stream(name, rows) for name, rows in tables.items()})
