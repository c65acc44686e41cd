"""`luoxuan serve`: one command starts everything, starts again what dies, and ends all of it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import psutil
import pytest

from tests.shared_material import ROOT

TRIES = 200
PARTS = ("granian", "worker", "inbox")


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """An installation that serves."""
    around = {**os.environ, "LUOXUAN_HOME": str(tmp_path / "installation"), "DATABASE_URL": ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "luoxuan.cli.main", "serve", "--port", str(port)],
        cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def health(port: int) -> str:
    """What /healthz says, once the server listens."""
    for _try in range(TRIES):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return str(answer.read().decode())
        except URLError:
            psutil.Process().cpu_percent(interval=0.1)
    return "nobody answers"


def children(process: "subprocess.Popen[str]") -> dict[str, psutil.Process]:
    """The living processes of the server by what they do."""
    found = {}
    for child in psutil.Process(process.pid).children():
        with contextlib.suppress(psutil.Error):
            words = child.cmdline()
            found.update({name: child for name in PARTS if name in words})
    return found


def replaced(process: "subprocess.Popen[str]", name: str, old: int) -> bool:
    """Whether another process does the work of the old one."""
    for _try in range(TRIES):
        now = children(process).get(name)
        if now is not None and now.pid != old:
            return True
        psutil.Process().cpu_percent(interval=0.1)
    return False


@pytest.mark.slow
def test_one_command_serves_heals_and_ends_everything(
    server: "subprocess.Popen[str]", port: int
) -> None:
    assert server.stdout is not None
    assert f"http://127.0.0.1:{port}" in server.stdout.readline()
    assert health(port) == "ok"
    running = children(server)
    assert set(running) == set(PARTS)
    running["worker"].kill()
    assert replaced(server, "worker", running["worker"].pid)
    family = psutil.Process(server.pid).children(recursive=True)
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0
    gone, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert len(gone) >= 3


def test_a_port_that_is_taken_is_refused_and_nothing_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        around = {**os.environ, "LUOXUAN_HOME": str(tmp_path / "installation"), "DATABASE_URL": ""}
        done = subprocess.run(
            [sys.executable, "-m", "luoxuan.cli.main", "serve", "--port", str(port)],
            cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert not (tmp_path / "installation/db.sqlite3").exists()
