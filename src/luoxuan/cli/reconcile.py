"""`luoxuan reconcile`: match a month's orders, bills and money, in the terminal or as JSON (11.12)."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.check.settlement.selectors import MonthStanding
    from luoxuan.foundation.people.models import Brand

USAGE, REFUSED = 2, 3

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
Month = Annotated[str, typer.Option("--month", help="The month, 2026-09.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def reconcile_command(brand: BrandKey, month: Month, as_json: AsJson = False) -> None:
    """对账: reconcile the month now, store it, and print accounts and causes. Exit status 3: nothing to reconcile."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.check.settlement import selectors
    from luoxuan.check.settlement.listing import standing_json
    from luoxuan.foundation.people import selectors as people

    owner = people.brand_by_key(brand)
    if owner is None:
        _usage(f"No brand {brand} here. `luoxuan init --brand {brand}` makes one.")
    _run(owner, month)
    standing = selectors.standing(owner, month)
    if standing is None:
        raise typer.Exit(REFUSED)
    if as_json:
        import orjson

        body = {"brand": owner.key, **standing_json(standing)}
        typer.echo(orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _lines(standing):
        typer.echo(line)


def _run(owner: "Brand", month: str) -> None:
    from luoxuan.check.settlement import months, services
    from luoxuan.metrics.period import PeriodError

    try:
        months.period_of(month)
    except PeriodError as error:
        _usage(str(error))
    try:
        services.month_reconcile(brand=owner, month=month, actor=None, at=datetime.now(UTC))
    except services.SettlementError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        raise typer.Exit(REFUSED) from error


def _lines(standing: "MonthStanding") -> list[str]:
    run = standing.run
    share = "—" if run.matched_share is None else f"{run.matched_share:.2%}"
    count = standing.states.get("open", (0, Decimal(0)))[0]
    found = [
        f"{run.month} 匹配率 {share} · 未解释 {standing.open_amount:,.2f} ({count} 笔) · {standing.state}",
        "账户\t期初\t发生\t期末\t已匹配\t已解释\t未解释\t断点",
    ]
    found += ["\t".join(_account(row)) for row in run.standing["accounts"]]
    found.append("原因\t笔数\t金额")
    found += [
        f"{row['kind']}\t{row['count']}\t{Decimal(row['amount']):,.2f}"
        for row in run.standing["causes"]
    ]
    return found


def _account(row: dict[str, str]) -> list[str]:
    names = ("opening", "movements", "closing", "matched", "explained", "unexplained")
    told = ["—" if row[name] is None else f"{Decimal(row[name]):,.2f}" for name in names]
    return [f"{row['provider']} {row['account']} {row['ledger']}", *told, str(len(row["breaks"]))]


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
