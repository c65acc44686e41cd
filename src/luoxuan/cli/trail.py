"""`luoxuan trail`: is the chain whole?"""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The record of who did what.")


@app.command("verify")
def trail_verify(
    brand: Annotated[str, typer.Option("--brand", help="Key of one brand; all without it.")] = "",
) -> None:
    """Walk each brand's chain. Exit status 1 and the first broken entry where one does not fit."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.trail import selectors

    brands = [one for one in people.brands_all() if not brand or one.key == brand]
    if not brands:
        typer.echo(f"luoxuan: there is no brand {brand}.", err=True)
        raise typer.Exit(2)
    verdicts = [selectors.trail_verify(brand=one) for one in brands]
    for verdict in verdicts:
        words = verdict.reason or f"whole, ends with {verdict.head}"
        typer.echo(f"{verdict.brand}: {verdict.entries} entries, {words}")
    if any(verdict.broken_at for verdict in verdicts):
        raise typer.Exit(1)
