"""Facts of the house itself: customer service, parcels, stock (6.6, 10.6, 11.8)."""

from typing import Any

from luoxuan.metrics.scope import Scope
from luoxuan.warehouse.engine import ibis_tables

STUCK_HOURS = 48
"""No trace for so long while on the way."""
ON_THE_WAY = ("picked_up", "in_transit", "out_for_delivery")
DAY_SECONDS = 86_400
COVER_DAYS = 28
"""Days of sales that say what a day sells."""
PAID = ("paid", "partially_refunded", "refunded")
LINEAGE = ("import_id", "file_sha256", "source_row_no")


def service(scope: Scope) -> Any:
    """Agents' days; a rate is weighted by the people answered, of rows that have both."""
    table = ibis_tables()["service_daily"]
    rows = table.filter(scope.within(table.service_on), *scope.admits(table))
    rates = {
        "first_response": rows.first_response_avg_s,
        "within_30s": rows.within_30s_rate,
        "within_3min": rows.within_3min_rate,
        "satisfied": rows.satisfaction_rate,
    }
    weighted = {}
    for name, rate in rates.items():
        weighted[f"{name}_weighted"] = rate * rows.received
        weighted[f"{name}_people"] = _beside(rows.received, rate)
    return rows.select(
        *("platform", "shop_key", "agent_key", "service_on", "currency", *LINEAGE),
        day=rows.service_on,
        inquiries=_beside(rows.inquiry_users, rows.paid_users),
        inquiries_paid=_beside(rows.paid_users, rows.inquiry_users),
        **weighted,
    )


def parcels(scope: Scope) -> Any:
    """Parcels sent on the days, one row for each order in them."""
    import ibis

    table = ibis_tables()["parcels"]
    rows = table.filter(scope.within(table.shipped_on), *scope.admits(table))
    is_over = rows.picked_up_at.notnull() | (rows.seen_at > rows.pickup_due_at)
    is_due = is_over & rows.pickup_due_at.notnull() & rows.is_tracked
    in_time = (rows.picked_up_at <= rows.pickup_due_at).fill_null(False)
    arrived = rows.delivered_at.notnull() | (rows.status == "delivered").fill_null(False)
    sent = rows.shipped_at.coalesce(rows.picked_up_at)
    seconds = rows.delivered_at.epoch_seconds() - sent.epoch_seconds()
    is_timed = (seconds >= 0).fill_null(False)
    return rows.select(
        *("platform", "shop_key", "source", "parcel_key", "order_id", "currency", *LINEAGE),
        "shipped_on",
        day=rows.shipped_on,
        due=ibis.ifelse(is_due, 1, None),
        in_time=ibis.ifelse(is_due, in_time.cast("int64"), None),
        tracked=ibis.ifelse(rows.is_tracked, 1, None),
        delivered=ibis.ifelse(rows.is_tracked, arrived.cast("int64"), None),
        delivery_seconds=ibis.ifelse(is_timed, seconds, None),
        delivered_days=ibis.ifelse(is_timed, DAY_SECONDS, None),
        stuck=ibis.ifelse(rows.is_tracked, is_stuck(rows).cast("int64"), None),
    )


def is_stuck(rows: Any, hours: int = STUCK_HOURS) -> Any:
    """On the way, and no trace for so many hours when the report was made."""
    silent = rows.seen_at.epoch_seconds() - rows.last_scan_at.epoch_seconds() >= hours * 3600
    on_the_way = rows.status.isin(ON_THE_WAY) & rows.delivered_at.isnull()
    return (on_the_way & silent).fill_null(False)


def stock(scope: Scope) -> Any:
    """Stock as it stood on the days; it belongs to no shop, so that a filter on shops lets it through."""
    import ibis

    table = ibis_tables()["stock_snapshots"]
    rows = table.filter(scope.within(table.snapshot_on))
    sold = units_sold(rows.select("snapshot_on").distinct())
    rows = rows.left_join(sold, ["snapshot_on", "merchant_sku"])
    began = _first_day_of_sales()
    rows = rows.cross_join(began)
    days = (rows.snapshot_on.delta(rows.began_on, unit="day") + 1).cast("int64")
    days = ibis.least(days, COVER_DAYS)
    is_known = (days > 0).fill_null(False) & rows.available.notnull()
    units = rows.units_sold.fill_null(0).cast("int64")
    is_selling = is_known & (units > 0)
    return rows.select(
        *("source", "warehouse_id", "merchant_sku", "snapshot_at", "snapshot_on", "title"),
        *LINEAGE,
        platform=rows.source,
        shop_key=ibis.literal(""),
        currency=ibis.null("string"),
        day=rows.snapshot_on,
        sku=rows.merchant_sku,
        available=rows.available,
        below_safety=(rows.available < rows.safety_low).cast("int64"),
        oversold=(rows.available < 0).cast("int64"),
        # available / (units / days), with whole numbers on both sides.
        cover_available=ibis.ifelse(
            is_known, ibis.ifelse(is_selling, rows.available * days, 0), None
        ),
        cover_units=ibis.ifelse(is_known, ibis.ifelse(is_selling, units, 0), None),
    )


def units_sold(days: Any) -> Any:
    """Pieces of each SKU paid in the 28 days up to each of the days."""
    lines = _paid_lines()
    back = days.snapshot_on.delta(lines.sold_on, unit="day")
    joined = days.join(lines, [back >= 0, back < COVER_DAYS])
    return joined.group_by("snapshot_on", "merchant_sku").aggregate(
        units_sold=joined.quantity.sum()
    )


def _first_day_of_sales() -> Any:
    lines = _paid_lines()
    return lines.aggregate(began_on=lines.sold_on.min())


def _paid_lines() -> Any:
    import ibis

    lines = ibis_tables()["order_lines"]
    status = lines.payment_status.fill_null("unknown")
    paid = ibis.or_(
        lines.paid_on.notnull() & status.isin([*PAID, "unknown"]),
        lines.paid_on.isnull() & status.isin(PAID),
    )
    orders = ibis_tables()["orders"]
    tests = orders.filter(orders.is_test).select("platform", "shop_key", "order_id")
    real = lines.filter(paid).anti_join(tests, ["platform", "shop_key", "order_id"])
    return real.select(
        "merchant_sku", "quantity", sold_on=real.paid_on.coalesce(real.created_on)
    ).filter(lambda rows: rows.merchant_sku.notnull())


def newest(rows: Any, cuts: dict[str, Any]) -> Any:
    """Of each source and warehouse the last moment within each stretch of time: states are never added up."""
    import ibis

    rows = rows.mutate(**cuts)
    window = ibis.window(group_by=["source", "warehouse_id", *cuts])
    rows = rows.mutate(newest_at=rows.snapshot_at.max().over(window))
    return rows.filter(rows.snapshot_at == rows.newest_at).drop("newest_at")


def _beside(value: Any, other: Any) -> Any:
    import ibis

    return ibis.ifelse(other.notnull(), value, None)
