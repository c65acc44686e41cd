"""One open lake of Delta tables per brand: written by one, read by many, undone exactly (9.1)."""

from luoxuan.warehouse.lake.commit import commit_imports, repair
from luoxuan.warehouse.lake.inspection import Finding, TableStatus, status, verify
from luoxuan.warehouse.lake.lock import write_lock
from luoxuan.warehouse.lake.model import (
    SUPERSEDED,
    CommitOutcome,
    IncomingRows,
    LakeDamagedError,
    LakeError,
    LockNotHeldError,
    RowsRefusedError,
    Snapshot,
    TableOutcome,
)
from luoxuan.warehouse.lake.undo import undo_import
from luoxuan.warehouse.lake.upkeep import compact, vacuum

__all__ = [
    "SUPERSEDED",
    "CommitOutcome",
    "Finding",
    "IncomingRows",
    "LakeDamagedError",
    "LakeError",
    "LockNotHeldError",
    "RowsRefusedError",
    "Snapshot",
    "TableOutcome",
    "TableStatus",
    "commit_imports",
    "compact",
    "repair",
    "status",
    "undo_import",
    "vacuum",
    "verify",
    "write_lock",
]
