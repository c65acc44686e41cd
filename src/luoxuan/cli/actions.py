"""`luoxuan actions`: measure what actions did (12.4)."""

from typing import Annotated, NoReturn

import typer

app = typer.Typer(no_args_is_help=True, help="Actions and their measured effect.")
USAGE = 2


@app.callback()
def actions() -> None:
    """Actions and their measured effect."""


@app.command("measure")
def measure_command(
    brand: Annotated[str, typer.Option("--brand", help="Key of the brand.")],
    action: Annotated[
        list[int] | None, typer.Option("--action", help="Only this action; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure the done actions whose check day has come, or those named; earlier measurements are kept."""
    from luoxuan.cli.django import setup

    setup()
    from django.utils import timezone

    from luoxuan.act.improvements import faces, selectors, services
    from luoxuan.foundation.intake import selectors as intake
    from luoxuan.foundation.people import selectors as people
    from luoxuan.warehouse import engine

    at = timezone.now()
    owner = people.brand_by_key(brand)
    if owner is None:
        _usage(f"No brand {brand} here. `luoxuan init --brand {brand}` makes one.")
    chosen = (
        [one for one in selectors.actions_of(owner) if one.pk in action]
        if action
        else [one for one in selectors.actions_due_for_check(at=at) if one.brand == owner]
    )
    found = []
    for one in chosen:
        with engine.open_session(intake.snapshot(owner), many_questions=True) as session:
            try:
                effect = services.action_measure(action=one, session=session, at=at)
            except services.ImprovementError as error:
                _usage(f"Action {one.pk}: {error}")
        found.append({"action": one.pk, "title": one.title, **faces.effect_json(effect)})
    _print(found, as_json=as_json)


def _print(found: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        import orjson

        typer.echo(orjson.dumps({"measured": found}, option=orjson.OPT_INDENT_2).decode())
        return
    for one in found:
        sentences: list[dict[str, str]] = one["sentences"]  # type: ignore[assignment]
        typer.echo(f"{one['action']} {one['title']}: {sentences[0]['zh']}")
    if not found:
        typer.echo("Nothing is due.")


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
