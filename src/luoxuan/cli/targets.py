"""`luoxuan targets`: how a month's targets stand, in the terminal or as JSON (6.4, 6.6)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.targets.standing import NodeStanding

USAGE = 2

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
Month = Annotated[str, typer.Option("--month", help="The month, 2026-11.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def targets_command(brand: BrandKey, month: Month, as_json: AsJson = False) -> None:
    """目标: each node's target, actual, due, pace and landing of a month, up to the last whole day."""
    owner, day, rows = _standing(brand, month)
    if as_json:
        import orjson

        document: dict[str, Any] = {
            "brand": owner.key, "month": month, "day": day,
            "nodes": [row.to_json() for row in rows],
        }  # fmt: skip
        typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _lines(rows):
        typer.echo(line)


def _standing(key: str, month: str) -> "tuple[Brand, str, list[NodeStanding]]":
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.intake import selectors as intake
    from luoxuan.foundation.people import selectors as people
    from luoxuan.metrics.period import PeriodError, month_named
    from luoxuan.plan.targets import prospects
    from luoxuan.plan.targets.standing import standing_of
    from luoxuan.warehouse import engine

    brand = people.brand_by_key(key)
    if brand is None:
        _usage(f"No brand {key} here. `luoxuan init --brand {key}` makes one.")
    try:
        period = month_named(month)
    except PeriodError as error:
        _usage(str(error))
    newest = prospects.last_whole_day(brand, datetime.now(UTC)) or period.last
    day = min(max(newest, period.first), period.last)
    with engine.open_session(intake.snapshot(brand)) as session:
        return brand, day.isoformat(), standing_of(brand, day=day, session=session)


def _lines(rows: "list[NodeStanding]") -> list[str]:
    if not rows:
        return ["No targets of this year are approved."]
    heads = ("节点", "目标", "实际", "应达", "节奏", "预测落点")
    return ["\t".join(heads), *("\t".join(_cells(row)) for row in rows)]


def _cells(row: "NodeStanding") -> list[str]:
    numbers = (row.target, row.actual, row.due, row.pace, row.landing)
    told = ["—" if value is None else f"{value.normalize():,f}" for value in numbers]
    return ["　" * row.depth + row.node.title, *told]


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
