"""`luoxuan brand`: the brands of this installation."""

from datetime import UTC, datetime
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The brands of this installation.")


@app.command("list")
def brand_list() -> None:
    """Print key, name and currency of every brand."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import selectors

    for brand in selectors.brands_all():
        typer.echo(f"{brand.key}\t{brand.name}\t{brand.currency}")


@app.command("add")
def brand_add(
    key: str,
    name: Annotated[str, typer.Option("--name", help="Its name.")] = "",
    currency: Annotated[str, typer.Option("--currency", help="Its currency.")] = "CNY",
    zone: Annotated[str, typer.Option("--zone", help="Its time zone.")] = "Asia/Shanghai",
) -> None:
    """Make a brand."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import services

    try:
        brand = services.brand_create(
            key=key, name=name, currency=currency, zone=zone, at=datetime.now(UTC)
        )
    except services.PeopleError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"Brand {brand.key} is there.")
