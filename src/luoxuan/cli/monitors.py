"""`luoxuan monitors`: let a brand's monitors look at a day (9.15)."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Monitors and their alerts.")
USAGE = 2

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]


@app.callback()
def monitors() -> None:
    """Monitors and their alerts."""


@app.command("run")
def monitors_run(
    brand: BrandKey,
    day: Annotated[str, typer.Option("--day", help="The day to look at, 2026-11-22.")],
    back: Annotated[int, typer.Option("--back", help="Also so many days before it.")] = 0,
) -> None:
    """Look at the day. What fired before fires no second time; days long past are kept and nobody is told."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.signals import services

    found = people.brand_by_key(brand)
    if found is None:
        _usage(f"There is no brand {brand}.")
        return
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        _usage(f"Write the day as 2026-11-22, not {day}.")
        return
    fired = services.monitors_run(brand=found, day=asked, at=datetime.now(UTC), back=max(back, 0))
    typer.echo(f"{fired} alerts on {asked}" + (f" and {back} days before." if back else "."))


@app.command("start")
def monitors_start(brand: BrandKey) -> None:
    """Begin with the usual monitors; those that are there stay as they are."""
    from luoxuan.cli.django import setup

    setup()
    from django.utils import translation

    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.signals import services

    found = people.brand_by_key(brand)
    if found is None:
        _usage(f"There is no brand {brand}.")
        return
    with translation.override("zh-hans"):
        made = services.monitors_start(brand=found, actor=None, at=datetime.now(UTC))
    for monitor in made:
        typer.echo(monitor.name)


def _usage(text: str) -> None:
    typer.echo(f"luoxuan: {text}", err=True)
    raise typer.Exit(USAGE)
