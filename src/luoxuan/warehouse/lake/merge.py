"""Which record of a key wins, and the files that say so (9.1; formats 3.2 recency)."""

import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake.files import Part, PartWriter, fitted
from luoxuan.warehouse.tables import Table

MEMORY = "512MB"
BATCH = 65_536
SMALL = 65_536  # rows; smaller files of a month that is rewritten anyway are folded in
# The winner is highest in these. The content hash last: two rows alike in all else are one of two
# sheets of the same file, and undo must find the same winner again.
RECENCY = (
    "record_rank",
    "source_as_of",
    "imported_at",
    "source_row_no",
    "file_sha256",
    "layout",
    "import_id",
)


@dataclass(frozen=True)
class Files:
    """The files of one table that a question is put to."""

    folder: Path
    table: Table
    parts: tuple[Part, ...]

    def relation(self) -> str:
        """SQL that reads them, with `filename` and `file_row_number`."""
        return relation(self.table, [str(self.folder / part.path) for part in self.parts])

    def only(self, parts: Sequence[Part]) -> "Files":
        """The same table, other files."""
        return Files(self.folder, self.table, tuple(parts))


@contextmanager
def workbench(root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with bounded memory that spills into the lake's own folder."""
    spill = Path(tempfile.mkdtemp(prefix=".spill-", dir=root))
    connection = duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(spill), "threads": 2}
    )
    try:
        connection.execute("SET TimeZone='UTC'; SET preserve_insertion_order=false")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def relation(table: Table, paths: Sequence[str], *, typed: bool = True) -> str:
    """SQL over Parquet files of one or several schema versions; a column a file lacks is null."""
    if not paths:
        return f"({empty(table)})"
    listed = ", ".join(quoted(path) for path in paths)
    current = all(f"/part-v{table.version}-" in path for path in paths)
    read = (
        f"read_parquet([{listed}], hive_partitioning={str(bool(table.day)).lower()}, "
        f"hive_types_autocast=false, filename=true, file_row_number=true, "
        f"union_by_name={str(not current).lower()})"
    )
    if current or not typed:
        return read
    return f"({empty(table)} UNION ALL BY NAME SELECT * FROM {read})"


def empty(table: Table) -> str:
    """SQL that gives no row of the table's types."""
    columns = ", ".join(f'NULL::{SQL[c.type]} AS "{c.name}"' for c in table.columns)
    return (
        f"SELECT {columns}, NULL::VARCHAR AS filename, NULL::BIGINT AS file_row_number WHERE false"
    )


SQL = {
    "text": "VARCHAR",
    "date": "DATE",
    "time": "TIMESTAMPTZ",
    "money": "DECIMAL(18,4)",
    "count": "BIGINT",
    "number": "DECIMAL(18,6)",
    "flag": "BOOLEAN",
}


def quoted(text: str) -> str:
    """An SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def names(columns: Sequence[str], alias: str = "") -> str:
    """Column names for a SELECT."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def find_losers(db: duckdb.DuckDBPyConnection, current: Files, incoming: Files) -> int:
    """Fill `losers(filename, file_row_number)`: every row beaten by another of its key."""
    key = names(incoming.table.key)
    db.execute("CREATE OR REPLACE TEMP TABLE losers (filename VARCHAR, file_row_number BIGINT)")
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT hash({key}) AS h FROM {incoming.relation()}"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE hits AS "
        "SELECT h FROM fresh GROUP BY h HAVING count(*) > 1 UNION "
        f"SELECT h FROM (SELECT hash({key}) AS h FROM {current.relation()} {_near(db, incoming)}) "
        "WHERE h IN (SELECT h FROM fresh)"
    )
    if not count(db, "hits"):
        return 0
    both = current.only(current.parts + incoming.parts)
    ranked = f"hash({key}) IN (SELECT h FROM hits)"
    order = recency_order(db, both, ranked)
    db.execute(
        "INSERT INTO losers SELECT filename, file_row_number FROM "
        f"(SELECT filename, file_row_number, row_number() OVER (PARTITION BY {key} ORDER BY {order})"
        f" AS place FROM {both.relation()} WHERE {ranked}) WHERE place > 1"
    )
    return count(db, "losers")


