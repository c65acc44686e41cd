"""Stock, parcels and customer service as their systems export them (9.1, 10.6, 11.8)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

STOCK_SNAPSHOTS = Table(
    "stock_snapshots",
    "one row per source, warehouse, merchant SKU and moment",
    ("source", "warehouse_id", "merchant_sku", "snapshot_at"),
    (
        Column("source", "text", "jushuitan, wangdiantong, ..."),
        Column("warehouse_id", "text", "Warehouse; empty text: all of them."),
        Column("merchant_sku", "text", "The merchant's own code."),
        Column("snapshot_at", "time", "When the stock stood so."),
        Column("snapshot_on", "date", "snapshot_at in Shanghai."),
        Column("title", "text", "Name in the stock system."),
        Column("spec", "text", "Variant in words."),
        Column("on_hand", "count", "Pieces in the house."),
        Column("reserved", "count", "Of them, taken by orders."),
        Column("virtual", "count", "Pieces promised without being there."),
        Column(
            "available",
            "count",
            "What can be sold: on hand + virtual - reserved, or as the system says.",
        ),
        Column("in_transit", "count", "Pieces bought and on the way."),
        Column("returning", "count", "Pieces on the way back."),
        Column("defective", "count", "Pieces that cannot be sold."),
        Column("safety_low", "count", "Lower limit set."),
        Column("safety_high", "count", "Upper limit set."),
    ),
    day="snapshot_on",
)

SHIPMENTS = Table(
    "shipments",
    "one row per parcel and order in it",
    ("source", "parcel_key", "order_id"),
    SHOP
    + (
        Column("source", "text", "logistics, jushuitan, wangdiantong, taobao, ..."),
        Column("parcel_key", "text", "Keyed hash of the number, the same in every source; the order where the number is not known."),
        Column("carrier", "text", "Carrier in the source's words."),
        Column("order_id", "text", "The shop's order number."),
        Column("erp_order_id", "text", "The stock system's order; the same sale as order_id."),
        Column("status", "text", "label_created, picked_up, in_transit, out_for_delivery, delivered, exception, returning, returned, unknown."),
        Column("status_raw", "text", "The source's own words."),
        Column("exception", "text", "What is wrong, in the source's words."),
        Column("paid_at", "time", "When the order was paid, where the source says so."),
        Column("shipped_at", "time", "When it was sent."),
        Column("picked_up_at", "time", "When the carrier took it."),
        Column("pickup_due_at", "time", "When the carrier has to have taken it."),
        Column("last_scan_at", "time", "Last trace."),
        Column("delivered_at", "time", "When it was signed for."),
        Column("shipped_on", "date", "shipped_at, else paid_at, in the shop's zone."),
        Column("units", "count", "Pieces."),
        Column("freight_cost", "money", "Freight paid to the carrier."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="shipped_on",
)  # fmt: skip

SERVICE_DAILY = Table(
    "service_daily",
    "one row per shop, agent and day",
    ("platform", "shop_key", "agent_key", "service_on"),
    SHOP
    + (
        Column("agent_key", "text", "Keyed hash of the agent's account."),
        Column("service_on", "date", "Day."),
        Column("consults", "count", "People who asked."),
        Column("received", "count", "People who were answered by a person."),
        Column("sessions", "count", "Conversations answered by a person."),
        Column("first_response_avg_s", "number", "Average first response.", "seconds"),
        Column("response_avg_s", "number", "Average response.", "seconds"),
        Column("within_30s_rate", "number", "Share answered within 30 seconds, where reported."),
        Column("within_3min_rate", "number", "Share answered within 3 minutes, where reported."),
        Column("reply_rate", "number", "Share of people who got an answer."),
        Column("satisfaction_rate", "number", "Share of ratings that are good."),
        Column("inquiry_users", "count", "People who asked before buying."),
        Column("ordered_users", "count", "Of them, who ordered."),
        Column("paid_users", "count", "Of them, who paid."),
        Column("sales", "money", "Sales the platform credits to the agent."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="service_on",
)

SERVICE_SESSIONS = Table(
    "service_sessions",
    "one row per conversation",
    ("platform", "shop_key", "session_id"),
    SHOP
    + (
        Column("session_id", "text", "The platform's number of the conversation."),
        Column("agent_key", "text", "Keyed hash of the agent's account."),
        Column("customer_key", "text", "Keyed hash of a deterministic buyer id."),
        Column("order_id", "text", "Order it is about."),
        Column("started_at", "time", "First message of the buyer."),
        Column("started_on", "date", "started_at in the shop's zone."),
        Column("first_response_s", "number", "Seconds to the first answer of a person.", "seconds"),
        Column("ended_at", "time", "End."),
        Column("rating", "count", "Rating by the buyer, 1 to 5."),
        Column("reason", "text", "What it was about, in the platform's words."),
    ),
    day="started_on",
)
