"""Answers that were worked out before: in memory, and in the brand's folder for the other processes.

An answer is made of one version of the data and one version of the code, both in its key, so it is never stale.
Files carry a keyed hash: what this installation did not write is not read.
"""

import hashlib
import hmac
import os
import pickle
import shutil
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from luoxuan import analysis, metrics
from luoxuan.analysis.daily import DailyAnswer, DailyQuestion
from luoxuan.warehouse.lake import Snapshot

MOST_IN_MEMORY = 128
VERSIONS_ON_DISK = 3
HASH = 32


@dataclass
class KeptAnswers:
    """The latest answers of this process, in front of those on disk."""

    secret: bytes
    answers: OrderedDict[str, DailyAnswer] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, snapshot: Snapshot, question: DailyQuestion) -> DailyAnswer | None:
        """The kept answer, None where there is none."""
        path = _path(snapshot, question)
        with self.lock:
            if str(path) in self.answers:
                self.answers.move_to_end(str(path))
                return self.answers[str(path)]
        found = self._read(path)
        if found is not None:
            self._remember(path, found)
        return found

    def keep(self, snapshot: Snapshot, answer: DailyAnswer, question: DailyQuestion) -> None:
        """Keep the answer here and on disk; versions of the data nobody asks for any more go."""
        path = _path(snapshot, question)
        self._remember(path, answer)
        body = pickle.dumps(answer)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(self._hash(body) + body)
        draft.replace(path)
        _forget_old(path.parent.parent)

    def _read(self, path: Path) -> DailyAnswer | None:
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        if not hmac.compare_digest(raw[:HASH], self._hash(raw[HASH:])):
            return None
        answer = pickle.loads(raw[HASH:])  # noqa: S301  # only bytes we signed ourselves
        return answer if isinstance(answer, DailyAnswer) else None

    def _remember(self, path: Path, answer: DailyAnswer) -> None:
        with self.lock:
            self.answers[str(path)] = answer
            while len(self.answers) > MOST_IN_MEMORY:
                self.answers.popitem(last=False)

    def _hash(self, body: bytes) -> bytes:
        return hmac.new(self.secret, body, hashlib.sha256).digest()


def _path(snapshot: Snapshot, question: DailyQuestion) -> Path:
    versions = repr(sorted(snapshot.versions.items()))
    data = hashlib.sha256(f"{versions}{_code()}".encode()).hexdigest()[:16]
    name = hashlib.sha256(repr(question).encode()).hexdigest()[:32]
    return snapshot.root.parent / "cache" / "reports" / data / name


def _forget_old(folder: Path) -> None:
    versions = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in versions[VERSIONS_ON_DISK:]:
        shutil.rmtree(old, ignore_errors=True)


@cache
def _code() -> str:
    """What the code that reckons looks like: another release never reads this one's answers."""
    seen = hashlib.sha256()
    for package in (analysis, metrics):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            state = path.stat()
            seen.update(f"{path.name}{state.st_size}{state.st_mtime_ns}".encode())
    return seen.hexdigest()
