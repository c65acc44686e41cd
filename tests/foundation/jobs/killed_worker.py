"""A real worker for test_killed_worker.py: its work leaves a mark once, and says so when two do it at one time."""

import os
import sys
import threading
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoxuan.settings")
django.setup()

from luoxuan.foundation.jobs.registry import JobContext, job  # noqa: E402
from luoxuan.foundation.jobs.worker import Worker  # noqa: E402
from tests.foundation.jobs.held import HELD  # noqa: E402

STEPS = 4
STEP = 0.02


@job("test.mark", most_attempts=10)
def mark(context: JobContext, *, number: int, folder: str) -> None:
    """Take some time, then leave the mark; safe to run twice, as every work must be."""
    place = Path(folder)
    say(f"begin {number}")
    holder = place / f"holder-{number}"
    if holder.exists() and lives(int(holder.read_text())):
        (place / f"double-{number}").touch()
    # Whole or not at all: the kill may come between opening and writing.
    draft = place / f"draft-{os.getpid()}"
    draft.write_text(str(os.getpid()))
    draft.replace(holder)
    if os.environ.get(HELD):
        threading.Event().wait()
    for step in range(STEPS):
        context.progress(step, STEPS)
        threading.Event().wait(STEP)
    (place / f"mark-{number}").touch()
    holder.unlink(missing_ok=True)
    say(f"end {number}")


def lives(pid: int) -> bool:
    """Whether another process of that number lives."""
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def say(text: str) -> None:
    """One line for the test."""
    print(text, flush=True)


if __name__ == "__main__":
    Worker().run(until_idle="--until-idle" in sys.argv)
