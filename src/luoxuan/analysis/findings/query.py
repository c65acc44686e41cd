"""What the finders look at: small aggregates over the last weeks (9.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from luoxuan.analysis.findings.question import FindingsQuestion
from luoxuan.metrics import prepared
from luoxuan.metrics.facts import PAID, lines_paid, orders_paid, pieces_paid
from luoxuan.metrics.period import Period, one_day
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.spend import ads
from luoxuan.metrics.visits import traffic, traffic_products
from luoxuan.warehouse.engine import ibis_tables

Rows = Sequence[dict[str, Any]]
LEAST_BURST = 10
"""Orders in one hour of one SKU, amount and province."""


def _back(question: FindingsQuestion, days: int) -> Scope:
    first = question.day - timedelta(days=days - 1)
    return Scope((Period(first, question.day),), question.shops)


def conversions(question: FindingsQuestion, session: Session) -> Rows:
    """Paying buyers and visitors by shop and day, six weeks."""
    return prepared.rows(session, _conversions, _back(question, 42))


def _conversions(scope: Scope) -> Any:
    rows = traffic(scope)
    rows = rows.filter(rows.convertible > 0)
    return rows.select("shop_key", "day", "converted", "convertible")


def campaigns(question: FindingsQuestion, session: Session) -> Rows:
    """Spend and attributed value by campaign and day, 60 days."""
    return prepared.rows(session, _campaigns, _back(question, 60), question.currency)


def _campaigns(scope: Scope, currency: str) -> Any:
    rows = ads(scope)
    rows = rows.filter(rows.currency == currency, rows.value.notnull(), rows.spend > 0)
    return rows.group_by("shop_key", "ad_platform", "campaign", "day").aggregate(
        spend=rows.spend.sum(), value=rows.value.sum(), name=rows.campaign_name.max()
    )


def prices(question: FindingsQuestion, session: Session) -> Rows:
    """Median price per piece by merchant SKU, shop and day, two weeks; SKUs of several shops only."""
    return prepared.rows(session, _prices, _back(question, 14), question.currency)


def _prices(scope: Scope, currency: str) -> Any:
    lines = lines_paid(scope)
    lines = lines.filter(
        lines.merchant_sku.notnull(),
        lines.quantity > 0,
        lines.currency == currency,
        lines.is_gift.fill_null(False) == False,  # noqa: E712  an SQL literal
    )
    paid = lines.amount.cast("float64") / lines.quantity
    price = lines.unit_price.cast("float64").coalesce(paid)
    priced = lines.select("merchant_sku", "shop_key", "quantity", "day", price=price)
    priced = priced.filter(priced.price > 0)
    by_day = priced.group_by("merchant_sku", "shop_key", "day").aggregate(
        price=priced.price.median(), pieces=priced.quantity.sum()
    )
    # A day with one shop has nothing to compare.
    shops = by_day.group_by("merchant_sku", "day").aggregate(
        low=by_day.price.min(), high=by_day.price.max()
    )
    apart = shops.filter(shops.high > shops.low).select("merchant_sku", "day")
    return by_day.semi_join(apart, ["merchant_sku", "day"])


def purchases(question: FindingsQuestion, session: Session) -> Rows:
    """Paid lines by shop, SKU and day, six weeks; SKUs not sold on the day itself only."""
    return prepared.rows(session, _purchases, _back(question, 42))


def _purchases(scope: Scope) -> Any:
    (period,) = scope.periods
    lines = _bought(scope)
    # What is bought on the day itself has not fallen silent: left out before anything is counted.
    today = _bought(replace(scope, periods=(one_day(period.last),)))
    quiet = lines.anti_join(today.select("shop_key", "sku").distinct(), ["shop_key", "sku"])
    return quiet.group_by("shop_key", "sku", "day").aggregate(lines=quiet.count())


def _bought(scope: Scope) -> Any:
    """Lines by the day of the order; a test order or two changes nothing of a silence, so they are not looked for."""
    lines = ibis_tables()["order_lines"]
    lines = lines.filter(
        scope.within(lines.created_on), *scope.admits(lines), lines.payment_status.isin(PAID)
    )
    sku = lines.merchant_sku.nullif("").coalesce(lines.sku_id)
    return lines.select("shop_key", sku=sku, day=lines.created_on).filter(sku.notnull())


def selling_days(question: FindingsQuestion, session: Session) -> Rows:
    """Days on which a shop was paid anything, six weeks."""
    return prepared.rows(session, _selling_days, _back(question, 42))


def _selling_days(scope: Scope) -> Any:
    return orders_paid(scope).select("shop_key", "day").distinct()


def names(question: FindingsQuestion, skus: Sequence[str], session: Session) -> Rows:
    """Product and title of SKUs sold in the last six weeks."""
    return prepared.rows(session, _names, _back(question, 42), tuple(skus))


def _names(scope: Scope, skus: tuple[str, ...]) -> Any:
    lines = pieces_paid(scope)
    lines = lines.filter(lines.sku.isin(skus))
    return lines.group_by("shop_key", "sku").aggregate(
        product=lines["product"].max(), title=lines.title.max()
    )


def product_visitors(question: FindingsQuestion, session: Session) -> Rows:
    """Daily visitors of products, six weeks."""
    return prepared.rows(session, _product_visitors, _back(question, 42))


def _product_visitors(scope: Scope) -> Any:
    return traffic_products(scope).select("shop_key", "product", "title", "day", "visitors")


def bursts(question: FindingsQuestion, session: Session) -> Rows:
    """Hours in which many orders of one SKU have one amount and one province, two weeks."""
    return prepared.rows(session, _bursts, _back(question, 14))


def _bursts(scope: Scope) -> Any:
    lines = ibis_tables()["order_lines"]
    lines = lines.filter(
        scope.within(lines.created_on), *scope.admits(lines), lines.created_at.notnull()
    )
    spoken = lines.select(
        "shop_key",
        "order_id",
        sku=lines.merchant_sku.nullif("").coalesce(lines.sku_id),
        day=lines.created_on,
        hour=lines.created_at.truncate("h"),
        province=lines.province,
        amount=lines.paid_amount.coalesce(lines.goods_amount),
    )
    hour = ["shop_key", "sku", "day", "hour"]
    alike = spoken.group_by([*hour, "province", "amount"]).aggregate(orders=spoken.count())
    alike = alike.filter(alike.orders >= LEAST_BURST, alike.province.notnull(), alike.amount > 0)
    near = spoken.semi_join(alike, hour)
    whole = near.group_by(hour).aggregate(in_hour=near.count())
    return alike.inner_join(whole, hour)


def files(question: FindingsQuestion, session: Session) -> Rows:
    """Files of the last five weeks whose report has something to tell."""
    return prepared.rows(session, _files, _back(question, 35))


def _files(scope: Scope) -> Any:
    table = ibis_tables()["source_files"]
    (period,) = scope.periods
    said = (table.status == "duplicate") | table.report.contains("file says")
    touched = table.filter(
        said,
        table.last_day.fill_null(period.last) >= period.first,
        table.first_day.fill_null(period.last) <= period.last,
        *scope.admits(table),
    )
    return touched.select("import_id", "shop_key", "name", "part", "status", "report")
