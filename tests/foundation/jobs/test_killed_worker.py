"""kill -9 of a worker in the middle of a job: nothing is lost, nothing is done by two at once."""

import os
import selectors
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.foundation.jobs.held import HELD
from tests.shared_material import ROOT

JOBS = 24
VICTIMS = 4
LONGEST = 90.0
ENQUEUE = """
import django; django.setup()
from datetime import UTC, datetime
from luoxuan.foundation.jobs import services
for number in range({count}):
    services.job_enqueue(kind="test.mark", payload={{"number": number, "folder": {folder!r}}},
                         brand=None, requested_by=None, at=datetime.now(UTC), key=str(number))
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An installation of its own whose workers are taken for dead after six seconds."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "LUOXUAN_HOME": str(tmp_path / "installation"),
        "LUOXUAN_JOB_SILENCE": "6",
        "LUOXUAN_JOB_BEAT": "0.3",
        "DJANGO_SETTINGS_MODULE": "luoxuan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


class Workers:
    """Real worker processes, all gone after the test."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        self.surroundings = surroundings
        self.all: list[subprocess.Popen[str]] = []

    def start(self, *, is_held: bool = False) -> "subprocess.Popen[str]":
        """One more; a held one stays in the middle of its first job."""
        held = {HELD: "1"} if is_held else {}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.foundation.jobs.killed_worker"],
            cwd=ROOT, env=self.surroundings | held, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.all.append(process)
        return process

    def kill(self, process: "subprocess.Popen[str]") -> None:
        """As a machine without memory does."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        """All of them."""
        for process in self.all:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture
def workers(surroundings: dict[str, str]) -> Iterator[Workers]:
    found = Workers(surroundings)
    yield found
    found.end()


@pytest.mark.slow
def test_killed_workers_lose_and_double_nothing(
    tmp_path: Path, surroundings: dict[str, str], workers: Workers
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    run([sys.executable, "-m", "luoxuan.cli.main", "init", "--brand", "yanshi"], surroundings)
    run([sys.executable, "-c", ENQUEUE.format(count=JOBS, folder=str(marks))], surroundings)
    victims = [workers.start(is_held=True) for _number in range(VICTIMS)]
    for victim in victims:
        assert heard(victim, until=lambda said: said.startswith("begin"))
    survivors = [workers.start(), workers.start()]
    # Who beats keeps its job: the others do everything else, and nothing of theirs.
    assert heard(survivors[0], until=lambda _said: marked(marks) == JOBS - VICTIMS)
    for victim in victims:
        workers.kill(victim)
    assert heard(survivors[0], until=lambda _said: marked(marks) == JOBS)
    assert [path.name for path in marks.glob("double-*")] == []
    workers.end()
    states = stored(Path(surroundings["LUOXUAN_HOME"]) / "db.sqlite3")
    assert {state for state, _attempts in states} <= {"done", "running"}
    assert sum(attempts for _state, attempts in states) == JOBS + VICTIMS


def heard(process: "subprocess.Popen[str]", *, until: Callable[[str], bool]) -> bool:
    """Listen to a worker until it is so; False after the longest time a loaded machine may need."""
    deadline = time.monotonic() + LONGEST
    with selectors.DefaultSelector() as chooser:
        chooser.register(process.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
        said = ""
        while not until(said):
            if time.monotonic() > deadline:
                return False
            for key, _events in chooser.select(timeout=0.5):
                said += os.read(key.fd, 4096).decode()
    return True


def marked(marks: Path) -> int:
    """How many jobs left their mark."""
    return len(list(marks.glob("mark-*")))


def stored(database: Path) -> list[tuple[str, int]]:
    """State and attempts of every job, as the file has them."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT state, attempts FROM jobs_job WHERE kind = 'test.mark'")
        return list(rows)


def run(command: list[str], surroundings: dict[str, str]) -> None:
    """A command that must succeed."""
    done = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
