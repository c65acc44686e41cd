"""What monitors may watch of settlement: too much unexplained, differences nobody mends (11.12, 9.15)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.check.settlement import selectors
from luoxuan.foundation.signals.registry import Seen, TableCheck, table_check

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session

UNEXPLAINED, OLD = "settlement.unexplained", "settlement.old"
MONTHS = 3
"""The newest open months: older ones are the month close's matter."""
MOST = 2000


def register_all() -> None:
    """Offer both checks to monitors."""
    table_check(TableCheck(UNEXPLAINED, "对账未解释金额超限", "Unexplained money above the limit", unexplained))  # fmt: skip
    table_check(TableCheck(OLD, "对账差异超期未处理", "Differences nobody has mended", old))


def unexplained(
    brand: "Brand", day: date, _session: "Session", _parameters: Mapping[str, str]
) -> Iterator[Seen]:
    """Open months whose unexplained money is above the brand's limit."""
    limit = selectors.settings_of(brand).unexplained_limit
    months = [month for month in selectors.months_open(brand) if month <= f"{day:%Y-%m}"]
    for month in months[:MONTHS]:
        amount = selectors.open_amount(brand, month)
        if amount > limit:
            yield Seen(
                {"month": month}, amount, limit, None, limit, None,
                f"{month} 未解释金额 {amount:,.2f}，高于限额 {limit:,.2f}。",
                f"{month}: {amount:,.2f} is unexplained, above the limit of {limit:,.2f}.",
                f"{reverse('settlement:difference_list', args=[brand.key])}?month={month}&state=open",
            )  # fmt: skip


def old(
    brand: "Brand", _day: date, _session: "Session", _parameters: Mapping[str, str]
) -> Iterator[Seen]:
    """Shops with differences older than the brand allows."""
    days = selectors.settings_of(brand).oldest_days
    found: dict[str, tuple[int, Decimal]] = {}
    for one in selectors.overdue_differences(brand, days)[:MOST]:
        count, amount = found.get(one.shop_key, (0, Decimal(0)))
        found[one.shop_key] = (count + 1, amount + abs(one.amount))
    names = selectors.shop_names(brand)
    for shop, (count, amount) in sorted(found.items()):
        who = names.get(shop, shop)
        yield Seen(
            {"shop": shop}, Decimal(count), Decimal(0), None, Decimal(0), None,
            f"{who or '资金账户'}：{count} 笔差异超过 {days} 天未处理，合计 {amount:,.2f}。",
            f"{who or 'Money accounts'}: {count} differences are older than {days} days, {amount:,.2f} in all.",
            f"{reverse('settlement:difference_list', args=[brand.key])}?shop={shop}&state=live&sort=-age",
        )  # fmt: skip
