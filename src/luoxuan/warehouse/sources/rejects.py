"""Rows in quarantine as rows of `rejected_rows`: why, and what stood in them but for persons (9.2, 9.3)."""

from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.clean.classify import is_unreadable
from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.reasons import QUARANTINED, reason_of
from luoxuan.warehouse.sources.clean.table import TABLE
from luoxuan.warehouse.sources.odd import Fates
from luoxuan.warehouse.sources.sql import quoted
from luoxuan.warehouse.sources.staging import ROW_NO
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

MOST = 100_000
"""Rejected rows kept one by one; the report counts them all."""


def rejected_rows(
    session: Any, cells: Cells, stage: Path | None, fates: Fates, lineage: dict[str, Any]
) -> pa.Table | None:
    """The table, or None where no row is in quarantine."""
    found = session.execute(_query(cells)).fetchall()
    rows = [(int(n), int(code), columns or "") for n, code, columns in found]
    rows += [(n, code, "") for n, code in fates if code in QUARANTINED and n]
    if not rows:
        return None
    rows = sorted(rows)[:MOST]
    texts = _cells_of(session, stage, [n for n, _code, _columns in rows])
    made = [
        lineage
        | {
            "rejected_row_no": n,
            "source_row_no": n,
            "reason": reason_of(code),
            "detail": messages.detail(reason_of(code), columns),
            "cells": texts.get(n),
        }
        for n, code, columns in rows
    ]
    return pa.Table.from_pylist(made, schema=arrow_schema(TABLES["rejected_rows"]))


def _query(cells: Cells) -> str:
    """Ordinal, code, and the names of the columns that are at fault."""
    faults = [
        f"CASE WHEN why BETWEEN 13 AND 14 AND ({test}) THEN {quoted(cell.name)} END"
        for cell in cells.used
        if (test := is_unreadable(cell))
    ]
    faults += [
        f"CASE WHEN why = 15 AND {cell.value} < 0 THEN {quoted(cell.name)} END"
        for cell in cells.used
        if cell.column.reversal
    ]
    faults += [
        f"CASE WHEN why = 12 AND {cell.value} IS NULL THEN {quoted(cell.name)} END"
        for cell in cells.keys
    ]
    faults += [
        f"CASE WHEN why = 11 AND is_destroyed({cell.value}) THEN {quoted(cell.name)} END"
        for cell in cells.used
        if cell.kind == "id"
    ]
    listed = f"concat_ws('、', {', '.join(faults)})" if faults else "''"
    codes = ", ".join(str(code) for code in QUARANTINED)
    return f"SELECT n, why, {listed} FROM {TABLE} WHERE why IN ({codes}) ORDER BY n LIMIT {MOST}"


def _cells_of(session: Any, stage: Path | None, ordinals: list[int]) -> dict[int, str]:
    if stage is None or not ordinals:
        return {}
    wanted = pa.table({"wanted": pa.array(ordinals, pa.int64())})
    session.register("wanted_rows", wanted)
    rows = session.execute(
        f"SELECT {ROW_NO}, to_json(s) FROM read_parquet({quoted(str(stage))}) s"
        f" WHERE {ROW_NO} IN (SELECT wanted FROM wanted_rows)"
    ).fetchall()
    session.unregister("wanted_rows")
    return {int(n): orjson.dumps(_cells(text)).decode() for n, text in rows}


def _cells(text: str) -> dict[str, str]:
    """The row without its ordinal, which is a column of its own."""
    row: dict[str, str] = orjson.loads(text)
    row.pop(ROW_NO, None)
    return row
