"""The Delta log of one table: open a version, commit files, take back what nobody named (9.1)."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import (
    CommitProperties,
    DeltaTable,
    Field,
    PostCommitHookProperties,
    Schema,
    Transaction,
)
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction

from luoxuan.warehouse.lake.disk import sync_files
from luoxuan.warehouse.lake.files import Part
from luoxuan.warehouse.lake.model import SUPERSEDED, LakeDamagedError, Snapshot
from luoxuan.warehouse.tables import TABLES, Table
from luoxuan.warehouse.tables.arrow import arrow_schema

LOG = "_delta_log"
CAUSE = "luoxuan.cause"
WRITTEN = "luoxuan.rows"
CHECKPOINT_EVERY = 50
# "As of" reads need every version the catalogue names: the log is never cleaned by age.
KEEP_LOG = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}
HOOKS = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
NAMES = tuple(TABLES) + tuple(name + SUPERSEDED for name in TABLES)


def table_of(name: str) -> Table:
    """The canonical table behind a table of the lake; its superseded rows have its columns."""
    return TABLES[name.removesuffix(SUPERSEDED)]


def files_of(snapshot: Snapshot, name: str) -> tuple[Part, ...]:
    """The files of a table in the snapshot, by month."""
    version = snapshot.versions.get(name)
    return () if version is None else parts_at(snapshot.root / name, version)


def parts_at(folder: Path, version: int | None = None) -> tuple[Part, ...]:
    """The files of a version, or of the last one."""
    try:
        actions = _open(folder, version).get_add_actions(flatten=True)
    except (DeltaError, OSError, ValueError) as error:
        raise LakeDamagedError(
            f"Table {folder.name} has no readable version {version}: {error}. Restore the lake "
            "from its backup, or import the originals again."
        ) from error
    rows: list[dict[str, Any]] = pa.table(actions).to_pylist()
    found = (
        Part(unquote(row["path"]), row.get("partition.month"), row["num_records"] or 0,
             row["size_bytes"])
        for row in rows
    )  # fmt: skip
    return tuple(sorted(found, key=lambda part: part.path))


def last_version(folder: Path) -> int | None:
    """The last version in the log, named or not; None where there is no table."""
    log = folder / LOG
    found = [int(path.stem) for path in log.glob("*.json") if path.stem.isdigit()]
    return max(found, default=None)


def schema_of(folder: Path) -> list[Field]:
    """The columns other engines see."""
    return _open(folder).schema().fields


def table_ready(root: Path, name: str) -> int:
    """The last version of the table; made empty, as version 0, where it does not exist."""
    folder = root / name
    version = last_version(folder)
    if version is not None:
        return _widened(folder, version)
    table = table_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    DeltaTable.create(
        folder,
        arrow_schema(table),
        partition_by=["month"] if table.day else None,
        description=table.grain,
        configuration=KEEP_LOG,
        post_commithook_properties=HOOKS,
    )
    return 0


@dataclass(frozen=True)
class Change:
    """Files that go into a table and files that go out of it, and why."""

    cause: str
    added: Sequence[Part] = ()
    removed: Sequence[Part] = ()
    written: Mapping[str, int] = field(default_factory=dict)
    """Rows that came in, by import."""


def commit(root: Path, name: str, change: Change) -> int:
    """Make the change one version of the table; it is on the disk when this returns."""
    folder = root / name
    before = table_ready(root, name)
    now = time.time_ns() // 1_000_000
    actions: list[AddAction | RemoveAction] = [_add(part, now) for part in change.added]
    actions += [
        RemoveAction(part.path, True, now, part.size, _partition(part)) for part in change.removed
    ]
    table = table_of(name)
    handle = _open(folder)
    handle.create_write_transaction(
        actions,
        "append",
        arrow_schema(table),
        ["month"] if table.day else None,
        commit_properties=CommitProperties(
            custom_metadata={CAUSE: change.cause, WRITTEN: json.dumps(change.written)},
            max_commit_retries=0,
            app_transactions=[Transaction(import_id, 1) for import_id in change.written],
        ),
        post_commithook_properties=HOOKS,
    )
    after = before + 1
    if after % CHECKPOINT_EVERY == 0:
        _open(folder).create_checkpoint()
    sync_files([folder / part.path for part in change.added] + _log_files(folder, before), root)
    return after


def rows_written(folder: Path) -> dict[str, int]:
    """How many rows each import wrote to the table, by what its commits say."""
    written: dict[str, int] = {}
    for entry in _open(folder).history():
        written |= json.loads(entry.get(WRITTEN, "{}"))
    return written


def take_back(root: Path, name: str, version: int | None) -> None:
    """Make the last version say what the named one says; a table nobody named becomes empty."""
    folder = root / name
    last = last_version(folder)
    if last is None or last == version:
        return
    target = version or 0
    try:
        if parts_at(folder, last) == parts_at(folder, target):
            return
        _open(folder).restore(target, post_commithook_properties=HOOKS)
    except LakeDamagedError:
        # Power went while the log was written: what is torn was never named.
        _drop_after(folder, -1 if version is None else version)
    sync_files(_log_files(folder, last), root)


def vacuum(folder: Path, keep: Sequence[int], retention: timedelta) -> list[str]:
    """Remove files that neither these versions nor the last one hold; gives their paths."""
    return _open(folder).vacuum(
        retention_hours=int(retention.total_seconds() // 3600),
        dry_run=False,
        enforce_retention_duration=False,
        full=True,
        keep_versions=list(keep),
        post_commithook_properties=HOOKS,
    )


def _widened(folder: Path, version: int) -> int:
    """Columns added to the canonical table since are added to the log; old files read as null."""
    handle = _open(folder)
    wanted = Schema.from_arrow(arrow_schema(table_of(folder.name))).fields
    known = {column.name for column in handle.schema().fields}
    missing = [column for column in wanted if column.name not in known]
    if not missing:
        return version
    handle.alter.add_columns(missing, post_commithook_properties=HOOKS)
    return version + 1


def _open(folder: Path, version: int | None = None) -> DeltaTable:
    return DeltaTable(folder, version=version)


def _add(part: Part, now: int) -> AddAction:
    return AddAction(
        part.path, part.size, _partition(part), now, True, json.dumps({"numRecords": part.rows})
    )


def _partition(part: Part) -> dict[str, str | None]:
    return {"month": part.month} if part.month else {}


def _log_files(folder: Path, after: int) -> list[Path]:
    log = folder / LOG
    fresh = [p for p in log.iterdir() if p.name.split(".")[0].isdigit()]
    named = [p for p in fresh if int(p.name.split(".")[0]) > after or after == 0]
    pointer = log / "_last_checkpoint"
    return named + ([pointer] if pointer.exists() else [])


def _drop_after(folder: Path, version: int) -> None:
    for path in (folder / LOG).iterdir():
        number = path.name.split(".")[0]
        if number == "_last_checkpoint" or (number.isdigit() and int(number) > version):
            path.unlink()
