"""`luoxuan profit`: what was earned after every cost, in the terminal or as JSON (6.6)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.analysis.profit import ProfitAnswer, ProfitRow

USAGE = 2
WIDE = 28

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
By = Annotated[
    str,
    typer.Option(
        "--by",
        help="shop platform channel product sku campaign influencer live_session province day month.",
    ),
]
First = Annotated[str, typer.Option("--from", help="First day of payment, 2026-11-01.")]
Last = Annotated[str, typer.Option("--to", help="Last day of payment, 2026-11-23.")]
Basis = Annotated[str, typer.Option("--basis", help="best, estimated or actual.")]
ShopKeys = Annotated[list[str] | None, typer.Option("--shop", help="Only this shop; repeatable.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
MOST = 40


def profit_command(
    brand: BrandKey,
    first: First,
    last: Last,
    by: By = "shop",
    basis: Basis = "best",
    shop: ShopKeys = None,
    as_json: AsJson = False,
) -> None:
    """Profit after every cost by shop, SKU, campaign, day or another cut."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.check.profit import asking
    from luoxuan.foundation.people import selectors as people

    owner = people.brand_by_key(brand)
    if owner is None:
        _usage(f"No brand {brand}. `luoxuan brand list` names them.")
    try:
        asked = asking.ProfitAsked(
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            by=(by,),
            basis=basis,
            shops=frozenset(shop) if shop else None,
        )
        answer = asking.profit_answer(brand=owner, asked=asked)
    except ValueError as error:
        _usage(str(error))
    if as_json:
        import orjson

        typer.echo(orjson.dumps(answer.to_json(), option=orjson.OPT_INDENT_2).decode())
        return
    _print(answer)


def _print(answer: "ProfitAnswer") -> None:
    for sentence in answer.sentences:
        typer.echo(sentence.text("zh"))
    typer.echo(
        f"{'':<{WIDE}}{'净收入':>12}{'毛利':>12}{'贡献利润':>12}{'广告费':>12}{'经营利润':>12}{'净利率':>10}"
    )
    for row in answer.rows[:MOST]:
        typer.echo(_line(row, " ".join(row.labels) or "-"))
    if len(answer.rows) > MOST:
        typer.echo(f"... {len(answer.rows) - MOST} more; --json prints all")
    typer.echo(_line(answer.total, "合计"))


def _line(row: "ProfitRow", name: str) -> str:
    keys = ("net_revenue", "gross_profit", "contribution", "ad_spend", "operating_profit")
    figures = "".join(f"{row.steps[key]:>14,.2f}" for key in keys)
    margin = "—" if row.net_margin is None else f"{row.net_margin:.1%}"
    return f"{name[:WIDE]:<{WIDE}}{figures}{margin:>10}"


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
