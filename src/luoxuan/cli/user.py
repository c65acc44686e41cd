"""`luoxuan user`: people who log in."""

import sys
from getpass import getpass
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="People who log in.")


@app.command("add")
def user_add(
    username: str,
    brand: Annotated[str, typer.Option("--brand", help="Key of the brand.")],
    role: Annotated[str, typer.Option("--role", help="owner, operations_manager, ...")],
    name: Annotated[str, typer.Option("--name", help="How the person is called.")] = "",
) -> None:
    """Add a person to a brand; the password is asked for, or read from standard input."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import selectors, services

    owner = selectors.brand_by_key(brand)
    if owner is None:
        typer.echo(f"luoxuan: there is no brand {brand}.", err=True)
        raise typer.Exit(2)
    try:
        user = selectors.user_by_name(username) or services.user_create(
            username=username, password=_password(), name=name or username
        )
        services.membership_set(brand=owner, user=user, role=role)
    except services.PeopleError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{username} is {role} of {brand}.")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
