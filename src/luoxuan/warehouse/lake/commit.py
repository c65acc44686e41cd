"""A batch goes in as a whole: files written, winners chosen, new versions named (9.1)."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa

from luoxuan.warehouse.lake import log, merge
from luoxuan.warehouse.lake.files import Part, PartWriter, fitted
from luoxuan.warehouse.lake.lock import require_lock, write_lock
from luoxuan.warehouse.lake.merge import Files
from luoxuan.warehouse.lake.model import (
    SUPERSEDED,
    CommitOutcome,
    IncomingRows,
    RowsRefusedError,
    Snapshot,
    TableOutcome,
)
from luoxuan.warehouse.tables import TABLES

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
    fresh = _not_held(base, incoming)
    versions = dict(base.versions)
    merged = {}
    with merge.workbench(root) as db:
        for name in TABLES:
            streams = [rows for rows in fresh if name in rows.tables]
            if streams:
                merged[name] = _table_commit(db, base, versions, name, streams)
    return CommitOutcome(Snapshot(root, versions), merged)


def _not_held(base: Snapshot, incoming: Sequence[IncomingRows]) -> list[IncomingRows]:
    for rows in incoming:
        unknown = sorted(set(rows.tables) - set(TABLES))
        if unknown:
            raise RowsRefusedError(f"There is no canonical table {', '.join(unknown)}.")
    held = Files(
        base.root / "source_files", TABLES["source_files"], log.files_of(base, "source_files")
    )
    if not held.parts:
        return list(incoming)
    with merge.workbench(base.root) as db:
        known = db.execute(f"SELECT DISTINCT import_id FROM {held.relation()}").fetchall()
    ids = {row[0] for row in known}
    return [rows for rows in incoming if rows.import_id not in ids]


def _table_commit(
    db: duckdb.DuckDBPyConnection,
    base: Snapshot,
    versions: dict[str, int],
    name: str,
    streams: Sequence[IncomingRows],
) -> TableOutcome:
    folder, table = base.root / name, TABLES[name]
    current = Files(folder, table, log.files_of(base, name))
    came = Files(folder, table, tuple(_write_streams(folder, name, streams)))
    if not came.parts:
        return TableOutcome()
    cause = f"import {' '.join(sorted({rows.import_id for rows in streams}))}"
    beaten = merge.find_losers(db, current, came)
    if not beaten:
        versions[name] = log.commit(base.root, name, added=came.parts, removed=(), cause=cause)
        return TableOutcome(rows=_rows(came.parts))
    stale = _stale(db, came)
    both = current.only(current.parts + came.parts)
    lost = Files(base.root / (name + SUPERSEDED), table, ())
    moved = merge.move_rows(db, both, lost, "losers")
    versions[lost.folder.name] = log.commit(
        base.root, lost.folder.name, added=moved, removed=(), cause=cause
    )
    added, removed = merge.without(db, both, "losers")
    surplus = set(removed).intersection(came.parts)
    added += [part for part in came.parts if part not in surplus]
    removed = [part for part in removed if part not in surplus]
    versions[name] = log.commit(base.root, name, added=added, removed=removed, cause=cause)
    for part in surplus:
        (folder / part.path).unlink()
    return TableOutcome(_rows(came.parts), replaced=beaten - stale, stale=stale)


def _write_streams(folder: Path, name: str, streams: Sequence[IncomingRows]) -> list[Part]:
    writer = PartWriter(folder, TABLES[name])
    with ThreadPoolExecutor(1) as pool:
        running: list[Future[None]] = []
        for batch in _batches(name, streams):
            running.append(pool.submit(writer.write, batch))
            if len(running) > AHEAD:
                running.pop(0).result()
        for future in running:
            future.result()
    return writer.close()


def _batches(name: str, streams: Sequence[IncomingRows]) -> Iterator[pa.RecordBatch]:
    for rows in streams:
        with rows.tables[name]() as reader:
            for batch in reader:
                yield fitted(batch, TABLES[name])


def _stale(db: duckdb.DuckDBPyConnection, came: Files) -> int:
    paths = ", ".join(merge.quoted(str(came.folder / part.path)) for part in came.parts)
    row = db.execute(f"SELECT count(*) FROM losers WHERE filename IN ({paths})").fetchone()
    return int(row[0]) if row else 0


def _rows(parts: Sequence[Part]) -> int:
    return sum(part.rows for part in parts)
