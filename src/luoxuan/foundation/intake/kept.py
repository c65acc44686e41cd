"""What was worked out from one version of the data: in memory, and in the brand's folder for the other processes.

The version of the data and of the code are in the key, so nothing is ever stale. Files carry a keyed hash: what this
installation did not write is not read.
"""

import hashlib
import hmac
import os
import pickle
import shutil
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock, get_ident
from types import ModuleType
from typing import TypeVar

from django.conf import settings

from luoxuan import analysis, metrics, warehouse
from luoxuan.warehouse.lake import Snapshot

T = TypeVar("T")
MOST_IN_MEMORY = 512
VERSIONS_ON_DISK = 3
HASH = 32


class Keeper:
    """Answers of one wing; `modules` are the packages whose code makes them, besides those that reckon."""

    def __init__(self, name: str, *modules: ModuleType) -> None:
        self.name = name
        self._modules = (analysis, metrics, warehouse, *modules)
        self._memory: OrderedDict[str, object] = OrderedDict()
        self._lock = Lock()

    def kept(self, snapshot: Snapshot, key: object, kind: type[T], make: Callable[[], T]) -> T:
        """The answer kept under the key for this version of the data, else a new one, kept from now on."""
        found = self.peek(snapshot, key, kind)
        if found is None:
            found = make()
            self.keep(snapshot, key, found)
        return found

    def peek(self, snapshot: Snapshot, key: object, kind: type[T]) -> T | None:
        """The answer kept under the key, None where there is none."""
        path = self._path(snapshot, f"{kind.__name__} {key!r}")
        found = self._remembered(str(path)) or _read(path)
        if not isinstance(found, kind):
            return None
        self._remember(str(path), found)
        return found

    def keep(self, snapshot: Snapshot, key: object, answer: object) -> None:
        """Keep an answer that came about together with others."""
        path = self._path(snapshot, f"{type(answer).__name__} {key!r}")
        _write(path, answer)
        self._remember(str(path), answer)

    def _remembered(self, path: str) -> object | None:
        with self._lock:
            if path in self._memory:
                self._memory.move_to_end(path)
            return self._memory.get(path)

    def _remember(self, path: str, answer: object) -> None:
        with self._lock:
            self._memory[path] = answer
            while len(self._memory) > MOST_IN_MEMORY:
                self._memory.popitem(last=False)

    def _path(self, snapshot: Snapshot, key: str) -> Path:
        versions = repr(sorted(snapshot.versions.items()))
        data = hashlib.sha256(f"{versions}{self._code}".encode()).hexdigest()[:16]
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        return snapshot.root.parent / "cache" / self.name / data / name

    @cached_property
    def _code(self) -> str:
        """What the code that reckons looks like: another release never reads this one's answers."""
        seen = hashlib.sha256()
        for module in self._modules:
            for path in sorted(Path(str(module.__file__)).parent.rglob("*.py")):
                state = path.stat()
                seen.update(f"{path.name}{state.st_size}{state.st_mtime_ns}".encode())
        return seen.hexdigest()


def _read(path: Path) -> object | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    if not hmac.compare_digest(raw[:HASH], _hash(raw[HASH:])):
        return None
    return pickle.loads(raw[HASH:])  # type: ignore[no-any-return]  # noqa: S301  # only bytes we signed


def _write(path: Path, answer: object) -> None:
    body = pickle.dumps(answer)
    # Threads of one process may keep the same answer at once, and a newer version's may forget this folder.
    draft = path.with_suffix(f".{os.getpid()}-{get_ident()}")
    with suppress(FileNotFoundError, FileExistsError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_bytes(_hash(body) + body)
        draft.replace(path)
        _forget_old(path.parent.parent)


def _forget_old(folder: Path) -> None:
    versions = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in versions[VERSIONS_ON_DISK:]:
        shutil.rmtree(old, ignore_errors=True)


def _hash(body: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), body, hashlib.sha256).digest()
