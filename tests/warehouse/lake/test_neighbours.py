"""Web server, worker and command line use one lake at the same time (9.1)."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from luoxuan.warehouse import lake
from luoxuan.warehouse.lake import LockNotHeldError, Snapshot
from tests.shared_material import ROOT
from tests.warehouse.lake import neighbours
from tests.warehouse.rows import incoming, order

pytestmark = pytest.mark.slow

HOUSEHOLD = [
    ("writer", "web"),
    ("writer", "worker"),
    ("reader", "page"),
    ("reader", "report"),
    ("keeper", "job"),
]


def start(role: str, root: Path, me: str) -> subprocess.Popen[str]:
    total = str(2 * neighbours.IMPORTS)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.warehouse.lake.neighbours", role, root, me, total],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_writers_two_readers_and_a_keeper_live_together(tmp_path: Path) -> None:
    root = tmp_path / "lake"
    root.mkdir()
    running = {me: start(role, root, me) for role, me in HOUSEHOLD}
    ended = {me: (one.communicate(timeout=120)[1], one.returncode) for me, one in running.items()}
    assert ended == dict.fromkeys(running, ("", 0))
    assert lake.verify(root, neighbours.named(root)) == ()


def test_a_write_without_the_lock_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "lake"
    rows = incoming("i", {"orders": [order("i", "o")]})
    with pytest.raises(LockNotHeldError, match="write_lock"):
        lake.commit_imports(root, Snapshot(root, {}), [rows])
    with pytest.raises(LockNotHeldError):
        lake.undo_import(root, Snapshot(root, {}), ["i"])
    assert not root.exists()


def test_the_lock_of_another_thread_does_not_count(tmp_path: Path) -> None:
    refused: list[bool] = []

    def other() -> None:
        with pytest.raises(LockNotHeldError):
            lake.undo_import(tmp_path, Snapshot(tmp_path, {}), ["i"])
        refused.append(True)

    with lake.write_lock(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert refused == [True]


def test_the_lock_may_be_taken_again_inside_and_is_free_afterwards(tmp_path: Path) -> None:
    with lake.write_lock(tmp_path), lake.write_lock(tmp_path):
        pass
    script = (
        "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)"
    )
    lock = tmp_path / ".write.lock"
    free = subprocess.run([sys.executable, "-c", script, lock], check=False, capture_output=True)
    assert free.returncode == 0
    with lake.write_lock(tmp_path), lake.write_lock(tmp_path):
        held = subprocess.run(
            [sys.executable, "-c", script, lock], check=False, capture_output=True
        )
    assert held.returncode != 0
