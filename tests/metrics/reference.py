"""A slow obvious second opinion: every metric in plain Python over lists of rows.

It knows nothing of coverage: the tests give it days that are covered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
PAID = {"paid", "partially_refunded", "refunded"}


@dataclass(frozen=True)
class World:
    """All rows, as lists."""

    orders: list[Row]
    order_lines: list[Row]
    refunds: list[Row]
    traffic_daily: list[Row]
    ad_spend_daily: list[Row]


@dataclass(frozen=True)
class Cut:
    """Which shops and days, and the currency money is counted in."""

    shops: frozenset[str]
    days: frozenset[date]
    currency: str = "CNY"


def paid_day(row: Row) -> date | None:
    """The day an order or line counts as paid; None where it is not."""
    status = row.get("payment_status") or "unknown"
    if row.get("paid_on") is not None:
        return row["paid_on"] if status in PAID | {"unknown"} else None
    return row["created_on"] if status in PAID else None


def orders_paid(world: World, cut: Cut) -> list[Row]:
    """Paid orders of the cut."""
    return [
        row
        for row in world.orders
        if not row.get("is_test") and row["shop_key"] in cut.shops and paid_day(row) in cut.days
    ]


def money(rows: Iterable[Row], column: str, cut: Cut) -> Decimal:
    """Sum of a column in the cut's currency."""
    return sum(
        (
            row[column]
            for row in rows
            if row[column] is not None and row["currency"] == cut.currency
        ),
        Decimal(0),
    )


def refunds(world: World, cut: Cut) -> list[Row]:
    """Refunds paid back in the cut."""
    return [
        row
        for row in world.refunds
        if row["status"] == "refunded"
        and row["type"] not in {"exchange", "reship", "repair"}
        and row["shop_key"] in cut.shops
        and row["refunded_on"] in cut.days
    ]


def refunds_of_orders(world: World, cut: Cut) -> list[Row]:
    """Refunds of the orders paid in the cut, whenever."""
    keys = {(row["shop_key"], row["order_id"]) for row in orders_paid(world, cut)}
    every = Cut(cut.shops, frozenset(r["refunded_on"] for r in world.refunds), cut.currency)
    return [r for r in refunds(world, every) if (r["shop_key"], r["order_id"]) in keys]


def traffic(world: World, cut: Cut) -> list[Row]:
    """Daily rows of shops."""
    return [
        row
        for row in world.traffic_daily
        if row["grain"] == "shop"
        and not row.get("is_rollup")
        and row["period_start"] == row["period_end"]
        and row["shop_key"] in cut.shops
        and row["period_start"] in cut.days
    ]


def ads(world: World, cut: Cut) -> list[Row]:
    """Daily rows, of each account and day one report and of it one window, 全域 beside."""
    daily = [
        row
        for row in world.ad_spend_daily
        if row["period_start"] == row["period_end"]
        and row["shop_key"] in cut.shops
        and row["period_start"] in cut.days
    ]
    kinds = ["campaign", "standard", "item", "sku", "creative"]
    windows = ["30d", "15d", "7d", "3d", "1d", "unknown"]
    kept = []
    for row in daily:
        reports = [
            kinds.index(r["report_kind"]) if r["report_kind"] in kinds else len(kinds)
            for r in daily
            if _account(r) == _account(row)
        ]
        mine = kinds.index(row["report_kind"]) if row["report_kind"] in kinds else len(kinds)
        lengths = [
            windows.index(r["attribution_window"]) for r in daily if _thing(r) == _thing(row)
        ]
        if mine == min(reports) and windows.index(row["attribution_window"]) == min(lengths):
            kept.append(row)
    return kept


def _account(row: Row) -> tuple[object, ...]:
    names = ("ad_platform", "account_id", "shop_key", "period_start")
    return (*(row[name] for name in names), row["report_kind"] == "uni")


def _thing(row: Row) -> tuple[object, ...]:
    names = ("report_kind", "campaign_id", "adgroup_id", "creative_id", "target_id")
    return (*_account(row), *(row[name] for name in names))


