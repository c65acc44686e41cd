"""Read-only SQL over one brand's snapshot: nothing else can be read, nothing can be written (9.1)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
import pyarrow as pa

from luoxuan.warehouse.engine import views
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.lake.relation import QUIET

MEMORY = "1GB"
SPILL = "4GB"


class SqlRefusedError(Exception):
    """The text is no single question, or asks for what it may not see."""


def run(snapshot: Snapshot, text: str) -> pa.Table:
    """The rows of one SELECT, WITH, VALUES, DESCRIBE or SHOW over the snapshot's tables."""
    with _locked_room(snapshot, text) as connection:
        try:
            return connection.execute(text).to_arrow_table()
        except duckdb.Error as error:
            raise SqlRefusedError(str(error)) from error


@contextmanager
def _locked_room(snapshot: Snapshot, text: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own that can open the snapshot's files and no other, and cannot be changed."""
    spill = tempfile.mkdtemp(prefix="luoxuan-sql-")
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": spill,
            "max_temp_directory_size": SPILL,
            "memory_limit": MEMORY,
        }
    )
    try:
        asked = _tables_asked(connection, text)
        paths = [path for name in asked for path in views.opened(snapshot, name)]
        connection.execute(f"{QUIET}; SET python_enable_replacements=false")
        connection.execute("SET allowed_paths=?", [paths])
        connection.execute("SET enable_external_access=false; SET lock_configuration=true")
        for name in asked:
            body = views.definition(snapshot, name)
            connection.execute(f'CREATE TEMP VIEW "{name}" AS {body}')
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def _tables_asked(connection: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        raise SqlRefusedError(str(error)) from error
    if len(statements) != 1:
        raise SqlRefusedError(f"One statement at a time, please; this text has {len(statements)}.")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise SqlRefusedError(
            "Only questions are answered here: SELECT, WITH, VALUES, DESCRIBE, SHOW. "
            "The warehouse is written by imports alone."
        )
    asked: set[str] = set()
    with suppress(duckdb.Error):
        asked = connection.get_table_names(text) & set(views.NAMES)
    # SHOW TABLES names none and means all; so does a text DuckDB cannot follow without them.
    return views.needed(asked or views.NAMES)
