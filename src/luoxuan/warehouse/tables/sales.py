"""Orders, their lines and their refunds (9.1)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

ORDER_AXES = (
    Column(
        "order_status",
        "text",
        "pending_payment, on_hold, awaiting_shipment, partially_shipped, shipped, delivered, completed, cancelled (never paid), closed (paid, then closed), unknown.",
    ),
    Column(
        "payment_status",
        "text",
        "unpaid, deposit_paid, paid, partially_refunded, refunded, unknown.",
    ),
    Column(
        "after_sale_status",
        "text",
        "none, open, done, rejected, unknown; null where the file does not say.",
    ),
    Column("status_raw", "text", "The platform's own words."),
)

MOMENTS = (
    Column("created_at", "time", "When the order was placed."),
    Column("paid_at", "time", "When it was paid; null where unpaid or not known."),
    Column("created_on", "date", "created_at in the shop's zone."),
    Column("paid_on", "date", "paid_at in the shop's zone."),
    Column("time_precision", "text", "second, minute or day: how exact created_at is in the file."),
)

BUYER = (
    Column(
        "customer_key",
        "text",
        "Keyed hash of a deterministic buyer id; null where the buyer is masked or absent.",
    ),
    Column("identity_quality", "text", "open_id, phone_key, member_id, masked, none."),
    Column("province", "text", "Province of the recipient."),
    Column("city", "text", "City of the recipient."),
)

ROUTE = (
    Column(
        "channel",
        "text",
        "live, short_video, product_card, search, ad, ... where the file says so.",
    ),
    Column("traffic_source_raw", "text", "The platform's own words for the source."),
    Column("influencer_id", "text", "Platform id of the influencer who sold it."),
)

ORDERS = Table(
    "orders",
    "one row per order of a shop",
    ("platform", "shop_key", "order_id"),
    SHOP
    + (
        Column("order_id", "text", "The platform's order number."),
        Column("parent_order_id", "text", "Order it was split from."),
    )
    + ORDER_AXES
    + MOMENTS
    + (
        Column("shipped_at", "time", "When it was sent."),
        Column("delivered_at", "time", "When it was signed for."),
        Column("completed_at", "time", "When the platform called it complete."),
        Column("closed_at", "time", "When it was closed."),
        Column("close_reason", "text", "Why it was closed, in the platform's words."),
        Column("goods_amount", "money", "List value of the goods before any discount."),
        Column("merchant_discount", "money", "Discount the merchant bears."),
        Column("platform_discount", "money", "Discount the platform bears."),
        Column("influencer_discount", "money", "Discount the influencer bears."),
        Column("payment_discount", "money", "Discount the payment channel bears."),
        Column("shipping_amount", "money", "Freight charged to the buyer."),
        Column(
            "buyer_paid_amount",
            "money",
            "What the buyer pays or paid: goods - discounts + freight.",
        ),
        Column("merchant_receivable_amount", "money", "Buyer paid plus discounts others bear."),
        Column(
            "refund_amount",
            "money",
            "Refunded so far as the order file says; refunds table is the authority.",
        ),
        Column("currency", "text", "ISO 4217."),
        Column("units", "count", "Pieces in the order."),
    )
    + BUYER
    + ROUTE
    + (
        Column("is_presale", "flag", "Deposit and balance are paid apart."),
        Column("is_test", "flag", "Test or trial order."),
        Column("order_type", "text", "The platform's own words for the kind of order."),
    ),
    day="created_on",
)

ORDER_LINES = Table(
    "order_lines",
    "one row per SKU line of an order",
    ("platform", "shop_key", "line_id"),
    SHOP
    + (
        Column("line_id", "text", "The platform's line id, else order_id|sku|ordinal."),
        Column("order_id", "text", "Order it belongs to."),
        Column("product_id", "text", "The platform's product id."),
        Column("sku_id", "text", "The platform's SKU id."),
        Column("merchant_sku", "text", "The merchant's own code."),
        Column("title", "text", "Title on the order."),
        Column("spec", "text", "Variant in words."),
        Column("quantity", "count", "Pieces."),
        Column("list_price", "money", "Price before discount, per piece."),
        Column("unit_price", "money", "Price after discount, per piece."),
        Column("goods_amount", "money", "List value of the line."),
        Column("merchant_discount", "money", "Merchant's share of discount on the line."),
        Column("platform_discount", "money", "Platform's share of discount on the line."),
        Column(
            "paid_amount",
            "money",
            "What the buyer pays for the line; null where only known per order.",
        ),
        Column("refund_amount", "money", "Refunded on the line as the order file says."),
        Column("currency", "text", "ISO 4217."),
        Column("is_gift", "flag", "Counts in units, not in sales."),
    )
    + ORDER_AXES
    + MOMENTS
    + BUYER
    + ROUTE,
    day="created_on",
)

REFUNDS = Table(
    "refunds",
    "one row per refund or after-sale case",
    ("platform", "shop_key", "refund_id"),
    SHOP
    + (
        Column("refund_id", "text", "The platform's case number, else order|line|applied time."),
        Column("order_id", "text", "Order refunded."),
        Column("line_id", "text", "Line refunded."),
        Column("product_id", "text", "The platform's product id."),
        Column("merchant_sku", "text", "The merchant's own code."),
        Column(
            "type",
            "text",
            "refund_only_unshipped, refund_only, return_refund, exchange, reship, repair, price_protection, compensation, unknown.",
        ),
        Column(
            "status",
            "text",
            "requested, approved, awaiting_return, return_in_transit, refunded, rejected, withdrawn, unknown.",
        ),
        Column("status_raw", "text", "The platform's own words."),
        Column("reason", "text", "Reason in the platform's words (a choice, not a message)."),
        Column("amount", "money", "Refund amount, positive."),
        Column("shipping_amount", "money", "Freight inside the refund, positive."),
        Column("currency", "text", "ISO 4217."),
        Column("quantity", "count", "Pieces."),
        Column("applied_at", "time", "When the buyer asked."),
        Column("refunded_at", "time", "When the money went back."),
        Column("applied_on", "date", "applied_at in the shop's zone."),
        Column(
            "refunded_on",
            "date",
            "refunded_at in the shop's zone; where the file has no such time and the case is refunded, applied_on with flag refund_date_assumed.",
        ),
        Column("paid_on", "date", "Payment date of the order where the file has it."),
        Column("phase", "text", "before_ship, in_transit, after_receipt."),
        Column("liability", "text", "Who is liable, in the platform's words."),
    ),
    day="applied_on",
)
