"""What went back to buyers, by line where the case names one, and what became of the goods (6.6)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.revenue import KEY
from luoxuan.warehouse.tables.profit.spread import cents

FATES = ("unshipped", "returned", "kept", "only_money")
_FATE = """
    CASE WHEN type IN ('price_protection', 'compensation') THEN 'only_money'
        WHEN type = 'refund_only_unshipped' OR phase = 'before_ship' THEN 'unshipped'
        WHEN type = 'return_refund' OR phase = 'in_transit' THEN 'returned'
        ELSE 'kept' END"""
_LINE_OF = f"""
    SELECT {KEY}, c.refund_id, min_by(l.line_id, (CASE WHEN l.line_id = c.line_id THEN 0
        WHEN l.merchant_sku = c.merchant_sku THEN 1 ELSE 2 END, l.line_id)) AS line_id
    FROM cases c JOIN order_lines l USING ({KEY})
    WHERE l.line_id = c.line_id OR l.merchant_sku = c.merchant_sku OR l.product_id = c.product_id
    GROUP BY {KEY}, c.refund_id"""


def _of_fate(column: str) -> str:
    return ", ".join(
        f"CAST(coalesce(sum({column}) FILTER (fate = '{fate}'), 0) AS BIGINT) AS {fate}_{column}"
        for fate in FATES
        if column == "amount" or fate in {"unshipped", "returned"}
    )


def refunded(orders: str = "order_id IS NOT NULL") -> str:
    """The query of the orders that meet the condition."""
    cases = f"""
    SELECT {KEY}, refund_id, nullif(line_id, '') AS line_id, nullif(merchant_sku, '') AS merchant_sku,
        nullif(product_id, '') AS product_id, coalesce(r.currency, o.currency, 'CNY') AS currency,
        {cents("amount")} AS amount, coalesce(quantity, 0) AS units, {_FATE} AS fate
    FROM refunds r LEFT JOIN (SELECT {KEY}, currency FROM orders) o USING ({KEY})
    WHERE status = 'refunded' AND coalesce(type, 'unknown') NOT IN ('exchange', 'reship', 'repair')
        AND {orders}"""
    return f"""
    WITH cases AS MATERIALIZED ({cases}), line_of AS ({_LINE_OF})
    SELECT platform, shop_key, order_id, l.line_id, c.currency, {_of_fate("amount")}, {_of_fate("units")}
    FROM cases c LEFT JOIN line_of l USING ({KEY}, refund_id)
    GROUP BY ALL
    """


PROFIT_REFUNDS = DerivedView(
    "profit_refunds",
    "one row per order and line with money paid back; without line: spread over the order",
    (
        *SHOP,
        Column("order_id", "text", "Order."),
        Column("line_id", "text", "The line the case names, by itself, its SKU or its product; null: the whole order."),
        Column("currency", "text", "ISO 4217."),
        Column("unshipped_amount", "count", "Paid back for goods that never left.", "cents"),
        Column("returned_amount", "count", "For goods that came back.", "cents"),
        Column("kept_amount", "count", "For goods the buyer kept, or of which nothing is said.", "cents"),
        Column("only_money_amount", "count", "Price protection and compensation: the goods are no part of it.", "cents"),
        Column("unshipped_units", "count", "Pieces that never left."),
        Column("returned_units", "count", "Pieces that came back."),
    ),
    refunded(),
    ("refunds", "orders", "order_lines"),
)  # fmt: skip
