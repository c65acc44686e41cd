"""A table's files as SQL: of one or several schema versions, each row knowing its place (9.1)."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake.files import Part
from luoxuan.warehouse.tables import Table, Type

MEMORY = "256MB"
# A progress bar would be printed into whatever a command prints.
QUIET = "SET TimeZone='UTC'; SET enable_progress_bar=false"
SQL: dict[Type, str] = {
    "text": "VARCHAR",
    "date": "DATE",
    "time": "TIMESTAMPTZ",
    "money": "DECIMAL(18,4)",
    "count": "BIGINT",
    "number": "DECIMAL(18,6)",
    "flag": "BOOLEAN",
}


@dataclass(frozen=True)
class Files:
    """The files of one table that a question is put to. A row's place is (file, row): the
    ordinal of its file in `parts`, and its ordinal in the file."""

    folder: Path
    table: Table
    parts: tuple[Part, ...]

    def relation(self, only: Sequence[Part] | None = None) -> str:
        """SQL that reads all the files, or some, with `file` and `row`."""
        parts = self.parts if only is None else only
        place = {part: number for number, part in enumerate(self.parts)}
        numbers = [place[part] for part in parts]
        rows = relation(self.table, [str(self.folder / part.path) for part in parts])
        return (
            "(SELECT * EXCLUDE (file_index, file_row_number), file_row_number AS row, "
            f"list_extract({numbers}::INTEGER[], (file_index + 1)::BIGINT) AS file FROM {rows})"
        )


@contextmanager
def workbench(root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with bounded memory that spills into the lake's own folder."""
    spill = Path(tempfile.mkdtemp(prefix=".spill-", dir=root))
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(spill),
            "threads": 2,
        }
    )
    try:
        connection.execute(f"{QUIET}; SET preserve_insertion_order=false")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def relation(table: Table, paths: Sequence[str]) -> str:
    """SQL over Parquet files, with `file_index` and `file_row_number`; what a file lacks is null."""
    if not paths:
        return f"({_empty(table)})"
    listed = ", ".join(quoted(path) for path in paths)
    current = all(f"/part-v{table.version}-" in path for path in paths)
    read = (
        f"(SELECT *, file_index, file_row_number FROM read_parquet([{listed}], "
        f"hive_partitioning={str(bool(table.day)).lower()}, hive_types_autocast=false, "
        f"union_by_name={str(not current).lower()}))"
    )
    return read if current else f"({_empty(table)} UNION ALL BY NAME SELECT * FROM {read})"


def quoted(text: str) -> str:
    """An SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def names(columns: Sequence[str]) -> str:
    """Column names for a SELECT."""
    return ", ".join(f'"{column}"' for column in columns)


def _empty(table: Table) -> str:
    columns = ", ".join(f'NULL::{SQL[c.type]} AS "{c.name}"' for c in table.columns)
    places = "NULL::UBIGINT AS file_index, NULL::BIGINT AS file_row_number"
    return f"SELECT {columns}, {places} WHERE false"
