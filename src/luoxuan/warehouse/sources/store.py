"""The private store of one run, and where its rows wait until they are fetched (9.1).

Rows of a small file wait in memory. A large file's rows stay in its store, which spills to the run's folder; when
the next large file is opened they are written to disk first, so that a batch of large files needs memory for one.
"""

import shutil
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from luoxuan.warehouse.sources.limits import MEMORY, ROWS_PER_BATCH, SMALL_BYTES

Open = Callable[[str], Iterable[pa.RecordBatch]]
Config = dict[str, str | bool | int | float | list[str]]


class Store:
    """An in-memory database that spills to a folder, and the queries that give its rows."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        config: Config = {
            "memory_limit": MEMORY,
            "temp_directory": str(folder / "spill"),
            "preserve_insertion_order": "false",
        }
        if size < SMALL_BYTES:
            config["threads"] = "1"
        self.session: Any = duckdb.connect(":memory:", config=config)
        self.session.execute("SET TimeZone = 'UTC'")

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The batches of a query, on a cursor of its own so that several may run at once."""
        cursor = self.session.cursor()
        try:
            yield from cursor.execute(sql).to_arrow_reader(ROWS_PER_BATCH)
        finally:
            cursor.close()

    def close(self) -> None:
        """Let it go, with what it spilled."""
        self.session.close()
        shutil.rmtree(self.folder / "spill", ignore_errors=True)

    def held(self, queries: list[str]) -> Open:
        """The rows of the queries in memory; the store is let go."""
        rows = {sql: list(self.batches(sql)) for sql in queries}
        self.close()
        return lambda sql: iter(rows[sql])

    def parked(self, queries: list[str]) -> Open:
        """The rows of the queries on disk; the store is let go."""
        paths = {sql: self.folder / f"rows-{number}.arrow" for number, sql in enumerate(queries)}
        for sql, path in paths.items():
            _write(path, self.batches(sql))
        self.close()
        return partial(_read, paths)


def _write(path: Path, batches: Iterator[pa.RecordBatch]) -> None:
    first = next(batches, None)
    if first is None:
        return
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, first.schema) as out:
        out.write_batch(first)
        for batch in batches:
            out.write_batch(batch)


def _read(paths: dict[str, Path], sql: str) -> Iterator[pa.RecordBatch]:
    if not paths[sql].exists():
        return
    with pa.OSFile(str(paths[sql]), "rb") as file:
        reader = pa.ipc.open_file(file)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


class Waiting:
    """Large readings whose rows are still in their store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._park: weakref.WeakSet[Any] = weakref.WeakSet()

    def add(self, reading: Any) -> None:
        """One more."""
        with self._lock:
            self._park.add(reading)

    def park_all(self) -> None:
        """Make room: those that wait go to disk."""
        with self._lock:
            waiting = list(self._park)
            self._park.clear()
        for reading in waiting:
            reading.park()


WAITING = Waiting()
