"""Prices of rivals from a workbook: rival, product, price, day, and perhaps our own product and an address (12.7)."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.charts.table import Column, Table
from luoxuan.documents.sheets import SheetError, sheets_of, table_in
from luoxuan.plan.strategy.services import PriceSeen, StrategyError

HEADERS: dict[str, tuple[str, ...]] = {
    "rival": ("竞争对手", "竞品品牌", "竞对", "rival"),
    "product": ("竞品商品", "商品", "商品名称", "product"),
    "price": ("价格", "竞品价格", "到手价", "price"),
    "seen_on": ("日期", "采集日期", "seen_on", "date"),
    "product_id": ("我方商品ID", "对应商品ID", "商品ID", "product_id"),
    "url": ("链接", "网址", "url"),
}
NEEDED = ("rival", "product", "price", "seen_on")
MOST_ROWS = 5000


def prices_read(content: bytes, *, currency: str) -> list[PriceSeen]:
    """The rows of the first sheet. Raises StrategyError with the row that cannot be read; then nothing is kept."""
    try:
        rows, above = table_in(sheets_of(content), _is_head)
    except SheetError as error:
        raise StrategyError(_("This is no workbook: save it as .xlsx and try again.")) from error
    columns = _columns(rows[0] if rows else [])
    missing = [HEADERS[name][0] for name in NEEDED if name not in columns]
    if missing:
        raise StrategyError(
            _("The first row names no column %(names)s: use the template.")
            % {"names": "、".join(missing)}
        )
    if len(rows) > MOST_ROWS:
        raise StrategyError(_("At most %(most)s rows at once.") % {"most": MOST_ROWS})
    return [
        _price({name: row[at] for name, at in columns.items() if at < len(row)}, number, currency)
        for number, row in enumerate(rows[1:], start=above + 2)
        if any(str(cell).strip() for cell in row)
    ]


def template() -> Table:
    """An empty workbook with the right first row."""
    columns = tuple(Column(name, words[0]) for name, words in HEADERS.items())
    return Table(columns, (), caption=_("Prices of rivals"))


def _is_head(row: Iterable[Any]) -> bool:
    found = _columns(row)
    return all(name in found for name in NEEDED)


def _columns(head: Iterable[Any]) -> dict[str, int]:
    told = [str(cell).strip() for cell in head]
    found = {}
    for name, words in HEADERS.items():
        at = next((told.index(word) for word in words if word in told), None)
        if at is not None:
            found[name] = at
    return found


def _price(cells: dict[str, Any], number: int, currency: str) -> PriceSeen:
    url = str(cells.get("url") or "").strip()
    if url and not url.startswith(("https://", "http://")):
        raise StrategyError(_("Row %(row)s: the address begins with https://.") % {"row": number})
    return PriceSeen(
        rival=str(cells.get("rival") or "").strip()[:80],
        product=str(cells.get("product") or "").strip()[:160],
        price=_amount(cells.get("price"), number),
        seen_on=_day(cells.get("seen_on"), number),
        product_id=_identity(cells.get("product_id")),
        url=url[:500],
        currency=currency,
    )


def _amount(cell: Any, number: int) -> Decimal:
    text = str(cell if cell is not None else "").strip().lstrip("¥￥").replace(",", "")
    try:
        amount = Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise StrategyError(
            _("Row %(row)s: %(text)s is no price.") % {"row": number, "text": text}
        ) from error
    if not amount.is_finite() or amount <= 0:
        raise StrategyError(_("Row %(row)s: the price is above 0.") % {"row": number})
    return amount


def _day(cell: Any, number: int) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell or "").strip().replace("/", "-").replace(".", "-")
    try:
        return date(*(int(part) for part in text[:10].split(" ")[0].split("-")))
    except (ValueError, TypeError) as error:
        raise StrategyError(
            _("Row %(row)s: write the day as 2026-11-23.") % {"row": number}
        ) from error


def _identity(cell: Any) -> str:
    """An id that a spreadsheet took for a number."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()[:60]
