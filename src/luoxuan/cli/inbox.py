"""`luoxuan inbox`: watches the inbox folder of every brand (9.1)."""

import signal
import threading
from datetime import UTC, datetime
from typing import Annotated

import typer

Pause = Annotated[float, typer.Option("--pause", help="Seconds between two looks.", min=0.1)]
Rounds = Annotated[int, typer.Option("--rounds", help="Leave after so many looks; 0: never.")]


def inbox_command(pause: Pause = 5.0, rounds: Rounds = 0) -> None:
    """Import what is put into brands/BRAND/inbox; a file is taken when two looks find it unchanged."""
    from luoxuan.cli.django import setup

    setup()
    from django.db import close_old_connections

    from luoxuan.foundation.intake import services

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_said: stop.set())
    seen: dict[str, services.Stamp] = {}
    looks = 0
    while not stop.is_set():
        close_old_connections()
        seen = services.inbox_round(seen=seen, at=datetime.now(UTC))
        looks += 1
        if looks == rounds:
            return
        stop.wait(pause)
