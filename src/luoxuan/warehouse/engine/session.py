"""A session: one cursor of the process's one in-memory DuckDB, views of one snapshot."""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from luoxuan.warehouse.engine import shapes, views
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.lake.relation import QUIET

Parameters = Sequence[Any] | Mapping[str, Any] | None
MEMORY = "2GB"
HELD = 32 * 1024 * 1024
"""A table of so many bytes on disk takes a few hundred MB in memory."""
_making = threading.Lock()


def open_session(snapshot: Snapshot, *, many_questions: bool = False) -> "Session":
    """A session that sees this snapshot and nothing else; use it with `with`.

    Where many questions follow, a table that is small is read once and held, instead of opened for each of them.
    """
    with _making:
        cursor = _process_connection().cursor()
    cursor.execute(QUIET)
    return Session(snapshot, cursor, holds=HELD if many_questions else 0)


class Session:
    """Views named as the canonical tables, made when first asked for."""

    def __init__(
        self, snapshot: Snapshot, cursor: duckdb.DuckDBPyConnection, *, holds: int = 0
    ) -> None:
        self.snapshot = snapshot
        self._cursor = cursor
        self._holds = holds
        """Bytes on disk up to which a table is held in memory."""
        self._made: set[str] = set()

    def fetch(self, sql: str, parameters: Parameters = None) -> pa.Table:
        """Run one query and give all its rows."""
        self._make_views(sql)
        return self._cursor.execute(sql, parameters).to_arrow_table()

    def run(self, expression: Any) -> pa.Table:
        """Run an Ibis expression over `ibis_tables()`."""
        return self.fetch(shapes.compiled(expression))

    def close(self) -> None:
        """Give the cursor back; its views go with it."""
        self._cursor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _make_views(self, sql: str) -> None:
        asked = set(views.NAMES) - self._made
        with suppress(duckdb.Error):
            # Where DuckDB cannot tell (the text is wrong, say), it will say so when it runs.
            asked &= set(self._cursor.get_table_names(sql))
        for name in views.needed(asked):
            if name not in self._made:
                body = views.definition(self.snapshot, name)
                kind = "TABLE" if views.size(self.snapshot, name) < self._holds else "VIEW"
                self._cursor.execute(f'CREATE OR REPLACE TEMP {kind} "{name}" AS {body}')
                self._made.add(name)


@cache
def _process_connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": MEMORY,
            "temp_directory": _spill_folder(),
        }
    )
    connection.execute(f"{QUIET}; SET parquet_metadata_cache=true")
    return connection


def _spill_folder() -> str:
    folder = tempfile.mkdtemp(prefix="luoxuan-engine-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
