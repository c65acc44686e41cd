"""`luoxuan init`: an empty install with one brand, without questions."""

from datetime import UTC, datetime
from typing import Annotated

import typer


def init_command(
    brand: Annotated[str, typer.Option("--brand", help="Key of the brand to make.")],
    name: Annotated[str, typer.Option("--name", help="Its name.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Its time zone.")] = "Asia/Shanghai",
    currency: Annotated[str, typer.Option("--currency", help="Its currency.")] = "CNY",
) -> None:
    """Make the home folder, its keys and database, and one brand. Running it again changes nothing."""
    from luoxuan.cli.django import setup

    setup()
    from django.conf import settings
    from django.core.management import call_command

    from luoxuan.foundation.people import selectors, services

    call_command("migrate", verbosity=0, interactive=False)
    if selectors.brand_by_key(brand) is None:
        try:
            services.brand_create(
                key=brand, name=name, zone=zone, currency=currency, at=datetime.now(UTC)
            )
        except services.PeopleError as error:
            typer.echo(f"luoxuan: {error}", err=True)
            raise typer.Exit(2) from error
    typer.echo(f"Ready in {settings.LUOXUAN_HOME} with brand {brand}.")
    typer.echo(f"Next: luoxuan user add NAME --brand {brand} --role owner; luoxuan serve")
