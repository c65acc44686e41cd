"""What goes into a lake and what comes back (9.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

SUPERSEDED = "_superseded"


class LakeError(Exception):
    """The lake cannot do what was asked; says what and how to mend it."""


class LockNotHeldError(LakeError):
    """A write without the lock: the base may be stale by now."""


class RowsRefusedError(LakeError):
    """Rows that do not fit the canonical table."""


class LakeDamagedError(LakeError):
    """A file or version that the catalogue names is not there."""


@dataclass(frozen=True)
class Snapshot:
    """A consistent set of table versions; a table it does not name is empty."""

    root: Path
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class IncomingRows:
    """The rows of one reading, per canonical table; each callable streams them from the start."""

    import_id: str
    tables: Mapping[str, Callable[[], pa.RecordBatchReader]]


@dataclass(frozen=True)
class TableOutcome:
    """What a commit did to one table."""

    rows: int = 0
    """Rows that came in."""
    replaced: int = 0
    """Rows that stood there and were superseded by fresher ones."""
    stale: int = 0
    """Incoming rows that were superseded at once: a fresher record stands already."""


@dataclass(frozen=True)
class CommitOutcome:
    """The versions to name in the catalogue, and per table what happened."""

    snapshot: Snapshot
    merged: Mapping[str, TableOutcome]
