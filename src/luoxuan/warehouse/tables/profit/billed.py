"""What the books say of an order's fees, each fee from one book only, and when its money came (6.6, 11.12)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.revenue import KEY
from luoxuan.warehouse.tables.profit.spread import cents

LEDGERS = ("statement", "platform_account", "money_account")
"""A bill before the platform's account before the money account: the same fee is never taken from two of them."""
SALES_FEES = ("commission", "platform_fee")
"""Books part these two each in its own way: both come from the same book."""
ALONE = (
    "influencer",
    "payment_fee",
    "freight",
    "freight_insurance",
    "tax",
    "compensation",
)
IN_EVERY_BILL = ("commission", "platform_fee", "influencer", "payment_fee")
"""A bill that names none of such a fee took none."""

_OF_ONE_SHOP = """
    SELECT order_id, min(platform) AS platform, min(shop_key) AS shop_key
    FROM orders WHERE order_id IN (SELECT order_id FROM {rows} WHERE coalesce(shop_key, '') = '')
    GROUP BY order_id HAVING count(*) = 1"""
"""Books of a whole brand name no shop: the order's number tells it, where one shop only has it."""


def _placed(rows: str, columns: str, condition: str = "TRUE") -> str:
    """The rows with the shop of their order."""
    return f"""
    SELECT platform, shop_key, order_id, {columns} FROM {rows}
    WHERE coalesce(shop_key, '') <> '' AND order_id IS NOT NULL AND {condition}
    UNION ALL
    SELECT o.platform, o.shop_key, order_id, {columns} FROM {rows} JOIN ({_OF_ONE_SHOP.format(rows=rows)}) o USING (order_id)
    WHERE coalesce({rows}.shop_key, '') = '' AND {condition}"""


_SUMS = ", ".join(
    f"CAST(sum(amount) FILTER (ledger = '{ledger}' AND fee_type = '{fee}') AS BIGINT) AS {ledger}_{fee}"
    for ledger in LEDGERS
    for fee in (*SALES_FEES, *ALONE)
)
_GOODS = ", ".join(
    f"min(occurred_on) FILTER (ledger = '{ledger}' AND fee_type IN ('goods', 'subsidy')) AS {ledger}_goods_on"
    for ledger in LEDGERS
)


def _alone(fee: str) -> str:
    told = ", ".join(f"{ledger}_{fee}" for ledger in LEDGERS)
    default = ", CASE WHEN has_statement THEN 0 END" if fee in IN_EVERY_BILL else ""
    return f"coalesce({told}{default}) AS {fee}"


def _together(fee: str) -> str:
    told = " ".join(
        f"WHEN {' OR '.join(f'{ledger}_{one} IS NOT NULL' for one in SALES_FEES)} THEN coalesce({ledger}_{fee}, 0)"
        for ledger in LEDGERS
    )
    return f"CASE {told} WHEN has_statement THEN 0 END AS {fee}"


_BY_BOOK = f"""
    SELECT {KEY}, coalesce(currency, 'CNY') AS currency, {_SUMS}, {_GOODS},
        bool_or(ledger = 'statement') AS has_statement,
        min(occurred_on) FILTER (ledger = 'statement') AS statement_on
    FROM booked GROUP BY ALL"""
_PARCELS = f"""
    SELECT {KEY}, coalesce(currency, 'CNY') AS currency,
        CAST(sum(freight) FILTER (NOT is_return) AS BIGINT) AS parcels,
        CAST(sum(freight) FILTER (is_return) AS BIGINT) AS parcels_back
    FROM (
        SELECT {KEY}, parcel_key, currency, max({cents("freight_cost")}) AS freight,
            bool_or(status IN ('returning', 'returned')) AS is_return
        FROM shipped GROUP BY ALL
    ) GROUP BY ALL"""

_MEANING = {
    "commission": "Commission.",
    "platform_fee": "Platform's other fees.",
    "influencer": "Influencers and agencies.",
    "payment_fee": "Payment channel.",
    "freight": "Freight.",
    "freight_insurance": "Freight insurance.",
    "tax": "Tax withheld.",
    "compensation": "Compensation and penalties.",
}


def billed(orders: str = "order_id IS NOT NULL") -> str:
    """The query of the orders that meet the condition."""
    return f"""
    WITH booked AS ({_placed("settlement_lines", f"ledger, fee_type, settlement_lines.currency, occurred_on, {cents('amount')} AS amount", f"coalesce(state, 'settled') <> 'pending' AND {orders}")}),
    shipped AS ({_placed("shipments", "parcel_key, shipments.currency, status, freight_cost", f"freight_cost IS NOT NULL AND {orders}")}),
    by_book AS ({_BY_BOOK}), by_parcel AS ({_PARCELS})
    SELECT platform, shop_key, order_id, currency,
        coalesce(statement_goods_on, platform_account_goods_on, money_account_goods_on, statement_on) AS settled_on,
        {", ".join(_together(fee) for fee in SALES_FEES)}, {", ".join(_alone(fee) for fee in ALONE)},
        parcels, parcels_back
    FROM by_book FULL JOIN by_parcel USING ({KEY}, currency)
    """


PROFIT_BILLED = DerivedView(
    "profit_billed",
    "one row per order that a book of money or a parcel speaks of; null: no book says it",
    (
        *SHOP,
        Column("order_id", "text", "Order."),
        Column("currency", "text", "ISO 4217."),
        Column("settled_on", "date", "Day the money for the goods was first booked, by the bill, else the platform's account, else the money account; null: not settled."),
        *(Column(fee, "count", f"{_MEANING[fee]} Out is negative.", "cents") for fee in (*SALES_FEES, *ALONE)),
        Column("parcels", "count", "Freight of its parcels, positive.", "cents"),
        Column("parcels_back", "count", "Freight of parcels that came back, positive.", "cents"),
    ),
    billed(),
    ("settlement_lines", "shipments", "orders"),
)  # fmt: skip