def histories(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """Each known buyer's paid orders in turn."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in world.orders:
        if row.get("is_test") or paid_day(row) is None or row.get("customer_key") is None:
            continue
        names = ("created_at", "platform", "shop_key", "order_id")
        place = (paid_day(row), *(row[name] for name in names))
        found.setdefault(row["customer_key"], []).append(place)
    return {key: sorted(places) for key, places in found.items()}


def repeats(world: World, cut: Cut) -> Decimal | None:
    """Of known buyers' orders, the share whose buyer had bought within 90 days before."""
    every = again = 0
    for places in histories(world).values():
        for number, place in enumerate(places):
            if place[0] in cut.days and place[3] in cut.shops:
                every += 1
                again += number > 0 and (place[0] - places[number - 1][0]).days <= 90
    return ratio((again, every), "0.000001")


def retention(world: World, cut: Cut) -> Decimal | None:
    """Of first orders 90 days back, the share whose buyer came back within 90 days."""
    found = histories(world)
    newest = max((places[-1][0] for places in found.values()), default=None)
    every = kept = 0
    for places in found.values():
        first = places[0]
        if first[0] in cut.days and first[3] in cut.shops and (newest - first[0]).days >= 90:
            every += 1
            kept += len(places) > 1 and (places[1][0] - first[0]).days <= 90
    return ratio((kept, every), "0.000001")


def first_orders(world: World, cut: Cut) -> set[str]:
    """Known buyers whose first paid order of all lies in the cut."""
    first: dict[str, tuple[Any, ...]] = {}
    for row in world.orders:
        if row.get("is_test") or paid_day(row) is None or row.get("customer_key") is None:
            continue
        place = (
            paid_day(row),
            row["created_at"],
            row["platform"],
            row["shop_key"],
            row["order_id"],
        )
        first[row["customer_key"]] = min(first.get(row["customer_key"], place), place)
    return {key for key, place in first.items() if place[0] in cut.days and place[3] in cut.shops}


def pairs(rows: Iterable[Row], above: str, below: str) -> tuple[Any, Any] | None:
    """Sums of two columns over rows that have both; None where no row has both."""
    both = [(r[above], r[below]) for r in rows if r[above] is not None and r[below] is not None]
    return (sum(a for a, _ in both), sum(b for _, b in both)) if both else None


def ratio(sums: tuple[Any, Any] | None, step: str) -> Decimal | None:
    """The rate of two sums, None where there is nothing below."""
    if sums is None or not sums[1]:
        return None
    return (Decimal(sums[0]) / Decimal(sums[1])).quantize(Decimal(step))


def _ad_ratio(above: str, below: str, step: str) -> Callable[[World, Cut], Decimal | None]:
    def rate(world: World, cut: Cut) -> Decimal | None:
        return ratio(pairs(ads(world, cut), above, below), step)

    return rate


def _visit_ratio(above: str) -> Callable[[World, Cut], Decimal | None]:
    def rate(world: World, cut: Cut) -> Decimal | None:
        return ratio(pairs(traffic(world, cut), above, "visitors"), "0.000001")

    return rate


def summed(rows: Iterable[Row], column: str) -> Any:
    """Sum of what is known; None where nothing is."""
    known = [row[column] for row in rows if row.get(column) is not None]
    return sum(known) if known else None


def of_ads(column: str) -> Callable[[World, Cut], Any]:
    """Sum over the advertising rows; 0 where nothing ran, None where no row tells."""

    def added(world: World, cut: Cut) -> Any:
        rows = ads(world, cut)
        return summed(rows, column) if rows else 0

    return added


def gmv(world: World, cut: Cut) -> Decimal:
    """What buyers paid."""
    return money(orders_paid(world, cut), "buyer_paid_amount", cut)


def paid_count(world: World, cut: Cut) -> int:
    """Orders paid in the cut's currency."""
    return sum(1 for row in orders_paid(world, cut) if row["currency"] == cut.currency)


def created(world: World, cut: Cut) -> list[Row]:
    """Orders placed in the cut."""
    return [
        row
        for row in world.orders
        if not row.get("is_test") and row["shop_key"] in cut.shops and row["created_on"] in cut.days
    ]


def units(world: World, cut: Cut) -> int:
    """Pieces in lines of paid orders that are no tests."""
    tests = {(r["shop_key"], r["order_id"]) for r in world.orders if r.get("is_test")}
    return sum(
        row["quantity"]
        for row in world.order_lines
        if (row["shop_key"], row["order_id"]) not in tests
        and row["shop_key"] in cut.shops
        and paid_day(row) in cut.days
    )


REFERENCE: dict[str, Callable[[World, Cut], Any]] = {
    "gmv_created": lambda w, c: money(created(w, c), "buyer_paid_amount", c),
    "gmv_paid": gmv,
    "net_sales": lambda w, c: gmv(w, c) - money(refunds(w, c), "amount", c),
    "net_sales_cohort": lambda w, c: gmv(w, c) - money(refunds_of_orders(w, c), "amount", c),
    "orders_created": lambda w, c: len(created(w, c)),
    "orders_paid": lambda w, c: len(orders_paid(w, c)),
    "units": units,
    "aov": lambda w, c: ratio((gmv(w, c), paid_count(w, c)), "0.0001"),
    "refund_amount": lambda w, c: money(refunds(w, c), "amount", c),
    "refund_count": lambda w, c: len(refunds(w, c)),
    "refund_rate": lambda w, c: ratio((money(refunds(w, c), "amount", c), gmv(w, c)), "0.000001"),
    "refund_rate_cohort": lambda w, c: ratio(
        (money(refunds_of_orders(w, c), "amount", c), gmv(w, c)), "0.000001"
    ),
    "visitor_days": lambda w, c: summed(traffic(w, c), "visitors"),
    "page_views": lambda w, c: summed(traffic(w, c), "page_views"),
    "conversion": _visit_ratio("paid_buyers"),
    "add_to_cart_rate": _visit_ratio("add_to_cart_users"),
    "ad_spend": of_ads("spend"),
    "ad_clicks": of_ads("clicks"),
    "ad_impressions": of_ads("impressions"),
    "ad_attributed_value": of_ads("total_value"),
    "ad_attributed_orders": of_ads("total_orders"),
    "roi": _ad_ratio("total_value", "spend", "0.000001"),
    "cost_per_order": _ad_ratio("spend", "total_orders", "0.0001"),
    "cost_per_click": _ad_ratio("spend", "clicks", "0.0001"),
    "ctr": _ad_ratio("clicks", "impressions", "0.000001"),
    "ad_interaction_rate": _ad_ratio("interactions", "impressions", "0.000001"),
    "repeat_order_rate": repeats,
    "retention_90": retention,
    "buyers": lambda w, c: len({r["customer_key"] for r in orders_paid(w, c)} - {None}),
    "new_customers": lambda w, c: len(first_orders(w, c)),
}
