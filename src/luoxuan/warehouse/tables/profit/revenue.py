"""What each line of a paid order brings: list value, discounts and who bears them, freight (6.6)."""

from luoxuan.warehouse.tables.model import LINEAGE, SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.spread import cents, spread, upto

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
_LISTED = ", ".join(
    cents(f"l.{of}")
    for of in ("goods_amount", "quantity * l.list_price", "quantity * l.unit_price")
)
_DAY = "coalesce(paid_on, created_on)"


def _between(days: str) -> str:
    """A condition on the day of payment, on rows of orders or lines."""
    return days.format(day=_DAY)


def _numbered(days: str) -> str:
    """The paid orders with a number each: numbers are joined and grouped faster than names."""
    return f"""
    SELECT *, row_number() OVER () AS order_no FROM (
        SELECT * FROM orders o WHERE paid_on IS NOT NULL AND {days.format(day="paid_on")}
        UNION ALL SELECT * FROM orders o WHERE paid_on IS NULL AND {days.format(day="created_on")}
    ) o WHERE {is_paid("o")} AND is_test IS NOT TRUE"""


def _lone(days: str) -> str:
    """Orders of which only lines came in."""
    return f"""
    SELECT {KEY}, -row_number() OVER () AS order_no, min({_DAY}) AS day
    FROM order_lines l ANTI JOIN orders USING ({KEY})
    WHERE {is_paid("l")} AND {_between(days)} GROUP BY {KEY}"""


def _line(order_no: str, day: str, of_order: str) -> str:
    return f"""
    SELECT l.platform, l.shop_key, l.order_id, l.line_id, l.import_id, l.file_sha256, l.source_row_no, {order_no} AS order_no, {day} AS day,
        coalesce(o.paid_at, l.paid_at, o.created_at, l.created_at) AS sold_at,
        {_OWN}, {_EITHER},
        coalesce(o.currency, l.currency, 'CNY') AS currency,
        coalesce(l.quantity, 1) AS units,
        coalesce(l.is_gift, FALSE) AS is_gift,
        coalesce({_LISTED}) AS listed,
        CASE WHEN l.is_gift THEN coalesce({cents("l.paid_amount")}, 0) ELSE {cents("l.paid_amount")} END AS paid_told,
        greatest(coalesce({cents("l.platform_discount")}, 0), 0) AS platform_part,
        coalesce({cents("l.merchant_discount")}, 0) AS merchant_part,
        {of_order}"""


_RAW = f"""
    {_line("o.order_no", "coalesce(o.paid_on, o.created_on)", _OF_ORDER)}
    FROM order_lines l JOIN numbered o USING ({KEY})
    UNION ALL
    {_line("n.order_no", "n.day", _OF_ORDER)}
    FROM order_lines l JOIN lone n USING ({KEY}) LEFT JOIN (SELECT * FROM numbered WHERE FALSE) o USING ({KEY})
    UNION ALL
    SELECT o.platform, o.shop_key, o.order_id, o.order_id, o.import_id, o.file_sha256, o.source_row_no, o.order_no,
        coalesce(o.paid_on, o.created_on), coalesce(o.paid_at, o.created_at), NULL, NULL, NULL, NULL,
        nullif(o.channel, ''), nullif(o.influencer_id, ''), nullif(o.province, ''),
        coalesce(o.currency, 'CNY'), coalesce(o.units, 1), FALSE, {cents("o.goods_amount")}, NULL, 0, 0, {_OF_ORDER}
    FROM numbered o ANTI JOIN order_lines USING ({KEY})"""

_PAID_PART = "greatest(coalesce(paid_told, 0), 0)"
_LISTED_PART = "CASE WHEN is_gift THEN 0 ELSE greatest(coalesce(listed, 0), 0) END"
_TOLD = "coalesce(paid_told, CASE WHEN is_gift THEN 0 ELSE listed - merchant_part - platform_part END, 0)"
_OF_ORDERS = f"""
    SELECT order_no, CAST(sum({_PAID_PART}) AS BIGINT) AS paid_all,
        CAST(sum({_LISTED_PART}) AS BIGINT) AS listed_all, CAST(sum(platform_part) AS BIGINT) AS platform_all,
        CAST(sum({_TOLD}) AS BIGINT) AS told_all, count(*) AS lines, count(paid_told) AS lines_paid
    FROM raw GROUP BY order_no"""
_PLACES = f"""
    SELECT order_no, line_id, row_number() OVER upto AS line_no,
        CAST(sum({_PAID_PART}) OVER upto AS BIGINT) AS paid_upto,
        CAST(sum({_LISTED_PART}) OVER upto AS BIGINT) AS listed_upto,
        CAST(sum(platform_part) OVER upto AS BIGINT) AS platform_upto
    FROM raw WHERE order_no IN (SELECT order_no FROM of_orders WHERE lines > 1)
    WINDOW upto AS (PARTITION BY order_no ORDER BY line_id ROWS UNBOUNDED PRECEDING)"""
