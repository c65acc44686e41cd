"""`luoxuan tasks`: what there is to do, in the terminal or as JSON (7.6)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.tasks.models import Task

USAGE = 2


def tasks_command(
    brand: Annotated[str, typer.Option("--brand", help="Key of the brand.")],
    mine: Annotated[str, typer.Option("--mine", help="Only this person's tasks.")] = "",
    state: Annotated[
        str, typer.Option("--state", help="open, doing, done, cancelled, or every.")
    ] = "alive",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """The tasks of a brand that are not over, late and pressing first."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.tasks import selectors

    scope = _scope(brand, mine)
    question = selectors.TaskQuestion(state="" if state == "every" else state)
    view: selectors.View = "mine" if mine else "all"
    found = selectors.tasks_of(scope, at=datetime.now(UTC), view=view, question=question)
    if as_json:
        import orjson

        document = {"brand": brand, "tasks": [_told(task) for task in found]}
        typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
        return
    for task in found:
        due = f"{task.due_at:%Y-%m-%d %H:%M}" if task.due_at else "-"
        holder = task.owner.username if task.owner else f"[{task.role or task.permission}]"
        typer.echo(
            f"{task.pk:>6}  {task.state:<9}  {task.priority:<6}  {due:<16}  {holder}  {task}"
        )


def _scope(brand: str, mine: str) -> "Scope":
    """The person's own scope, or, as whoever keeps the server may see everything, the whole brand's."""
    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.people.access import Scope, scope_of
    from luoxuan.foundation.people.models import User
    from luoxuan.foundation.people.roles import PERMISSIONS, Role

    owner = people.brand_by_key(brand)
    if owner is None:
        _usage(f"No brand {brand} here. `luoxuan init --brand {brand}` makes one.")
    if not mine:
        return Scope(owner, User(), Role.OWNER, PERMISSIONS)
    user = people.user_by_name(mine)
    scope = scope_of(user=user, brand_key=brand) if user else None
    if scope is None:
        _usage(f"{mine} is no member of {brand}.")
    return scope


def _told(task: "Task") -> dict[str, object]:
    names = (
        "kind", "title", "state", "priority", "role", "shop_key", "due_at", "opened_at",
        "finished_at", "outcome", "source_url", "evidence_url", "key",
    )  # fmt: skip
    told = {name: getattr(task, name) for name in names}
    return {"id": task.pk, **told, "owner": task.owner.username if task.owner else ""}


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
