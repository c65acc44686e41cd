"""What the lake and the catalogue keep of a file that was read (9.2)."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from luoxuan.foundation.intake.services.reading import ReadFile
from luoxuan.warehouse.lake import IncomingRows
from luoxuan.warehouse.sources.report import LISTS, FileReport
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

if TYPE_CHECKING:
    from luoxuan.warehouse.sources import Reading

Source = Callable[[], pa.RecordBatchReader]


def incoming_rows(file: ReadFile, at: datetime) -> list[IncomingRows]:
    """One entry per table read, its own row in source_files among them."""
    return [
        IncomingRows(
            file.import_id,
            {name: partial(reading.rows, name) for name in reading.tables()}
            | {"source_files": _source_file(file, reading, at)},
        )
        for reading in file.imported
    ]


def report_store(report: FileReport, name: str, shop: str) -> dict[str, Any]:
    """The report as the catalogue keeps it: under the file's name, without a path on somebody's machine."""
    return report.to_json() | {"path": name, "shop": shop}


def report_parse(body: Mapping[str, Any], path: str) -> FileReport:
    """The report as it was given, under the name the file has now."""
    names = {field.name for field in fields(FileReport)}
    known = {name: value for name, value in body.items() if name in names}
    known["path"] = path
    known["sums"] = {name: Decimal(text) for name, text in body["sums"].items()}
    for name in LISTS:
        # A report kept before the word was known lacks it.
        known[name] = tuple(body.get(name, ()))
    return FileReport(**known)


def reports_store(file: ReadFile) -> list[dict[str, Any]]:
    """The reports of all tables of the file."""
    shops = [reading.shop.key if reading.shop else "" for reading in file.readings]
    # A file refused at the last moment has reports and no readings any more.
    return [
        report_store(r, file.incoming.name, shop or "")
        for r, shop in zip_longest(file.reports, shops)
    ]


def _source_file(file: ReadFile, reading: "Reading", at: datetime) -> Source:
    report = reading.report
    own: dict[str, Any] = {
        "platform": reading.shop.platform if reading.shop else None,
        "shop_key": reading.shop.key if reading.shop else None,
        "part": report.sheet or report.member or "",
        "name": file.incoming.name,
        "source": report.platform,
        "dataset": report.dataset,
        "status": report.status,
        "rows_read": report.rows_read,
        "rows_kept": report.rows_kept,
        "rows_merged": report.rows_merged,
        "rows_dropped": sum(report.dropped.values()),
        "rows_quarantined": sum(report.quarantined.values()),
        "first_day": _day(report.first_day),
        "last_day": _day(report.last_day),
        "report": orjson.dumps(report.to_json() | {"path": file.incoming.name}).decode(),
    }
    lineage = {
        "import_id": file.import_id,
        "file_sha256": file.sha256,
        "source_row_no": 0,
        "layout": report.layout,
        "source_as_of": at,
        "record_rank": 1,
        "imported_at": at,
        "quality_flags": None,
    }
    schema = arrow_schema(TABLES["source_files"])
    batch = pa.RecordBatch.from_pylist([own | lineage], schema=schema)
    return lambda: pa.RecordBatchReader.from_batches(schema, [batch])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
