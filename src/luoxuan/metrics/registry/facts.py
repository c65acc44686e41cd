"""The facts: which rows of which table, on which of their days (6.6)."""

from luoxuan.metrics.model import Dimension, Fact

TIME: tuple[Dimension, ...] = ("day", "week", "month")
SHOP: tuple[Dimension, ...] = ("shop", "platform", *TIME)
ORDER: tuple[Dimension, ...] = (*SHOP, "channel", "province", "source")
LINE: tuple[Dimension, ...] = (*ORDER, "product", "sku")
PROFIT: tuple[Dimension, ...] = (*SHOP, "channel", "province", "product", "sku")
REFUND: tuple[Dimension, ...] = (*SHOP, "product", "sku")
_ORDER_KEY = ("platform", "shop_key", "order_id")
_LINE_KEY = ("platform", "shop_key", "line_id")
_REFUND_KEY = ("platform", "shop_key", "refund_id")
_TRAFFIC_KEY = ("platform", "shop_key", "period_start", "period_end", "product_id", "source_path")
_AGENT_KEY = ("platform", "shop_key", "agent_key", "service_on")
_PARCEL_KEY = ("source", "parcel_key", "order_id")
_STOCK_KEY = ("source", "warehouse_id", "merchant_sku", "snapshot_at")
_AD_KEY = (
    "ad_platform",
    "account_id",
    "report_kind",
    "period_start",
    "campaign_id",
    "adgroup_id",
    "creative_id",
    "target_id",
    "attribution_window",
)

FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("orders_created", "orders", "orders", "created_on", ORDER, _ORDER_KEY),
        Fact("orders_paid", "orders", "orders", "paid_on", ORDER, _ORDER_KEY),
        Fact("lines_created", "lines", "order_lines", "created_on", LINE, _LINE_KEY),
        Fact("lines_paid", "lines", "order_lines", "paid_on", LINE, _LINE_KEY),
        Fact("pieces_paid", "lines", "order_lines", "paid_on", LINE, _LINE_KEY),
        Fact("refunds_done", "refunds", "refunds", "refunded_on", REFUND, _REFUND_KEY),
        Fact("refunds_cohort", "refunds", "refunds", "paid_on", REFUND, _REFUND_KEY),
        Fact("traffic", "traffic_shop", "traffic_daily", "period_start", SHOP, _TRAFFIC_KEY),
        Fact(
            "traffic_products",
            "traffic_product",
            "traffic_daily",
            "period_start",
            (*SHOP, "product"),
            _TRAFFIC_KEY,
        ),
        Fact(
            "traffic_sources",
            "traffic_source",
            "traffic_daily",
            "period_start",
            (*SHOP, "source"),
            _TRAFFIC_KEY,
        ),
        Fact(
            "ads", "ads", "ad_spend_daily", "period_start", (*SHOP, "campaign", "product"), _AD_KEY
        ),
        Fact("service", "service", "service_daily", "service_on", SHOP, _AGENT_KEY),
        Fact("parcels", "parcels", "shipments", "shipped_on", SHOP, _PARCEL_KEY),
        Fact(
            "stock", "stock", "stock_snapshots", "snapshot_on", ("shop", *TIME, "sku"), _STOCK_KEY
        ),
        Fact("profit", "lines", "order_lines", "paid_on", PROFIT, _LINE_KEY),
        Fact("profit_after_ads", "lines", "order_lines", "paid_on", SHOP, _LINE_KEY),
        Fact("first_purchases", "orders", "orders", "paid_on", SHOP, _ORDER_KEY),
        Fact("customer_orders", "orders", "orders", "paid_on", SHOP, _ORDER_KEY),
    )
}
