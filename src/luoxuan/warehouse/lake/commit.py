"""A batch goes in as a whole: files written, winners chosen, new versions named (9.1)."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa

from luoxuan.warehouse.lake import log, merge
from luoxuan.warehouse.lake.files import Part, PartWriter, fitted
from luoxuan.warehouse.lake.lock import require_lock, write_lock
from luoxuan.warehouse.lake.log import Change
from luoxuan.warehouse.lake.model import (
    SUPERSEDED,
    CommitOutcome,
    IncomingRows,
    RowsRefusedError,
    Snapshot,
    TableOutcome,
)
from luoxuan.warehouse.lake.relation import Files, workbench
from luoxuan.warehouse.tables import TABLES, Table

AHEAD = 2  # batches read while one is being written


def repair(root: Path, base: Snapshot) -> None:
    """Take back what a killed run wrote after the base; readers of the base see no difference."""
    with write_lock(root):
        for name in log.NAMES:
            log.take_back(root, name, base.versions.get(name))


def commit_imports(root: Path, base: Snapshot, incoming: Sequence[IncomingRows]) -> CommitOutcome:
    """Write the rows of one batch; nobody sees them before the catalogue names the new versions.

    The caller holds `write_lock`, and read the base under it. An import the base holds already is
    passed over: a retried load is exactly once.
    """
    require_lock(root)
    repair(root, base)
    versions = dict(base.versions)
    merged = {}
    with workbench(root) as db:
        fresh = _not_held(db, base, incoming)
        for name in TABLES:
            streams = [rows for rows in fresh if name in rows.tables]
            if streams:
                merged[name] = _table_commit(db, base, versions, name, streams)
    return CommitOutcome(Snapshot(root, versions), merged)


def _not_held(
    db: duckdb.DuckDBPyConnection, base: Snapshot, incoming: Sequence[IncomingRows]
) -> list[IncomingRows]:
    for rows in incoming:
        unknown = sorted(set(rows.tables) - set(TABLES))
        if unknown:
            raise RowsRefusedError(f"There is no canonical table {', '.join(unknown)}.")
    name = "source_files"
    held = Files(base.root / name, TABLES[name], log.files_of(base, name))
    if not held.parts:
        return list(incoming)
    known = db.execute(f"SELECT DISTINCT import_id FROM {held.relation()}").fetchall()
    return [rows for rows in incoming if (rows.import_id,) not in known]


def _table_commit(
    db: duckdb.DuckDBPyConnection,
    base: Snapshot,
    versions: dict[str, int],
    name: str,
    streams: Sequence[IncomingRows],
) -> TableOutcome:
    current = Files(base.root / name, TABLES[name], log.files_of(base, name))
    parts, written = _write_streams(current, streams)
    if not parts:
        return TableOutcome()
    came = Files(current.folder, current.table, tuple(parts))
    rows = sum(written.values())
    beaten = merge.find_losers(db, current, came)
    if not beaten:
        versions[name] = log.commit(base.root, name, Change("import", parts, (), written))
        return TableOutcome(rows)
    stale = _number(db, f"SELECT count(*) FROM losers WHERE file >= {len(current.parts)}")
    versions |= _losers_move(db, current, came, written)
    return TableOutcome(rows, replaced=beaten - stale, stale=stale)


def _losers_move(
    db: duckdb.DuckDBPyConnection, current: Files, came: Files, written: dict[str, int]
) -> dict[str, int]:
    root, name = current.folder.parent, current.folder.name
    both = merge.together(current, came)
    lost = Files(root / (name + SUPERSEDED), current.table, ())
    moved = merge.move_rows(db, both, lost, "losers")
    kept, removed = merge.without(db, both, "losers")
    # What came in and is rewritten already was never in the log.
    surplus = set(removed).intersection(came.parts)
    added = kept + [part for part in came.parts if part not in surplus]
    removed = [part for part in removed if part not in surplus]
    versions = {
        lost.folder.name: log.commit(root, lost.folder.name, Change("import", moved)),
        name: log.commit(root, name, Change("import", added, removed, written)),
    }
    for part in surplus:
        (current.folder / part.path).unlink()
    return versions


def _write_streams(
    target: Files, streams: Sequence[IncomingRows]
) -> tuple[list[Part], dict[str, int]]:
    """The files written, and how many rows each import brought."""
    writer = PartWriter(target.folder, target.table)
    written: dict[str, int] = {}
    try:
        # One batch is written while the next are read.
        with ThreadPoolExecutor(1) as pool:
            running: deque[Future[None]] = deque()
            for import_id, batch in _batches(target.table, streams):
                written[import_id] = written.get(import_id, 0) + batch.num_rows
                running.append(pool.submit(writer.write, batch))
                if len(running) > AHEAD:
                    running.popleft().result()
            for future in running:
                future.result()
        return writer.close(), written
    except BaseException:
        writer.abandon()
        raise


def _batches(table: Table, streams: Sequence[IncomingRows]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for rows in streams:
        with rows.tables[table.name]() as reader:
            for batch in reader:
                yield rows.import_id, fitted(batch, table)


def _number(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    return int(row[0]) if row else 0
