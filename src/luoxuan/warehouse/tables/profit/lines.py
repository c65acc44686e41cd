"""One row per order line with its whole bridge, estimated and actual (6.6)."""

from luoxuan.warehouse.tables.model import LINEAGE, SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.spread import money
from luoxuan.warehouse.tables.profit.steps import (
    CHOSEN,
    FEES,
    JOINED,
    PARTED,
    RECKONED,
    VALUED,
)

_IDS = (
    *SHOP,
    Column("order_id", "text", "Order."),
    Column("line_id", "text", "Line; the order where it has none."),
    Column("line_no", "count", "Ordinal in the order, from 1."),
    Column("order_no", "count", "A number for the order, good within one query."),
    Column("day", "date", "Day of payment; of the order where no file says when it was paid."),
    Column("sold_at", "time", "Moment of payment, else of the order."),
    Column("product_id", "text", "The platform's product."),
    Column("sku_id", "text", "The platform's SKU."),
    Column("sku", "text", "The merchant's own code, else the platform's SKU."),
    Column("title", "text", "Title on the order."),
    Column("channel", "text", "Channel."),
    Column("influencer_id", "text", "Influencer."),
    Column("province", "text", "Province of the recipient."),
    Column("currency", "text", "ISO 4217; CNY where no file says."),
    Column("units", "count", "Pieces."),
    Column("is_gift", "flag", "Given, not sold."),
    Column("is_settled", "flag", "Whether a book has the money for the order's goods."),
    Column("settled_on", "date", "Day it was booked."),
    Column("cost_known", "flag", "Whether the cost of the piece is known in the line's currency."),
    *LINEAGE[:3],
)
_STEPS: dict[str, tuple[str, str]] = {
    "list_value": ("listed", "List value."),
    "merchant_discount": ("revenue - listed", "What the merchant gave away."),
    "others_discount": (
        "-(platform_borne + influencer_borne + payment_borne)",
        "What the buyer does not pay because others do.",
    ),
    "platform_subsidy": ("platform_borne", "Paid by the platform in the buyer's place."),
    "influencer_subsidy": ("influencer_borne", "Paid by the influencer."),
    "payment_subsidy": ("payment_borne", "Paid by the payment channel."),
    "freight_charged": ("freight_charged", "Freight the buyer pays."),
    "refunds": ("-refunded", "Paid back, whenever it was."),
    "net_revenue": ("net", "Sum of the above."),
    "goods_cost": ("goods_cost", "Cost of the goods that were sold and stayed sold."),
    "gross_profit": ("net + goods_cost", "Net revenue and goods cost."),
    **{fee: (f"best_{fee}", f"{fee}: actual where settled, else estimated.") for fee in FEES},
    "packaging": ("packed", "Packaging of what was sent."),
    "refund_loss": (
        "refund_loss",
        "Cost of goods refunded and kept by the buyer, parcels back, compensation.",
    ),
    "samples_gifts": ("samples_gifts", "Cost of what was given away."),
    "contribution": (
        f"net + goods_cost + {' + '.join(f'best_{fee}' for fee in FEES)} + packed + refund_loss + samples_gifts",
        "Gross profit and all of the above; null where the cost is unknown.",
    ),
    **{
        f"estimated_{fee}": (f"estimated_{fee}", f"{fee} by cost table and agreed rates.")
        for fee in FEES
    },
    **{
        f"actual_{fee}": (f"actual_{fee}", f"{fee} as booked; null where no book says it.")
        for fee in FEES
    },
    "estimated_refund_loss": ("estimated_refund_loss", "refund_loss without what was booked."),
}
"""Column to what it is in cents and what it means; signed from the merchant's view."""

PROFIT_LINES = DerivedView(
    "profit_lines",
    "one row per line of a paid order that is no test, with every step from list value to contribution, signed from the merchant's view",
    (*_IDS, *(Column(name, "money", meaning) for name, (_, meaning) in _STEPS.items())),
    f"""
    WITH paid_back AS MATERIALIZED (SELECT * FROM profit_refunds), joined AS ({JOINED}), parted AS ({PARTED}), valued AS ({VALUED}), reckoned AS ({RECKONED}),
    chosen AS ({CHOSEN})
    SELECT {", ".join(column.name for column in _IDS)},
        {", ".join(f"{money(of)} AS {name}" for name, (of, _) in _STEPS.items())}
    FROM chosen
    """,
    ("cost_book", "fee_book", "profit_revenue", "profit_refunds", "profit_billed"),
)
