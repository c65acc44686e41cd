"""Small files become large ones, and files no kept snapshot names go (9.1)."""

import shutil
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake import log, merge
from luoxuan.warehouse.lake.commit import repair
from luoxuan.warehouse.lake.files import Part
from luoxuan.warehouse.lake.lock import require_lock
from luoxuan.warehouse.lake.log import Change
from luoxuan.warehouse.lake.merge import SMALL
from luoxuan.warehouse.lake.model import Snapshot
from luoxuan.warehouse.lake.relation import Files, workbench

CROWD = 4  # so many small files of a month are worth a rewrite
RETENTION = timedelta(days=7)  # far longer than any query, and than a catalogue row takes to come


def compact(root: Path, base: Snapshot) -> Snapshot:
    """The same rows in fewer files, by day. The caller holds `write_lock` and names the result."""
    require_lock(root)
    repair(root, base)
    versions = dict(base.versions)
    with workbench(root) as db:
        for name in base.versions:
            files = Files(root / name, log.table_of(name), log.files_of(base, name))
            crowds = _crowds(files.parts)
            if crowds:
                versions[name] = _rewrite(db, files, crowds)
    return Snapshot(root, versions)


def vacuum(root: Path, keep: Sequence[Snapshot], retention: timedelta = RETENTION) -> list[str]:
    """Remove files that no snapshot of `keep` names and nobody has needed for so long.

    `keep` holds every snapshot the catalogue can still give out, the present one among them. The
    caller holds `write_lock`. Gives the paths removed, below the root.
    """
    require_lock(root)
    removed = []
    for name in log.NAMES:
        versions = sorted({s.versions[name] for s in keep if name in s.versions})
        if log.last_version(root / name) is not None:
            removed += [f"{name}/{path}" for path in log.vacuum(root / name, versions, retention)]
    for spill in root.glob(".spill-*"):
        if time.time() - spill.stat().st_mtime > retention.total_seconds():
            shutil.rmtree(spill, ignore_errors=True)
    return removed


def _crowds(parts: Sequence[Part]) -> list[Part]:
    months: dict[str | None, list[Part]] = {}
    for part in parts:
        if part.rows < SMALL:
            months.setdefault(part.month, []).append(part)
    return [part for small in months.values() if len(small) >= CROWD for part in small]


def _rewrite(db: duckdb.DuckDBPyConnection, files: Files, crowds: list[Part]) -> int:
    added = merge.write_rows(db, files, f"SELECT * FROM {files.relation(crowds)}")
    return log.commit(files.folder.parent, files.folder.name, Change("compact", added, crowds))
