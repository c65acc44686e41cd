"""`luoxuan report`: the daily, weekly and monthly report in the terminal or as JSON (9.4)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.analysis.daily import DailyAnswer, DailyQuestion, ShopInReport
    from luoxuan.analysis.daily.answer import Cell, ReportRow
    from luoxuan.foundation.people.models import Brand

app = typer.Typer(no_args_is_help=True, help="Reports across all shops.")
USAGE = 2

BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
Day = Annotated[str, typer.Option("--date", help="The day, 2026-11-22.")]
Week = Annotated[str, typer.Option("--week", help="The ISO week, 2026-W47.")]
Month = Annotated[str, typer.Option("--month", help="The month, 2026-11.")]
ShopKeys = Annotated[list[str] | None, typer.Option("--shop", help="Only this shop; repeatable.")]
AsOf = Annotated[str, typer.Option("--as-of", help="As known at this moment, ISO 8601.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("daily")
def daily_command(
    day: Day, brand: BrandKey, shop: ShopKeys = None, as_of: AsOf = "", as_json: AsJson = False
) -> None:
    """日报: one day against the day before, the same weekday and the same day last year."""
    owner, shops = _open(brand, shop)
    from luoxuan.analysis import daily

    try:
        question = daily.daily(shops, date.fromisoformat(day), owner.currency)
    except ValueError:
        _usage(f"Write the day as 2026-11-22, not {day}.")
    _answer(owner, question, as_of, as_json=as_json)


@app.command("weekly")
def weekly_command(
    week: Week, brand: BrandKey, shop: ShopKeys = None, as_of: AsOf = "", as_json: AsJson = False
) -> None:
    """周报: one ISO week against the week before and the same week last year."""
    owner, shops = _open(brand, shop)
    from luoxuan.analysis import daily

    try:
        question = daily.weekly(shops, week, owner.currency)
    except ValueError as error:
        _usage(str(error))
    _answer(owner, question, as_of, as_json=as_json)


@app.command("monthly")
def monthly_command(
    month: Month, brand: BrandKey, shop: ShopKeys = None, as_of: AsOf = "", as_json: AsJson = False
) -> None:
    """月报: one month against the month before and the same month last year."""
    owner, shops = _open(brand, shop)
    from luoxuan.analysis import daily

    try:
        question = daily.monthly(shops, month, owner.currency)
    except ValueError as error:
        _usage(str(error))
    _answer(owner, question, as_of, as_json=as_json)


def _open(key: str, only: list[str] | None) -> "tuple[Brand, tuple[ShopInReport, ...]]":
    """The brand and its shops, or those asked for."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.analysis.daily import ShopInReport
    from luoxuan.foundation.people import selectors as people

    brand = people.brand_by_key(key)
    if brand is None:
        _usage(f"No brand {key} here. `luoxuan init --brand {key}` makes one.")
    register = [ShopInReport(s.key, s.name, s.platform) for s in people.shops_of(brand)]
    strange = sorted(set(only or ()) - {shop.key for shop in register})
    if strange:
        known = ", ".join(shop.key for shop in register) or "none"
        _usage(f"No shop {', '.join(strange)} in the register. There are: {known}.")
    return brand, tuple(shop for shop in register if not only or shop.key in only)


def _answer(brand: "Brand", question: "DailyQuestion", as_of: str, *, as_json: bool) -> None:
    from dataclasses import replace

    from luoxuan.analysis import daily
    from luoxuan.foundation.intake import selectors as intake
    from luoxuan.warehouse import engine

    moment = _moment(as_of)
    with engine.open(intake.snapshot(brand, as_of=moment)) as session:
        answer = daily.ask(replace(question, as_of=moment), session)
    if as_json:
        import orjson

        document = {"brand": brand.key, **daily.to_json(answer)}
        typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _lines(answer):
        typer.echo(line)


def _moment(text: str) -> datetime | None:
    """An aware moment; without an offset it is UTC."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        _usage(f"Write the moment as 2026-11-23T08:00:00+08:00, not {text}.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


SHOWN = (
    "gmv_paid",
    "orders_paid",
    "visitors",
    "conversion",
    "aov",
    "refund_rate",
    "ad_spend",
    "roi",
)


def _lines(answer: "DailyAnswer") -> list[str]:
    """The report as text: sentences, warnings, the table, findings."""
    from luoxuan.metrics import METRICS

    said = [sentence.text() for sentence in answer.headline]
    said += [f"! {sentence.text()}" for sentence in answer.warnings]
    heads = ["店铺", *(METRICS[name].name.zh.split("（")[0] for name in SHOWN)]
    table = [heads, *(_row(row) for row in answer.rows), _row(answer.total)]
    widths = [max(_width(row[n]) for row in table) for n in range(len(heads))]
    said += ["", *("  ".join(map(_padded, row, widths)) for row in table)]
    found = [f"* {finding.sentence.text()}" for finding in answer.findings]
    return [*said, *([""] if found else []), *found]


def _row(row: "ReportRow") -> list[str]:
    return [row.name or "合计", *(_cell(name, row.cells[name]) for name in SHOWN)]


def _cell(name: str, cell: "Cell") -> str:
    value = cell.figure.value
    if value is None:
        return "—"
    if name in {"conversion", "refund_rate"}:
        return f"{Decimal(value) * 100:.2f}%"
    return f"{value:,.2f}" if isinstance(value, Decimal) else f"{value:,}"


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
