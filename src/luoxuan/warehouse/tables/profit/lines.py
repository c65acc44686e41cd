"""One row per order line with its whole bridge, estimated and actual (6.6)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView
from luoxuan.warehouse.tables.profit.spread import money

PROFIT_LINES = DerivedView(
    "profit_lines",
    "one row per line of a paid order that is no test, with every step from list value to contribution, signed from the merchant's view",
    (
        *SHOP,
        Column("order_id", "text", "Order."),
        Column("line_id", "text", "Line; the order where it has none."),
        Column("line_no", "count", "Ordinal in the order, from 1."),
        Column("day", "date", "Day of payment; of the order where no file says when it was paid."),
        Column("sold_at", "time", "Moment of payment, else of the order."),
        Column("product_id", "text", "The platform's product."),
        Column("sku", "text", "The merchant's own code, else the platform's SKU."),
        Column("title", "text", "Title on the order."),
        Column("channel", "text", "Channel."),
        Column("influencer_id", "text", "Influencer."),
        Column("province", "text", "Province of the recipient."),
        Column("currency", "text", "ISO 4217."),
        Column("units", "count", "Pieces."),
        Column("list_value", "money", "List value."),
        Column("merchant_discount", "money", "What the merchant gave away."),
        Column("others_discount", "money", "What the buyer does not pay because others do."),
        Column("platform_subsidy", "money", "Paid by the platform in the buyer's place."),
        Column("influencer_subsidy", "money", "Paid by the influencer."),
        Column("payment_subsidy", "money", "Paid by the payment channel."),
        Column("freight_charged", "money", "Freight the buyer pays."),
        Column("refunds", "money", "Paid back."),
        Column("net_revenue", "money", "Sum of the above."),
        Column("cost_known", "flag", "Whether the goods cost is known."),
        Column("goods_cost", "money", "Cost of the goods sold; null where unknown."),
        Column("gross_profit", "money", "Net revenue and goods cost; null where unknown."),
    ),
    f"""
    WITH valued AS (
        SELECT r.*, coalesce(r.merchant_sku, r.sku_id) AS sku, b.unit_cost IS NOT NULL AS cost_known,
            -CAST(round(r.units * b.unit_cost * 100) AS BIGINT) AS cost
        FROM profit_revenue r ASOF LEFT JOIN cost_book b
            ON b.code = coalesce(r.merchant_sku, r.sku_id) AND b.starts_on <= r.day
    )
    SELECT platform, shop_key, order_id, line_id, line_no, day, sold_at, product_id, sku, title, channel,
        influencer_id, province, currency, units,
        {money("listed")} AS list_value, {money("revenue - listed")} AS merchant_discount,
        {money("-(platform_borne + influencer_borne + payment_borne)")} AS others_discount,
        {money("platform_borne")} AS platform_subsidy, {money("influencer_borne")} AS influencer_subsidy,
        {money("payment_borne")} AS payment_subsidy, {money("freight_charged")} AS freight_charged,
        {money("0")} AS refunds, {money("revenue + freight_charged")} AS net_revenue,
        cost_known, {money("cost")} AS goods_cost, {money("revenue + freight_charged + cost")} AS gross_profit
    FROM valued
    """,
    ("cost_book", "profit_revenue"),
)  # fmt: skip
