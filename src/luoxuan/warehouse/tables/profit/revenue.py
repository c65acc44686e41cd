"""What each line of a paid order brings: list value, discounts and who bears them, freight (6.6)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.spread import cents, spread

KEY = "platform, shop_key, order_id"
PAID = "('paid', 'partially_refunded', 'refunded')"


def is_paid(rows: str) -> str:
    """Paid on a known day, or said to be paid: as the metrics count it."""
    status = f"coalesce({rows}.payment_status, 'unknown')"
    return (
        f"(({rows}.paid_on IS NOT NULL AND ({status} IN {PAID} OR {status} = 'unknown'))"
        f" OR ({rows}.paid_on IS NULL AND {status} IN {PAID}))"
    )


_TEXTS = ("product_id", "sku_id", "merchant_sku", "title", "channel", "influencer_id", "province")
_EITHER = ", ".join(f"coalesce(nullif(l.{c}, ''), o.{c}) AS {c}" for c in _TEXTS[4:])
_OWN = ", ".join(f"nullif(l.{c}, '') AS {c}" for c in _TEXTS[:4])
_OF_ORDER = f"""
    {cents("o.buyer_paid_amount")} - coalesce({cents("o.shipping_amount")}, 0) AS order_paid,
    coalesce({cents("o.shipping_amount")}, 0) AS order_freight,
    {cents("o.platform_discount")} AS order_platform,
    coalesce({cents("o.influencer_discount")}, 0) AS order_influencer,
    coalesce({cents("o.payment_discount")}, 0) AS order_payment"""
_RAW = f"""
    SELECT l.platform, l.shop_key, l.order_id, l.line_id,
        coalesce(o.paid_on, o.created_on, l.paid_on, l.created_on) AS day,
        coalesce(o.paid_at, l.paid_at, o.created_at, l.created_at) AS sold_at,
        {_OWN}, {_EITHER},
        coalesce(o.currency, l.currency, 'CNY') AS currency,
        coalesce(l.quantity, 1) AS units,
        coalesce(l.is_gift, FALSE) AS is_gift,
        {cents("coalesce(l.goods_amount, l.quantity * l.list_price, l.quantity * l.unit_price)")} AS listed,
        {cents("CASE WHEN l.is_gift THEN coalesce(l.paid_amount, 0) ELSE l.paid_amount END")} AS paid,
        coalesce({cents("l.platform_discount")}, 0) AS platform_part,
        coalesce({cents("l.merchant_discount")}, 0) AS merchant_part,
        {_OF_ORDER}
    FROM order_lines l LEFT JOIN orders o USING ({KEY})
    WHERE CASE WHEN o.order_id IS NULL THEN {is_paid("l")} ELSE {is_paid("o")} AND o.is_test IS NOT TRUE END
    UNION ALL
    SELECT o.platform, o.shop_key, o.order_id, o.order_id, coalesce(o.paid_on, o.created_on),
        coalesce(o.paid_at, o.created_at), NULL, NULL, NULL, NULL,
        nullif(o.channel, ''), nullif(o.influencer_id, ''), nullif(o.province, ''),
        coalesce(o.currency, 'CNY'), coalesce(o.units, 1), FALSE, {cents("o.goods_amount")},
        NULL, 0, 0, {_OF_ORDER}
    FROM orders o ANTI JOIN order_lines USING ({KEY})
    WHERE {is_paid("o")} AND o.is_test IS NOT TRUE"""

_WHOLE = f"(PARTITION BY {KEY}, day)"
_SIZED = f"""
    SELECT *, count(paid) OVER order_whole AS lines_paid, count(*) OVER order_whole AS lines,
        sum(greatest(paid, 0)) OVER order_whole AS paid_all,
        sum(CASE WHEN is_gift THEN 0 ELSE greatest(listed, 0) END) OVER order_whole AS listed_all,
        sum(greatest(platform_part, 0)) OVER order_whole AS platform_all,
        sum(coalesce(paid, CASE WHEN is_gift THEN 0 ELSE listed - merchant_part - platform_part END, 0))
            OVER order_whole AS told_all
    FROM raw WINDOW order_whole AS {_WHOLE}"""
_WEIGHED = """
    SELECT *, coalesce(order_paid, told_all) AS paid_total,
        coalesce(order_platform, platform_all, 0) AS platform_total,
        CASE WHEN lines_paid = lines AND paid_all > 0 THEN greatest(paid, 0)
            WHEN listed_all > 0 THEN CASE WHEN is_gift THEN 0 ELSE greatest(coalesce(listed, 0), 0) END
            ELSE 1 END AS first_weight
    FROM sized"""
_CUMULATED = f"""
    SELECT *,
        CASE WHEN platform_all > 0 THEN greatest(platform_part, 0) ELSE first_weight END AS platform_weight,
        CAST(sum(CASE WHEN platform_all > 0 THEN greatest(platform_part, 0) ELSE first_weight END)
            OVER upto AS BIGINT) AS platform_upto,
        CAST(sum(first_weight) OVER upto AS BIGINT) AS first_upto,
        CAST(sum(first_weight) OVER whole AS BIGINT) AS first_all
    FROM weighed
    WINDOW upto AS (PARTITION BY {KEY}, day ORDER BY line_id ROWS UNBOUNDED PRECEDING),
        whole AS (PARTITION BY {KEY}, day ORDER BY line_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"""


def _by_first(total: str) -> str:
    return spread(total, "first_weight", "first_upto", "first_all")


_SPREAD = f"""
    SELECT * REPLACE ({_by_first("paid_total")} AS paid),
        {spread("platform_total", "platform_weight", "platform_upto", "(CASE WHEN platform_all > 0 THEN platform_all ELSE first_all END)")} AS platform_borne,
        {_by_first("order_influencer")} AS influencer_borne,
        {_by_first("order_payment")} AS payment_borne
    FROM cumulated"""
_EARNED = """
    SELECT *, paid + platform_borne + influencer_borne + payment_borne AS revenue FROM spread"""
_PLACED = f"""
    SELECT *, sum(greatest(revenue, 0)) OVER whole AS revenue_all,
        sum(greatest(revenue, 0)) OVER upto AS revenue_upto,
        row_number() OVER upto AS line_no
    FROM earned
    WINDOW upto AS (PARTITION BY {KEY}, day ORDER BY line_id ROWS UNBOUNDED PRECEDING),
        whole AS (PARTITION BY {KEY}, day ORDER BY line_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"""
_LAST = """
    SELECT *,
        CAST(CASE WHEN revenue_all > 0 THEN greatest(revenue, 0) ELSE 1 END AS BIGINT) AS weight,
        CAST(CASE WHEN revenue_all > 0 THEN revenue_upto ELSE line_no END AS BIGINT) AS weight_upto,
        CAST(CASE WHEN revenue_all > 0 THEN revenue_all ELSE lines END AS BIGINT) AS weight_all
    FROM placed"""

PROFIT_REVENUE = DerivedView(
    "profit_revenue",
    "one row per line of a paid order that is no test; an order without any line is one row. Amounts in whole cents, the order's own spread over its lines",
    (
        *SHOP,
        Column("order_id", "text", "Order."),
        Column("line_id", "text", "Line; the order where it has none."),
        Column("day", "date", "Day of payment; of the order where no file says when it was paid."),
        Column("sold_at", "time", "Moment of payment, else of the order."),
        Column("product_id", "text", "The platform's product."),
        Column("sku_id", "text", "The platform's SKU."),
        Column("merchant_sku", "text", "The merchant's own code."),
        Column("title", "text", "Title on the order."),
        Column("channel", "text", "Channel, of the line, else of the order."),
        Column("influencer_id", "text", "Influencer, of the line, else of the order."),
        Column("province", "text", "Province of the recipient."),
        Column("currency", "text", "ISO 4217; CNY where no file says."),
        Column("units", "count", "Pieces."),
        Column("is_gift", "flag", "Given, not sold."),
        Column("listed", "count", "List value; 0 of a gift; revenue where no file says it.", "cents"),
        Column("paid", "count", "What the buyer pays for it.", "cents"),
        Column("platform_borne", "count", "Discount the platform bears.", "cents"),
        Column("influencer_borne", "count", "Discount the influencer bears.", "cents"),
        Column("payment_borne", "count", "Discount the payment channel bears.", "cents"),
        Column("revenue", "count", "Paid plus what others bear.", "cents"),
        Column("freight_charged", "count", "Freight the buyer pays.", "cents"),
        Column("line_no", "count", "Ordinal in the order, from 1."),
        Column("weight", "count", "What it weighs in its order: its revenue; 1 where the order has none."),
        Column("weight_upto", "count", "Weight of the lines up to and with it."),
        Column("weight_all", "count", "Weight of the order."),
    ),
    f"""
    WITH raw AS NOT MATERIALIZED ({_RAW}),
    sized AS ({_SIZED}), weighed AS ({_WEIGHED}), cumulated AS ({_CUMULATED}),
    spread AS ({_SPREAD}), earned AS ({_EARNED}), placed AS ({_PLACED}), last AS ({_LAST})
    SELECT platform, shop_key, order_id, line_id, day, sold_at, product_id, sku_id, merchant_sku, title,
        channel, influencer_id, province, currency, units, is_gift,
        CASE WHEN is_gift THEN 0 ELSE coalesce(listed, revenue + merchant_part) END AS listed,
        paid, platform_borne, influencer_borne, payment_borne, revenue,
        {spread("order_freight")} AS freight_charged, line_no, weight, weight_upto, weight_all
    FROM last
    """,
    ("orders", "order_lines"),
)  # fmt: skip
