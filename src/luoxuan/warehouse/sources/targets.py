"""Fields a person may map a column to, and what their cells are (9.1)."""

from luoxuan.warehouse.sources.layout import Kind

FIELDS: dict[str, frozenset[str]] = {
    "order_lines": frozenset(
        [
            "order_id",
            "line_id",
            "created_at",
            "paid_at",
            "order_status",
            "customer_key",
            "province",
            "city",
            "channel",
            "product_id",
            "sku_id",
            "merchant_sku",
            "title",
            "spec",
            "quantity",
            "unit_price",
            "list_price",
            "goods_amount",
            "paid_amount",
            "merchant_discount",
            "platform_discount",
        ]
    ),
    "orders": frozenset(
        [
            "order_id",
            "created_at",
            "paid_at",
            "order_status",
            "customer_key",
            "province",
            "city",
            "channel",
            "goods_amount",
            "merchant_discount",
            "platform_discount",
            "shipping_amount",
            "buyer_paid_amount",
            "refund_amount",
            "units",
        ]
    ),
    "refunds": frozenset(
        [
            "refund_id",
            "order_id",
            "amount",
            "applied_at",
            "refunded_at",
            "status",
            "reason",
            "quantity",
            "product_id",
            "merchant_sku",
        ]
    ),
    "products": frozenset(["product_id", "title", "merchant_code", "category", "status"]),
    "skus": frozenset(["sku_id", "product_id", "merchant_sku", "title", "spec"]),
    "traffic_daily": frozenset(
        [
            "period",
            "product_id",
            "source_path",
            "title",
            "visitors",
            "page_views",
            "add_to_cart_users",
            "paid_buyers",
            "paid_orders",
            "paid_units",
            "paid_amount",
        ]
    ),
    "ad_spend_daily": frozenset(
        [
            "period",
            "campaign_id",
            "campaign_name",
            "adgroup_id",
            "creative_id",
            "target_id",
            "spend",
            "impressions",
            "clicks",
            "total_orders",
            "total_value",
        ]
    ),
    "settlement_lines": frozenset(
        [
            "occurred_at",
            "amount",
            "income",
            "outgo",
            "direction",
            "balance_after",
            "fee_raw",
            "flow_no",
            "order_id",
            "account",
        ]
    ),
    "costs": frozenset(
        [
            "merchant_sku",
            "valid_from",
            "unit_cost",
            "received_units",
            "packaging_cost",
            "freight_cost",
            "tax_rate",
            "title",
        ]
    ),
    "service_sessions": frozenset(
        [
            "session_id",
            "started_at",
            "ended_at",
            "first_response_s",
            "agent_key",
            "customer_key",
            "order_id",
            "rating",
            "reason",
        ]
    ),
}
"""Fields of each table a person may map to; a movement's amount may stand in two columns, or beside a word that says
which way it went (income, outgo, direction)."""

BRAND_WIDE = frozenset({"settlement_lines", "costs"})
"""Tables of the whole brand: nobody is asked for a shop."""

KINDS: dict[str, Kind] = {
    "created_at": "time", "paid_at": "time", "applied_at": "time", "refunded_at": "time", "period": "period",
    "quantity": "count", "units": "count", "visitors": "count", "page_views": "count", "impressions": "count",
    "clicks": "count", "paid_orders": "count", "paid_units": "count", "paid_buyers": "count",
    "order_status": "status", "status": "status", "customer_key": "personal",
    "unit_price": "money", "list_price": "money", "paid_amount": "money", "goods_amount": "money",
    "buyer_paid_amount": "money", "amount": "money", "spend": "money", "total_value": "money",
    "merchant_discount": "money", "platform_discount": "money", "shipping_amount": "money",
    "occurred_at": "time", "income": "money", "outgo": "money", "balance_after": "money", "direction": "status",
    "flow_no": "id", "fee_raw": "text", "account": "id", "valid_from": "date", "unit_cost": "money",
    "received_units": "count", "packaging_cost": "money", "freight_cost": "money", "tax_rate": "percent",
    "session_id": "id", "started_at": "time", "ended_at": "time", "first_response_s": "seconds", "rating": "count",
    "agent_key": "personal", "order_id": "id", "line_id": "id", "product_id": "id", "sku_id": "id", "merchant_sku": "id", "refund_id": "id",
}  # fmt: skip
