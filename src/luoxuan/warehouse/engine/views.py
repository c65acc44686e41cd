"""The views of a snapshot as SQL: canonical tables, their superseded rows, and derived ones."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from luoxuan.warehouse.lake import SUPERSEDED, Snapshot
from luoxuan.warehouse.lake.log import files_of, table_of
from luoxuan.warehouse.lake.relation import names, relation
from luoxuan.warehouse.tables import DERIVED, TABLES

STORED = (*TABLES, *(name + SUPERSEDED for name in TABLES))
NAMES = (*STORED, *DERIVED)


def needed(asked: Iterable[str]) -> list[str]:
    """The views to make, in order: what a derived view reads comes before it."""
    wanted = set(asked)
    for name in reversed(DERIVED):
        # A view stands below those it reads: walked from the end, what it reads is met after it.
        if name in wanted:
            wanted |= set(DERIVED[name].reads)
    return [name for name in NAMES if name in wanted]


def definition(snapshot: Snapshot, name: str) -> str:
    """The SELECT behind a view; a table the snapshot does not name has its columns and no row."""
    if name in DERIVED:
        return DERIVED[name].sql
    table = table_of(name)
    columns = names([column.name for column in table.columns])
    return f"SELECT {columns} FROM {relation(table, paths(snapshot, name))}"


def paths(snapshot: Snapshot, name: str) -> list[str]:
    """The files of a stored table in the snapshot."""
    version = snapshot.versions.get(name)
    return [] if version is None else list(_paths(snapshot.root, name, version))


def size(snapshot: Snapshot, name: str) -> float:
    """Bytes of the table's files; a derived view has none of its own and is never small."""
    version = snapshot.versions.get(name)
    if name in DERIVED:
        return float("inf")
    return 0 if version is None else _size(snapshot.root, name, version)


def opened(snapshot: Snapshot, name: str) -> list[str]:
    """The files a view opens; a derived view opens none of its own."""
    return [] if name in DERIVED else paths(snapshot, name)


@lru_cache(maxsize=4096)
def _size(root: Path, name: str, version: int) -> int:
    return sum(part.size for part in files_of(Snapshot(root, {name: version}), name))


@lru_cache(maxsize=4096)
def _paths(root: Path, name: str, version: int) -> tuple[str, ...]:
    # A version never changes: its file list is read once per process.
    parts = files_of(Snapshot(root, {name: version}), name)
    return tuple(str(root / name / part.path) for part in parts)
