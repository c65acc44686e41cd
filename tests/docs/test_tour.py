"""The walk in docs/tour.md can be walked: its blocks run, in order, against a new home."""

import contextlib
import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.shared_material import ROOT

BLOCKS = re.findall(
    r"^```sh\n(.*?)^```$", (ROOT / "docs/tour.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
WARM_START = 60
"""Seconds from a warm start to the first page, on two cores."""

YEAR = 120
"""Seconds of a processor."""

PATIENCE = 600
"""Seconds a busy machine may take."""


class Walk:
    """A newcomer's machine: a home, a served demo, a second terminal."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.env = os.environ | {"LUOXUAN_HOME": str(home), "PORT": str(self.port)}
        self.printed = ""
        self.folder = home

    @property
    def address(self) -> str:
        """Where the demo serves."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "subprocess.Popen[bytes]":
        """What `make demo` runs once the environment is there."""
        recipe = subprocess.run(
            ["make", "--no-print-directory", "-n", "demo", f"PORT={self.port}"],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=True,
        ).stdout.splitlines()[-1]  # fmt: skip
        assert recipe == f".venv/bin/luoxuan demo up --port {self.port}"
        log = (self.home / "demo.log").open("wb")
        return subprocess.Popen(
            recipe.split(), cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
        )

    def wait(self, server: "subprocess.Popen[bytes]") -> None:
        """Until the first page answers."""
        began = time.monotonic()
        while not self.answers():
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.2)
                raise AssertionError(f"It ended: {self.log()}")
            assert time.monotonic() - began < PATIENCE, self.log()

    def answers(self) -> bool:
        """Whether somebody serves."""
        with contextlib.suppress(OSError):
            door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            door.request("GET", "/healthz")
            return door.getresponse().status == 200
        return False

    def log(self) -> str:
        """What `make demo` printed."""
        return (self.home / "demo.log").read_text("utf-8")

    def terminal(self, blocks: list[str]) -> str:
        """Run the blocks one after the other in one shell; what they printed."""
        script = "\n".join(["set -euo pipefail", *blocks, 'echo "folder=$PWD"'])
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        printed, _, folder = done.stdout.rpartition("folder=")
        self.folder = Path(folder.strip())
        return printed

    def json(self, name: str) -> Any:
        """A file the walk wrote."""
        return json.loads((self.folder / name).read_text("utf-8"))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The whole walk, walked once."""
    one = Walk(tmp_path_factory.mktemp("home"))
    server = one.start()
    try:
        one.wait(server)
        one.printed = one.terminal(BLOCKS[1:])
        yield one
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


pytestmark = pytest.mark.slow


def test_the_walk_begins_with_one_command() -> None:
    assert BLOCKS[0] == "make demo\n"


def test_files_are_in_with_less_than_a_minute_of_work_on_two_cores(walk: Walk) -> None:
    """Work done, not time passed: another test on the same machine must not make this one fail."""
    filled = json.loads((walk.home / "demo/filled.json").read_text("utf-8"))
    assert filled["cpu_seconds"] / 2 < WARM_START * 0.75


def test_a_year_of_the_loop_is_two_minutes_of_work_at_most(walk: Walk) -> None:
    filled = json.loads((walk.home / "demo/filled.json").read_text("utf-8"))
    assert filled["year_cpu_seconds"] < YEAR


def test_the_loop_answers_for_targets_and_for_every_requirement(walk: Walk) -> None:
    assert any(row["actual"] for row in walk.json("targets.json")["nodes"])
    states = {row["id"]: row["state"] for row in walk.json("conformity.json")}
    assert states["12.1"] == "lived"


def test_the_printed_log_in_opens_today_and_the_daily_report(walk: Walk) -> None:
    user, word = re.findall(rf"{walk.address}/ +(\S+) / (\S+)", walk.log())[0]
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    form = browser.open(f"{walk.address}/login").read().decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
    body = {"csrfmiddlewaretoken": token, "login": user, "password": word}
    browser.addheaders.append(("Referer", f"{walk.address}/login"))
    with browser.open(f"{walk.address}/login", urllib.parse.urlencode(body).encode()) as first:
        assert first.status == 200
    for page in ("/b/demo/", "/b/demo/check/daily/", "/b/demo/data/imports/", "/b/online-retail/"):
        with browser.open(f"{walk.address}{page}") as answer:
            assert answer.status == 200
            assert answer.url.startswith(f"{walk.address}{page}")


def test_the_own_orders_came_in_once(walk: Walk) -> None:
    (report,) = walk.json("my-import.json")
    assert (report["status"], report["rows_kept"]) == ("imported", 2)
    assert "duplicate" in walk.printed


def test_the_own_orders_are_in_the_report_and_leave_with_undo(walk: Walk) -> None:
    before, after, undone = (
        gmv(walk.json(f"{name}.json")) for name in ("before", "after", "undone")
    )
    assert after - before == Decimal("208.50")
    assert undone == before


def test_the_report_names_the_planted_problems(walk: Walk) -> None:
    planted = json.loads((walk.home / "demo/answers.json").read_text("utf-8"))["problems"]
    found = {finding["kind"] for finding in walk.json("after.json")["findings"]}
    assert {p["kind"] for p in planted if p["found_in"] == "daily_report"} <= found


def gmv(report: dict[str, Any]) -> Decimal:
    """Paid GMV of the day, all shops."""
    return Decimal(report["total"]["metrics"]["gmv_paid"]["value"])
