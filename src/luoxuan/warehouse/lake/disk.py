"""Down to the platter: delta-rs does not fsync, so the lake does it before it answers."""

import os
from collections.abc import Iterable
from pathlib import Path


def sync(path: Path) -> None:
    """Flush a file, or the names in a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_files(paths: Iterable[Path], root: Path) -> None:
    """Flush the files and every folder between them and the root."""
    folders: set[Path] = set()
    for path in paths:
        sync(path)
        folder = path.parent
        while folder not in folders and (folder == root or root in folder.parents):
            folders.add(folder)
            folder = folder.parent
    for folder in folders:
        sync(folder)
