"""The rows of each kind of trouble, worst first (10.6, 11.8)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from luoxuan.analysis.fulfilment.question import FulfilmentQuestion, Kind
from luoxuan.metrics.operations import COVER_DAYS, ON_THE_WAY, PAID
from luoxuan.warehouse.engine import Session

Row = dict[str, Any]

_PARCEL = """
    SELECT p.platform, p.shop_key, p.carrier, p.order_id, p.status, p.exception, p.paid_at, p.shipped_at,
        p.pickup_due_at, p.picked_up_at, p.last_scan_at, least(p.seen_at, $end) AS as_of
    FROM parcels p
"""
_STUCK = f"""
    SELECT * FROM ({_PARCEL}
        WHERE p.shipped_on BETWEEN $first AND $day AND p.is_tracked AND p.delivered_at IS NULL
            AND p.status IN {ON_THE_WAY}
    ) WHERE epoch(as_of) - epoch(last_scan_at) >= $limit * 3600
    ORDER BY last_scan_at, order_id
"""
_LATE = f"""
    SELECT * FROM ({_PARCEL}
        LEFT JOIN orders o USING (platform, shop_key, order_id)
        WHERE p.shipped_on BETWEEN $first AND $day AND p.picked_up_at IS NULL AND p.delivered_at IS NULL
            AND p.last_scan_at IS NULL AND COALESCE(p.status, 'label_created') = 'label_created'
            AND (NOT p.due_is_assumed OR p.is_tracked)
            AND COALESCE(o.order_status, '') NOT IN ('cancelled', 'closed')
    ) WHERE epoch(as_of) - epoch(pickup_due_at) > $limit * 3600
    ORDER BY pickup_due_at, order_id
"""
_STOCK = f"""
    WITH moments AS (
        SELECT source, warehouse_id, max(snapshot_at) AS snapshot_at FROM stock_snapshots
        WHERE snapshot_on BETWEEN $first AND $day GROUP BY source, warehouse_id
    ),
    sold AS (
        SELECT l.merchant_sku, sum(l.quantity)::BIGINT AS units
        FROM order_lines l
        WHERE l.merchant_sku IS NOT NULL
            AND COALESCE(l.paid_on, l.created_on) BETWEEN $sold_from AND $day
            AND (l.payment_status IN {PAID} OR (l.paid_on IS NOT NULL AND COALESCE(l.payment_status, 'unknown') = 'unknown'))
            AND NOT EXISTS (
                SELECT 1 FROM orders o WHERE o.is_test AND o.platform = l.platform AND o.shop_key = l.shop_key
                    AND o.order_id = l.order_id
            )
        GROUP BY l.merchant_sku
    )
    SELECT s.source, s.warehouse_id, s.merchant_sku, s.title, s.spec, s.available, s.on_hand, s.in_transit,
        s.safety_low, s.snapshot_on, COALESCE(sold.units, 0) AS units_sold,
        (SELECT count(*) FROM sold) > 0 AS knows_sales
    FROM stock_snapshots s JOIN moments USING (source, warehouse_id, snapshot_at)
    LEFT JOIN sold USING (merchant_sku)
"""
_SHORT = {
    "oversold": "available < -$limit",
    "below_safety": "available < safety_low * $limit",
    "sold_out": "available <= 0 AND units_sold >= $limit AND units_sold > 0",
}
_ANSWERS = """
    WITH days AS (
        SELECT platform, shop_key, max(service_on) AS service_on FROM service_daily
        WHERE service_on BETWEEN $first AND $day AND first_response_avg_s IS NOT NULL AND received > 0
        GROUP BY platform, shop_key
    ),
    agents AS (
        SELECT s.platform, s.shop_key, s.service_on, s.agent_key, s.received, s.first_response_avg_s,
            sum(s.first_response_avg_s * s.received) OVER of_shop / sum(s.received) OVER of_shop AS shop_seconds
        FROM service_daily s JOIN days USING (platform, shop_key, service_on)
        WHERE s.first_response_avg_s IS NOT NULL AND s.received > 0
        WINDOW of_shop AS (PARTITION BY s.platform, s.shop_key)
    )
    SELECT * FROM agents WHERE shop_seconds > $limit ORDER BY first_response_avg_s DESC, agent_key
"""


def rows(question: FulfilmentQuestion, session: Session) -> list[Row]:
    """The rows of the question's kind."""
    kind, limit = question.kind, float(question.asked)
    if kind in _SHORT:
        return _stock(question, session, f"WHERE {_SHORT[kind]}", limit)
    sql, back = {
        "stuck": (_STUCK, question.parcels_back),
        "late_pickup": (_LATE, question.parcels_back),
        "slow_answers": (_ANSWERS, question.answers_back),
    }[kind]
    given = {"day": question.day, "first": question.day - timedelta(days=back), "limit": limit}
    if kind != "slow_answers":
        given["end"] = question.end
    return _fetched(session, sql, given)


def stock(day: date, back: int, session: Session) -> list[Row]:
    """Every SKU of the newest stock, with what it sold in 28 days."""
    return _stock(FulfilmentQuestion("sold_out", day, stock_back=back), session, "", None)


def _stock(
    question: FulfilmentQuestion, session: Session, where: str, limit: float | None
) -> list[Row]:
    given: dict[str, Any] = {
        "day": question.day,
        "first": question.day - timedelta(days=question.stock_back),
        "sold_from": question.day - timedelta(days=COVER_DAYS - 1),
    }
    if limit is not None:
        given["limit"] = limit
    sql = f"SELECT * FROM ({_STOCK}) {where} ORDER BY available, units_sold DESC, merchant_sku"
    return _fetched(session, sql, given)


def _fetched(session: Session, sql: str, given: dict[str, Any]) -> list[Row]:
    found: list[Row] = session.fetch(sql, given).to_pylist()
    return found


def whole(value: Any) -> Decimal:
    """A number as a decimal of two places."""
    return Decimal(str(value)).quantize(Decimal("0.01"))


GROUPS: dict[Kind, tuple[str, ...]] = {
    "stuck": ("shop_key", "carrier"),
    "late_pickup": ("shop_key",),
    "oversold": ("source",),
    "below_safety": ("source",),
    "sold_out": ("source",),
    "slow_answers": ("shop_key",),
}
"""What the rows of a kind are told together by."""
