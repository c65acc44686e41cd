"""`luoxuan review`: prepare a review's pack, show it (12.1)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review
    from luoxuan.foundation.people.models import Brand
    from luoxuan.metrics.period import Period

app = typer.Typer(no_args_is_help=True, help="Reviews of a month, a quarter or a year.")
USAGE, REFUSED = 2, 3

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
Month = Annotated[str, typer.Option("--month", help="The month, 2026-10.")]
Quarter = Annotated[str, typer.Option("--quarter", help="The quarter, 2026-Q4.")]
Year = Annotated[str, typer.Option("--year", help="The year, 2026.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("prepare")
def prepare_command(
    brand: BrandKey,
    month: Month = "",
    quarter: Quarter = "",
    year: Year = "",
    as_json: AsJson = False,
) -> None:
    """Build the pack from the data as they are and store it. Exit status 3: the review was held already."""
    owner, kind, period = _asked(brand, month, quarter, year)
    from luoxuan.check.reviews import services

    try:
        review = services.review_prepare(
            brand=owner, kind=kind, period=period, actor=None, at=datetime.now(UTC)
        )
    except services.ReviewError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from error
    _print(review, as_json)


@app.command("show")
def show_command(
    brand: BrandKey,
    month: Month = "",
    quarter: Quarter = "",
    year: Year = "",
    as_json: AsJson = False,
) -> None:
    """Show the stored pack. Exit status 3: none was prepared."""
    owner, kind, period = _asked(brand, month, quarter, year)
    from luoxuan.check.reviews import selectors

    review = selectors.review_for(owner, kind, period.first)
    if review is None or not review.pack_hash:
        typer.echo("No pack was prepared: luoxuan review prepare makes one.", err=True)
        raise typer.Exit(REFUSED)
    _print(review, as_json)


def _asked(key: str, month: str, quarter: str, year: str) -> "tuple[Brand, str, Period]":
    """The brand and the one period that was named."""
    named = [text for text in (month, quarter, year) if text]
    if len(named) != 1:
        _usage("Name one period: --month 2026-10, --quarter 2026-Q4 or --year 2026.")
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.check.reviews import periods
    from luoxuan.foundation.people import selectors as people
    from luoxuan.metrics.period import PeriodError

    brand = people.brand_by_key(key)
    if brand is None:
        _usage(f"No brand {key} here. `luoxuan init --brand {key}` makes one.")
    try:
        kind, period = periods.period_named(named[0])
    except PeriodError as error:
        _usage(str(error))
    return brand, kind, period


def _print(review: "Review", as_json: bool) -> None:
    if as_json:
        import orjson

        from luoxuan.check.reviews.listing import review_json

        body: dict[str, Any] = {
            "brand": review.brand.key,
            **review_json(review),
            "pack": review.pack,
            "scores": review.scores,
        }
        typer.echo(orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _lines(review):
        typer.echo(line)


def _lines(review: "Review") -> list[str]:
    """The review as text: the conclusion, each miss with its causes, what is proposed."""
    said = [f"{review.when} {review.state} {review.pack_hash[:12]}"]
    said += [row["zh"] for row in review.pack.get("headline", [])]
    for name, mark in (("misses", "-"), ("overs", "+")):
        for row in review.pack.get(name, []):
            said.append(f"{mark} {row['node']['title']}: {row['actual']} / {row['due']}")
            said += [f"    {cause['text_zh']}" for cause in row["causes"]]
    proposal = review.pack.get("proposal") or {}
    said += [text for text in [proposal.get("text_zh", "")] if text]
    return said + [f"    {shift['text_zh']}" for shift in proposal.get("shifts", [])]


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