"""Only orders of several lines have anything to spread."""
_SUMMED = f"""
    SELECT r.*, a.* EXCLUDE (order_no), coalesce(p.line_no, 1) AS line_no,
        coalesce(p.paid_upto, {_PAID_PART}) AS paid_upto, coalesce(p.listed_upto, {_LISTED_PART}) AS listed_upto,
        coalesce(p.platform_upto, platform_part) AS platform_upto
    FROM raw r JOIN of_orders a USING (order_no)
    LEFT JOIN places p ON p.order_no = r.order_no AND p.line_id = r.line_id"""
_BY_PAID = "lines_paid = lines AND paid_all > 0"


def _first(paid: str, listed: str, even: str) -> str:
    """By what buyers pay for the lines where the file says so, else by list value, else evenly."""
    return f"CAST(CASE WHEN {_BY_PAID} THEN {paid} WHEN listed_all > 0 THEN {listed} ELSE {even} END AS BIGINT)"


_WEIGHED = f"""
    SELECT *, coalesce(order_paid, told_all) AS paid_total,
        coalesce(order_platform, platform_all) AS platform_total,
        {_first(_PAID_PART, _LISTED_PART, "1")} AS first_weight,
        {_first("paid_upto", "listed_upto", "line_no")} AS first_upto,
        {_first("paid_all", "listed_all", "lines")} AS first_all
    FROM summed"""
_BORNE = f"""
    SELECT *, {upto("paid_total", "first_upto", "first_all")} AS paid_to,
        {upto("paid_total", "first_upto - first_weight", "first_all")} AS paid_before,
        CASE WHEN platform_all > 0 THEN {upto("platform_total", "platform_upto", "platform_all")}
            ELSE {upto("platform_total", "first_upto", "first_all")} END AS platform_to,
        CASE WHEN platform_all > 0 THEN {upto("platform_total", "platform_upto - platform_part", "platform_all")}
            ELSE {upto("platform_total", "first_upto - first_weight", "first_all")} END AS platform_before,
        {upto("order_influencer", "first_upto", "first_all")} AS influencer_to,
        {upto("order_influencer", "first_upto - first_weight", "first_all")} AS influencer_before,
        {upto("order_payment", "first_upto", "first_all")} AS payment_to,
        {upto("order_payment", "first_upto - first_weight", "first_all")} AS payment_before
    FROM weighed"""
_EARNED = """
    SELECT *, paid_to - paid_before AS paid, platform_to - platform_before AS platform_borne,
        influencer_to - influencer_before AS influencer_borne, payment_to - payment_before AS payment_borne,
        paid_to + platform_to + influencer_to + payment_to AS revenue_upto,
        paid_before + platform_before + influencer_before + payment_before AS revenue_before,
        paid_total + platform_total + order_influencer + order_payment AS revenue_all
    FROM borne"""
_LAST = """
    SELECT *, revenue_upto - revenue_before AS revenue,
        CASE WHEN revenue_all > 0 THEN revenue_upto - revenue_before ELSE 1 END AS weight,
        CASE WHEN revenue_all > 0 THEN revenue_upto ELSE line_no END AS weight_upto,
        CASE WHEN revenue_all > 0 THEN revenue_all ELSE lines END AS weight_all
    FROM earned"""


def revenue(days: str = "TRUE") -> str:
    """The query of the lines whose `{day}` meets the condition: said here, other days are not read at all."""
    return f"""
    WITH numbered AS MATERIALIZED ({_numbered(days)}), lone AS MATERIALIZED ({_lone(days)}),
    raw AS MATERIALIZED ({_RAW}), of_orders AS ({_OF_ORDERS}), places AS ({_PLACES}), summed AS ({_SUMMED}),
    weighed AS ({_WEIGHED}), borne AS ({_BORNE}), earned AS ({_EARNED}), last AS ({_LAST})
    SELECT platform, shop_key, order_id, line_id, day, sold_at, product_id, sku_id, merchant_sku, title,
        channel, influencer_id, province, currency, units, is_gift,
        CASE WHEN is_gift THEN 0 ELSE coalesce(listed, revenue + merchant_part) END AS listed,
        paid, platform_borne, influencer_borne, payment_borne, revenue,
        {spread("order_freight")} AS freight_charged, line_no, order_no, weight, weight_upto, weight_all,
        import_id, file_sha256, source_row_no
    FROM last
    """


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
        Column("order_no", "count", "A number for the order, good within one query."),
        Column("weight", "count", "What it weighs in its order: its revenue; 1 where the order has none."),
        Column("weight_upto", "count", "Weight of the lines up to and with it."),
        Column("weight_all", "count", "Weight of the order."),
        *LINEAGE[:3],
    ),
    revenue(),
    ("orders", "order_lines"),
)  # fmt: skip
