"""`luoxuan serve`: web server, worker and inbox, each in a process of its own, started again when one dies."""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

LOOK = 0.5
CALM = 10


def serve_command(
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="Background workers.")] = 1,
) -> None:
    """Serve until Ctrl-C."""
    me = [sys.executable, "-m", "luoxuan.cli.main"]
    commands = [
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
            "--port", str(port), "--workers", "1", "--blocking-threads", "8",
            "--no-ws", "--log-level", "warning", "luoxuan.web.wsgi:application",
        ],
        *[[*me, "worker"]] * workers,
        [*me, "inbox"],
    ]  # fmt: skip
    typer.echo(f"Luoxuan serves on http://{host}:{port} (Ctrl-C ends it)")
    Supervisor(commands).run()


class Supervisor:
    """Keeps processes running and ends them all together."""

    def __init__(self, commands: list[list[str]]) -> None:
        self.commands = commands
        self.stop = threading.Event()
        self.children: list[subprocess.Popen[bytes]] = []

    def run(self) -> None:
        """Start all, start again what ends, until SIGINT or SIGTERM."""
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)
        self.children = [self._start(command) for command in self.commands]
        restarts = 0
        while not self.stop.wait(LOOK):
            for at, child in enumerate(self.children):
                if child.poll() is not None and not self.stop.is_set():
                    restarts += 1
                    if restarts > CALM:
                        typer.echo(
                            f"{self.commands[at][3]} ends again and again: giving up.", err=True
                        )
                        self._end()
                        raise typer.Exit(1)
                    self.children[at] = self._start(self.commands[at])
        self._end()

    def _start(self, command: list[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(command, env={**os.environ}, start_new_session=True)

    def _end(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()
