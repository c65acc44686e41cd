"""Which record of a key wins, and the files that say so (9.1; formats 3.2 recency)."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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

    def named(self, filenames: set[str]) -> tuple[Part, ...]:
        """The parts of those file names."""
        return tuple(p for p in self.parts if str(self.folder / p.path) in filenames)

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
    columns = names((*files.table.key, *RECENCY))
    tied = db.execute(
        f"SELECT 1 FROM {files.relation()} WHERE {condition} "
        f"GROUP BY {columns} HAVING count(*) > 1 LIMIT 1"
    )
    return tied.fetchone() is not None


def affected(db: duckdb.DuckDBPyConnection, files: Files, chosen: str) -> tuple[Part, ...]:
    """The files that hold a row of the table `chosen`."""
    rows = db.execute(f"SELECT DISTINCT filename FROM {chosen}").fetchall()
    return files.named({row[0] for row in rows})


def with_small(files: Files, chosen: Sequence[Part]) -> tuple[Part, ...]:
    """The chosen files, and the small ones of their months: they become one file."""
    months = {part.month for part in chosen}
    extra = [p for p in files.parts if p.month in months and p.rows < SMALL and p not in chosen]
    return (*chosen, *extra)


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
