"""A private folder per run; what a killed run left behind goes at the next start (9.3)."""

import fcntl
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luoxuan.foundation.intake import places
from luoxuan.foundation.people.models import Brand

LOCK = ".alive"
UNBORN = ".unborn"


@contextmanager
def workdir(brand: Brand) -> Iterator[Path]:
    """A new folder of mode 0700, gone afterwards, also after an error."""
    root = places.work_root(brand)
    workdirs_sweep(brand)
    folder = places.private(root / uuid.uuid4().hex)
    with (folder / UNBORN).open("wb") as lock:
        # Locked before it gets its name: whoever sees the name sees a held lock.
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / UNBORN).rename(folder / LOCK)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def workdirs_sweep(brand: Brand) -> int:
    """Remove the folders of runs that are dead: nobody holds their lock."""
    dead = [folder for folder in places.work_root(brand).iterdir() if _is_dead(folder)]
    for folder in dead:
        shutil.rmtree(folder, ignore_errors=True)
    return len(dead)


def _is_dead(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Without a lock it is being made, being removed, or nobody's.
        return folder.is_dir() and {inside.name for inside in folder.iterdir()} - {UNBORN} != set()
    return True
