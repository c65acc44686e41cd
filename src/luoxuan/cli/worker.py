"""`luoxuan worker`: does the background work."""

from typing import Annotated

import typer


def worker_command(
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="Leave when nothing is ready.")
    ] = False,
) -> None:
    """Work until told to stop; stops after the job at hand."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.jobs.worker import Worker

    Worker().run(until_idle=until_idle)
