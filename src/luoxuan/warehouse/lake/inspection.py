"""Is the lake what it says? Findings, and the size of each table (9.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake import log
from luoxuan.warehouse.lake.model import SUPERSEDED, LakeDamagedError, Snapshot
from luoxuan.warehouse.lake.relation import Files, names, quoted, workbench
from luoxuan.warehouse.tables import TABLES


@dataclass(frozen=True)
class TableStatus:
    """One stored table of a snapshot."""

    name: str
    version: int
    rows: int
    files: int
    bytes: int


@dataclass(frozen=True)
class Finding:
    """Something that should not be: in which table, which check, and what was seen."""

    table: str
    check: str
    detail: str


def status(snapshot: Snapshot) -> tuple[TableStatus, ...]:
    """Rows, files and bytes of every table the snapshot names."""
    found = []
    for name in log.NAMES:
        if name in snapshot.versions:
            parts = log.files_of(snapshot, name)
            rows, size = sum(p.rows for p in parts), sum(p.size for p in parts)
            found.append(TableStatus(name, snapshot.versions[name], rows, len(parts), size))
    return tuple(found)


def verify(root: Path, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Look at every row of the snapshot; no finding means it is whole."""
    with workbench(root) as db:
        return tuple(_findings(db, snapshot))


def _findings(db: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> Iterator[Finding]:
    tables: dict[str, Files] = {}
    for name in snapshot.versions:
        try:
            parts = log.files_of(snapshot, name)
        except LakeDamagedError as error:
            yield Finding(name, "version", str(error))
            continue
        files = Files(snapshot.root / name, log.table_of(name), parts)
        damaged = list(_damaged_files(db, name, files))
        yield from damaged
        if not damaged:
            tables[name] = files
    for name, files in tables.items():
        yield from _row_findings(db, name, files)
        if name in TABLES:
            lost = tables.get(name + SUPERSEDED)
            yield from _key_findings(db, name, files, lost)
    yield from _import_findings(db, tables)


def _damaged_files(db: duckdb.DuckDBPyConnection, name: str, files: Files) -> Iterator[Finding]:
    for part in files.parts:
        path = files.folder / part.path
        if not path.is_file():
            yield Finding(name, "file", f"{part.path} is missing.")
            continue
        if path.stat().st_size != part.size:
            yield Finding(
                name, "file", f"{part.path} has {path.stat().st_size} of {part.size} bytes."
            )
            continue
        try:
            query = f"SELECT num_rows FROM parquet_file_metadata({quoted(str(path))})"
            row = db.execute(query).fetchone()
        except duckdb.Error as error:
            yield Finding(name, "file", f"{part.path} cannot be read: {error}")
            continue
        if row is None or row[0] != part.rows:
            yield Finding(name, "file", f"{part.path} holds other rows than the log says.")


def _row_findings(db: duckdb.DuckDBPyConnection, name: str, files: Files) -> Iterator[Finding]:
    day = files.table.day
    if day:
        wrong = _number(
            db,
            f"SELECT count(*) FROM {files.relation()} "
            f"WHERE month <> coalesce(strftime(\"{day}\", '%Y-%m'), '0000-00')",
        )
        if wrong:
            yield Finding(name, "month", f"{wrong} rows stand in another month than their day.")
    bare = _number(
        db,
        f"SELECT count(*) FROM {files.relation()} WHERE import_id IS NULL OR "
        "file_sha256 IS NULL OR source_row_no IS NULL OR imported_at IS NULL",
    )
    if bare:
        yield Finding(name, "lineage", f"{bare} rows do not say which import they came from.")


def _key_findings(
    db: duckdb.DuckDBPyConnection, name: str, files: Files, lost: Files | None
) -> Iterator[Finding]:
    key = names(files.table.key)
    grouped = f"SELECT {key} FROM {files.relation()} GROUP BY ALL HAVING count(*) > 1"
    double = _number(db, f"SELECT count(*) FROM ({grouped})")
    if double:
        yield Finding(name, "key", f"{double} keys stand more than once.")
    if lost is None:
        return
    same = " AND ".join(f'c."{k}" IS NOT DISTINCT FROM s."{k}"' for k in files.table.key)
    orphans = _number(
        db,
        f"SELECT count(*) FROM {lost.relation()} s WHERE NOT EXISTS "
        f"(SELECT 1 FROM {files.relation()} c WHERE {same})",
    )
    if orphans:
        yield Finding(name, "superseded", f"{orphans} superseded rows have no row that beat them.")


def _import_findings(db: duckdb.DuckDBPyConnection, tables: dict[str, Files]) -> Iterator[Finding]:
    """Every row's import came in, and what an import wrote still stands, row for row."""
    sources = tables.get("source_files")
    if sources is None:
        return
    known = {row[0] for row in db.execute(f"SELECT import_id FROM {sources.relation()}").fetchall()}
    for name in TABLES:
        kinds = [tables[kind] for kind in (name, name + SUPERSEDED) if kind in tables]
        stands: dict[str, int] = {}
        for files in kinds:
            query = f"SELECT import_id, count(*) FROM {files.relation()} GROUP BY import_id"
            for import_id, rows in db.execute(query).fetchall():
                stands[import_id] = stands.get(import_id, 0) + rows
        for import_id in sorted(set(stands) - known):
            detail = f"{stands[import_id]} rows of {import_id}, which source_files does not know."
            yield Finding(name, "import", detail)
        written = log.rows_written(kinds[0].folder) if kinds else {}
        for import_id in sorted(known.intersection(written)):
            if stands.get(import_id, 0) != written[import_id]:
                detail = f"{import_id} wrote {written[import_id]} rows; {stands.get(import_id, 0)} stand."
                yield Finding(name, "count", detail)
    wrong = _number(
        db,
        f"SELECT count(*) FROM {sources.relation()} "
        "WHERE rows_read <> rows_kept + rows_merged + rows_dropped + rows_quarantined",
    )
    if wrong:
        yield Finding("source_files", "count", f"{wrong} reports do not add up to the rows read.")


def _number(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    return int(row[0]) if row else 0
