"""One open lake of Delta tables per brand: written by one, read by many, undone exactly (9.1)."""

from luoxuan.warehouse.lake.commit import commit_imports, repair
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

__all__ = [
    "SUPERSEDED",
    "CommitOutcome",
    "IncomingRows",
    "LakeDamagedError",
    "LakeError",
    "LockNotHeldError",
    "RowsRefusedError",
    "Snapshot",
    "TableOutcome",
    "commit_imports",
    "repair",
    "undo_import",
    "write_lock",
]
