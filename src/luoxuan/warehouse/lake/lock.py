"""One writer per lake: a kernel lock that a killed process leaves behind unlocked."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luoxuan.warehouse.lake.model import LockNotHeldError

LOCK = ".write.lock"
_held = threading.local()


@contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """Wait for the lake and hold it. The same thread may take it again inside.

    Take it, then read the base from the catalogue, write, name the new versions, release.
    """
    depth = _depths().get(_key(root), 0)
    if depth:
        with _counted(root, depth):
            yield
        return
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with _counted(root, 0):
            yield
    finally:
        os.close(descriptor)


def require_lock(root: Path) -> None:
    """Raise where the calling thread does not hold the lake."""
    if not _depths().get(_key(root), 0):
        raise LockNotHeldError(
            f"Nobody here holds {root}. Take lake.write_lock(root) before reading the base: "
            "a base read earlier may be stale, and repair would undo another writer's commit."
        )


@contextmanager
def _counted(root: Path, depth: int) -> Iterator[None]:
    _depths()[_key(root)] = depth + 1
    try:
        yield
    finally:
        _depths()[_key(root)] = depth


def _depths() -> dict[str, int]:
    if not hasattr(_held, "depths"):
        _held.depths = {}
    depths: dict[str, int] = _held.depths
    return depths


def _key(root: Path) -> str:
    return os.path.realpath(root)
