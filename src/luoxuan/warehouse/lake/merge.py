"""Which record of a key wins, and the files that say so (9.1; formats 3.2 recency)."""

import os
import re
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake.files import Part, PartWriter, fitted
from luoxuan.warehouse.lake.relation import Files, names, quoted
from luoxuan.warehouse.tables import Table

BATCH = 65_536
SMALL = 65_536  # rows; smaller files of a month that is rewritten anyway are folded in
# The winner is highest in these, and then in `tie`.
RECENCY = ("record_rank", "source_as_of", "imported_at", "source_row_no")


def find_losers(db: duckdb.DuckDBPyConnection, current: Files, incoming: Files) -> int:
    """Fill `losers` with the places, in both together, of every row beaten by another of its key."""
    key = names(incoming.table.key)
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT hash({key}) h FROM {incoming.relation()}"
    )
    # A hash two keys share costs time below and nothing else: there the whole key decides.
    db.execute(
        "CREATE OR REPLACE TEMP TABLE hits AS "
        "SELECT h FROM fresh GROUP BY h HAVING count(*) > 1 UNION "
        f"SELECT h FROM (SELECT hash({key}) AS h FROM {current.relation()} {_near(db, incoming)}) "
        "WHERE h IN (SELECT h FROM fresh)"
    )
    if not _count(db, "hits"):
        return 0
    return choose(
        db,
        together(current, incoming),
        "losers",
        "place > 1",
        f"hash({key}) IN (SELECT h FROM hits)",
    )


def together(current: Files, incoming: Files) -> Files:
    """Both sets of files as one."""
    return Files(current.folder, current.table, current.parts + incoming.parts)


def choose(
    db: duckdb.DuckDBPyConnection, files: Files, chosen: str, wanted: str, among: str
) -> int:
    """Fill the table `chosen` with rows by their `place` among the rows of their key; 1 is freshest."""
    _candidates(db, files, among, "''")
    tied = f"SELECT 1 FROM candidates GROUP BY k, {names(RECENCY)} HAVING count(*) > 1 LIMIT 1"
    if db.execute(tied).fetchone():
        _candidates(db, files, among, _tie(files.table))
    order = ", ".join(f"{name} DESC NULLS LAST" for name in (*RECENCY, "tie"))
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE {chosen} AS SELECT file, row FROM (SELECT file, row, "
        f"row_number() OVER (PARTITION BY k ORDER BY {order}) AS place FROM candidates) "
        f"WHERE {wanted}"
    )
    db.execute("DROP TABLE candidates")
    return _count(db, chosen)


def _candidates(db: duckdb.DuckDBPyConnection, files: Files, among: str, tie: str) -> None:
    # 128 bits stand for the key: sorting millions of long texts would take three times as long.
    parts = ", ".join(f'coalesce("{name}"::VARCHAR, chr(30))' for name in files.table.key)
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE candidates AS SELECT md5_number(concat_ws(chr(31), {parts})) "
        f"AS k, file, row, {names(RECENCY)}, {tie} AS tie FROM {files.relation()} s WHERE {among}"
    )


def _tie(table: Table) -> str:
    """Last comes the content: two rows alike in all else are of two sheets of one file, and undo
    must find the same winner again."""
    content = f"md5(CAST(ROW({names([c.name for c in table.own])}) AS VARCHAR))"
    return f"concat_ws(chr(31), file_sha256, layout, import_id, {content})"


def _near(db: duckdb.DuckDBPyConnection, incoming: Files) -> str:
    """A range on each key column: row groups that cannot hold an incoming key are not read."""
    ranges = ", ".join(
        f'min("{name}")::VARCHAR, max("{name}")::VARCHAR, count("{name}") = count(*)'
        for name in incoming.table.key
    )
    found = db.execute(f"SELECT {ranges} FROM {incoming.relation()}").fetchone() or ()
    conditions = []
    for place, name in enumerate(incoming.table.key):
        low, high, complete = found[3 * place : 3 * place + 3]
        if complete and low is not None:
            conditions.append(f'"{name}" BETWEEN {quoted(low)} AND {quoted(high)}')
    return "WHERE " + " AND ".join(conditions) if conditions else ""


@dataclass(frozen=True)
class Touched:
    """Files that hold chosen rows: those that hold nothing else, and the others."""

    whole: tuple[Part, ...]
    partly: tuple[Part, ...]


def touched(db: duckdb.DuckDBPyConnection, files: Files, chosen: str) -> Touched:
    """The files that hold a row of the table `chosen`."""
    found = db.execute(f"SELECT file, count(*) FROM {chosen} GROUP BY file").fetchall()
    held = [(files.parts[number], rows) for number, rows in sorted(found)]
    return Touched(
        tuple(part for part, rows in held if rows == part.rows),
        tuple(part for part, rows in held if rows < part.rows),
    )


def move_rows(
    db: duckdb.DuckDBPyConnection, source: Files, target: Files, chosen: str
) -> list[Part]:
    """Give the chosen rows to the target: files of nothing else as they are, the rest rewritten."""
    found = touched(db, source, chosen)
    moved = [_linked(source.folder, target.folder, part) for part in found.whole]
    if found.partly:
        moved += write_rows(db, target, _rows(source, found.partly, f"EXISTS {_same(chosen)}"))
    return moved


def without(
    db: duckdb.DuckDBPyConnection, files: Files, chosen: str
) -> tuple[list[Part], list[Part]]:
    """Files that hold what is left without the chosen rows, and the files these stand for.

    A month that is rewritten takes its small files along: they become one.
    """
    found = touched(db, files, chosen)
    months = {part.month for part in found.partly}
    small = [part for part in files.parts if part.month in months and part.rows < SMALL]
    taken = {*found.whole, *found.partly}
    rewritten = [*found.partly, *(part for part in small if part not in taken)]
    if not rewritten:
        return [], list(found.whole)
    kept = write_rows(db, files, _rows(files, rewritten, f"NOT EXISTS {_same(chosen)}"))
    return kept, [*found.whole, *rewritten]


def write_rows(db: duckdb.DuckDBPyConnection, target: Files, query: str) -> list[Part]:
    """Write the rows of a query as new files of the target, by month and day."""
    columns = [column.name for column in target.table.columns]
    order = f"ORDER BY month, {target.table.day}" if target.table.day else ""
    result = db.execute(f"SELECT {names(columns)} FROM ({query}) {order}")
    writer = PartWriter(target.folder, target.table)
    for batch in result.to_arrow_reader(BATCH):
        writer.write(fitted(batch, target.table))
    return writer.close()


def _rows(files: Files, parts: Sequence[Part], condition: str) -> str:
    return f"SELECT * FROM {files.relation(parts)} s WHERE {condition}"


def _same(chosen: str) -> str:
    return f"(SELECT 1 FROM {chosen} c WHERE c.row = s.row AND c.file = s.file)"


def _linked(source: Path, target: Path, part: Part) -> Part:
    # A second name for the same bytes: the file may well lie in the target under its first name.
    path = re.sub(r"[0-9a-f-]{36}(?=\.parquet$)", str(uuid.uuid4()), part.path)
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source / part.path, target / path)
    except OSError:
        shutil.copyfile(source / part.path, target / path)
    return replace(part, path=path)


def _count(db: duckdb.DuckDBPyConnection, table: str) -> int:
    row = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
