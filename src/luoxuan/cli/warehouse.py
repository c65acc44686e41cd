"""`luoxuan warehouse`: how large the lake is, whether it is whole, and a tidier one (9.1, 9.2)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.lake import Snapshot
    from luoxuan.warehouse.quality import QualityScore

app = typer.Typer(no_args_is_help=True, help="The warehouse of a brand.")

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("status")
def warehouse_status(brand: BrandKey, as_json: AsJson = False) -> None:
    """Print rows, files, bytes and version of every table."""
    _owner, snapshot = _open(brand)
    from luoxuan.warehouse import lake, quality

    tables = lake.status(snapshot)
    scores = quality.scores(snapshot)
    if as_json:
        quality_of = {one.table: vars(one) for one in scores}
        _json([vars(one) | {"quality": quality_of.get(one.name)} for one in tables])
        return
    for one in tables:
        typer.echo(
            f"{one.name:<28}{one.rows:>12,} rows {one.files:>6} files "
            f"{one.bytes / 1e6:>10,.1f} MB  version {one.version}"
        )
    for score in scores:
        typer.echo(_said(score))
    if not tables:
        typer.echo("Nothing is in yet. `luoxuan import` brings files in.")


def _said(score: "QualityScore") -> str:
    if score.completeness is None or score.clean is None:
        return f"{score.table:<28}no rows"
    emptiest = f", emptiest {score.emptiest}" if score.emptiest else ""
    return (
        f"{score.table:<28}{score.completeness:>8.1%} complete{emptiest}; "
        f"{score.clean:.1%} without a flag; to {score.last_day or '-'}"
    )


@app.command("verify")
def warehouse_verify(brand: BrandKey, as_json: AsJson = False) -> None:
    """Look at every row. Exit status 1 where something is not as it should be."""
    _owner, snapshot = _open(brand)
    from luoxuan.warehouse import lake

    findings = lake.verify(snapshot.root, snapshot) if snapshot.versions else ()
    if as_json:
        _json([vars(one) for one in findings])
    else:
        for one in findings:
            typer.echo(f"{one.table}: {one.check}: {one.detail}")
        typer.echo("The warehouse is whole." if not findings else f"{len(findings)} findings.")
    raise typer.Exit(1 if findings else 0)


@app.command("compact")
def warehouse_compact(brand: BrandKey) -> None:
    """Merge small files and remove leavings; no row changes and every earlier state stays readable."""
    owner, before = _open(brand)
    from luoxuan.foundation.intake import selectors
    from luoxuan.foundation.intake.services import upkeep
    from luoxuan.warehouse import lake

    removed = upkeep.lake_compact(brand=owner, at=datetime.now(UTC))
    counts = [sum(t.files for t in lake.status(s)) for s in (before, selectors.snapshot(owner))]
    typer.echo(f"{counts[0]} files became {counts[1]}; {len(removed)} leavings removed.")


def _open(key: str) -> "tuple[Brand, Snapshot]":
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.intake import selectors
    from luoxuan.foundation.people import selectors as people

    brand = people.brand_by_key(key)
    if brand is None:
        typer.echo(f"luoxuan: there is no brand {key}.", err=True)
        raise typer.Exit(2)
    return brand, selectors.snapshot(brand)


def _json(document: list[dict[str, object]]) -> None:
    import orjson

    typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2, default=str).decode())