def recency_order(db: duckdb.DuckDBPyConnection, files: Files, condition: str) -> str:
    """ORDER BY terms, winner first, that leave no two different rows of a key level."""
    order = ", ".join(f"{name} DESC NULLS LAST" for name in RECENCY)
    if _has_ties(db, files, condition):
        order += f", {content(files.table)} DESC"
    return order


def content(table: Table) -> str:
    """SQL for a digest of a row's own columns."""
    return f"md5(CAST(ROW({names([c.name for c in table.own])}) AS VARCHAR))"


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


def _has_ties(db: duckdb.DuckDBPyConnection, files: Files, condition: str) -> bool:
    columns = f"hash({names((*files.table.key, *RECENCY))})"
    tied = db.execute(
        f"SELECT 1 FROM {files.relation()} WHERE {condition} "
        f"GROUP BY {columns} HAVING count(*) > 1 LIMIT 1"
    )
    return tied.fetchone() is not None


@dataclass(frozen=True)
class Touched:
    """Files that hold chosen rows: those that hold nothing else, and the others."""

    whole: tuple[Part, ...]
    partly: tuple[Part, ...]

    @property
    def all(self) -> tuple[Part, ...]:
        """Both."""
        return self.whole + self.partly


def touched(db: duckdb.DuckDBPyConnection, files: Files, chosen: str) -> Touched:
    """The files that hold a row of the table `chosen`."""
    found = db.execute(f"SELECT filename, count(*) FROM {chosen} GROUP BY filename").fetchall()
    rows = dict(found)
    held = [(part, rows.get(str(files.folder / part.path), 0)) for part in files.parts]
    return Touched(
        tuple(part for part, n in held if n == part.rows),
        tuple(part for part, n in held if 0 < n < part.rows),
    )


def rows_chosen(db: duckdb.DuckDBPyConnection, files: Files, chosen: str) -> int:
    """How many rows of the table `chosen` stand in these files."""
    db.execute("CREATE OR REPLACE TEMP TABLE here (filename VARCHAR)")
    db.executemany(
        "INSERT INTO here VALUES (?)", [[str(files.folder / p.path)] for p in files.parts]
    )
    row = db.execute(f"SELECT count(*) FROM {chosen} SEMI JOIN here USING (filename)").fetchone()
    return int(row[0]) if row else 0


def move_rows(
    db: duckdb.DuckDBPyConnection, source: Files, target: Files, chosen: str
) -> list[Part]:
    """Give the chosen rows to the target: files of nothing else as they are, the rest rewritten."""
    found = touched(db, source, chosen)
    moved = [_linked(source.folder, target.folder, part) for part in found.whole]
    if found.partly:
        moved += write_rows(db, target, rows_in(source.only(found.partly), chosen))
    return moved


def _linked(source: Path, target: Path, part: Part) -> Part:
    # A second name for the same bytes: the file may well lie in the target under its first name.
    stem = re.sub(r"[0-9a-f-]{36}(?=\.parquet$)", str(uuid.uuid4()), part.path)
    (target / stem).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source / part.path, target / stem)
    except OSError:
        shutil.copyfile(source / part.path, target / stem)
    return replace(part, path=stem)


def without(
    db: duckdb.DuckDBPyConnection, files: Files, chosen: str
) -> tuple[list[Part], list[Part]]:
    """Files that hold what is left without the chosen rows, and the files these stand for.

    A month that is rewritten takes its small files along: they become one.
    """
    found = touched(db, files, chosen)
    months = {part.month for part in found.partly}
    small = [part for part in files.parts if part.month in months and part.rows < SMALL]
    rewritten = [*found.partly, *(p for p in small if p not in found.all)]
    if not rewritten:
        return [], list(found.whole)
    kept = write_rows(db, files, rows_in(files.only(rewritten), chosen, kept=True))
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


def rows_in(files: Files, chosen: str, *, kept: bool = False) -> str:
    """SQL for the rows of the files that stand in the table `chosen`, or for all the others."""
    return (
        f"SELECT s.* FROM {files.relation()} s WHERE {'NOT' if kept else ''} EXISTS "
        f"(SELECT 1 FROM {chosen} c WHERE c.file_row_number = s.file_row_number "
        "AND c.filename = s.filename)"
    )


def count(db: duckdb.DuckDBPyConnection, table: str) -> int:
    row = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
