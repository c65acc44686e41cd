"""`luoxuan serve`: web server, worker and inbox, each in a process of its own, started again when one dies."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from types import FrameType
from typing import Annotated

import typer

LOOK = 0.5
ENDS_MOST = 5
ENDS_WITHIN = 60.0
PATIENCE = 15.0
PR_SET_PDEATHSIG = 1

Port = Annotated[int, typer.Option("--port", help="Port to listen on.")]
Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
Workers = Annotated[int, typer.Option("--workers", help="Background workers.", min=0)]


def serve_command(port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 1) -> None:
    """Serve until Ctrl-C; what dies is started again."""
    from luoxuan.cli.django import setup

    setup()
    from django.core.management import call_command

    if is_taken(host, port):
        typer.echo(
            f"luoxuan: port {port} of {host} is taken: choose another with --port.", err=True
        )
        raise typer.Exit(2)
    call_command("migrate", verbosity=0, interactive=False)
    typer.echo(f"Luoxuan serves on http://{host}:{port} (Ctrl-C ends it)")
    supervisor = Supervisor([Child(name, argv) for name, argv in _commands(port, host, workers)])
    raise typer.Exit(supervisor.run())


def is_taken(host: str, port: int) -> bool:
    """Whether somebody serves there already; two servers would share the port and answer in turns."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _commands(port: int, host: str, workers: int) -> list[tuple[str, list[str]]]:
    me = [sys.executable, "-m", "luoxuan.cli.main"]
    web = [
        *[sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host],
        *["--port", str(port), "--workers", "1", "--blocking-threads", "8", "--no-ws"],
        *["--log-level", "error", "luoxuan.web.wsgi:application"],
    ]
    work = [(f"worker {number}", [*me, "worker"]) for number in range(1, workers + 1)]
    return [("web", web), *work, ("inbox", [*me, "inbox"])]


@dataclass
class Child:
    """One process that should always run."""

    name: str
    argv: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    ends: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it; it dies with its parent, however that one dies."""
        self.process = subprocess.Popen(
            self.argv, env={**os.environ}, start_new_session=True, preexec_fn=_die_with_parent
        )

    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self.process is not None and self.process.poll() is not None

    def ends_too_often(self) -> bool:
        """Note one more end; whether there were too many lately."""
        now = time.monotonic()
        self.ends = [*(end for end in self.ends if now - end < ENDS_WITHIN), now]
        return len(self.ends) > ENDS_MOST

    def stop(self, patience: float) -> None:
        """Wait for it to leave by itself, then end it."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Keeps processes running and ends them all together."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.asked = threading.Event()

    def run(self) -> int:
        """Start all, start again what ends, until SIGINT or SIGTERM. The exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)
        for child in self.children:
            child.start()
        status = 0
        while not self.asked.wait(LOOK):
            hopeless = [c for c in self.children if c.has_ended() and not self._again(c)]
            if hopeless:
                typer.echo(f"{hopeless[0].name} ends again and again: giving up.", err=True)
                status = 1
                break
        self._end()
        return status

    def _again(self, child: Child) -> bool:
        if child.ends_too_often():
            return False
        child.start()
        return True

    def _end(self) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.stop(max(deadline - time.monotonic(), 0.1))

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked.set()


def _die_with_parent() -> None:
    """Linux ends a child whose parent was killed; elsewhere the child is left, as anywhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
