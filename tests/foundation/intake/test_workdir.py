"""Open files live in a private folder; a dead run's folder goes, a living run's stays."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from luoxuan.foundation.intake import places
from luoxuan.foundation.intake.services import workdir, workdirs_sweep
from luoxuan.foundation.people.models import Brand

pytestmark = pytest.mark.django_db

HOLD = """
    import fcntl, sys, time
    from pathlib import Path
    folder = Path(sys.argv[1]); folder.mkdir(mode=0o700, parents=True)
    lock = (folder / ".alive").open("wb"); fcntl.flock(lock, fcntl.LOCK_EX)
    (folder / "orders.csv").write_text("left behind")
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_folder_is_private_and_gone_afterwards(brand: Brand) -> None:
    with workdir(brand) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "orders.csv").write_text("x")
    assert not folder.exists()


def test_an_error_leaves_nothing_either(brand: Brand) -> None:
    folders = []

    def read_and_fail() -> None:
        with workdir(brand) as folder:
            folders.append(folder)
            (folder / "orders.csv").write_text("x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_and_fail()
    assert not folders[0].exists()


def test_a_sweep_takes_the_dead_and_leaves_the_living(brand: Brand) -> None:
    left = places.work_root(brand) / "left"
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(left)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    assert workdirs_sweep(brand) == 0
    assert (left / "orders.csv").exists()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert workdirs_sweep(brand) == 1
    assert not left.exists()
