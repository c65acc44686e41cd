"""Traffic, advertising and live sessions (9.1)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

PERIOD = (
    Column("period_start", "date", "First day the row covers."),
    Column("period_end", "date", "Last day the row covers; equals period_start for a daily fact."),
    Column("time_semantics", "text", "daily_fact, period_snapshot, session_fact, cumulative."),
)

TRAFFIC_DAILY = Table(
    "traffic_daily",
    "one row per shop, grain, period and product or source",
    ("platform", "shop_key", "grain", "period_start", "period_end", "product_id", "source_path"),
    SHOP
    + PERIOD
    + (
        Column("grain", "text", "shop, product or source."),
        Column("product_id", "text", "Product, empty text at other grains."),
        Column(
            "source_path",
            "text",
            "Traffic source, levels joined by ' > '; empty text at other grains.",
        ),
        Column("title", "text", "Title as the report prints it."),
        Column("source_l1", "text", "First level of the source."),
        Column(
            "visitors",
            "count",
            "Distinct visitors of this row's period; never add over days, products or sources.",
        ),
        Column("page_views", "count", "Page views."),
        Column("sessions", "count", "Sessions (GA4)."),
        Column("favorite_users", "count", "Distinct users who kept the product."),
        Column("add_to_cart_users", "count", "Distinct users who put something in the cart."),
        Column("add_to_cart_units", "count", "Pieces put in the cart."),
        Column("order_buyers", "count", "Distinct buyers who ordered."),
        Column("order_amount", "money", "Amount ordered."),
        Column("paid_buyers", "count", "Distinct buyers who paid."),
        Column("paid_orders", "count", "Orders paid."),
        Column("paid_units", "count", "Pieces paid."),
        Column("paid_amount", "money", "Amount paid, as the platform reports it."),
        Column("new_buyers", "count", "Distinct buyers who paid for the first time."),
        Column("refund_amount", "money", "Refunds that succeeded, as the platform reports them."),
        Column("currency", "text", "ISO 4217."),
        Column("is_rollup", "flag", "A roll-up of other rows; never added to them."),
    ),
    day="period_start",
)

AD_SPEND_DAILY = Table(
    "ad_spend_daily",
    "one row per ad platform, account, report kind, period, campaign, ad group, creative, target and attribution window",
    (
        "ad_platform",
        "account_id",
        "report_kind",
        "period_start",
        "period_end",
        "campaign_id",
        "adgroup_id",
        "creative_id",
        "target_id",
        "attribution_window",
    ),
    SHOP
    + PERIOD
    + (
        Column(
            "ad_platform",
            "text",
            "alimama, qianchuan, jingzhuntong, juguang, pdd, google_ads, meta_ads.",
        ),
        Column("account_id", "text", "Advertiser account; empty text where the file has none."),
        Column(
            "report_kind",
            "text",
            "Which report: standard, uni (全域), item, sku, creative, campaign.",
        ),
        Column("campaign_id", "text", "Campaign id, else its name; empty text where none."),
        Column("campaign_name", "text", "Campaign name."),
        Column("adgroup_id", "text", "Ad group id, else its name; empty text where none."),
        Column("creative_id", "text", "Creative id, else its name; empty text where none."),
        Column("target_id", "text", "Product, SKU or note advertised; empty text where none."),
        Column("target_type", "text", "product, sku, note, live_room, ..."),
        Column(
            "attribution_window",
            "text",
            "1d, 3d, 7d, 15d, 30d; unknown where the file does not say.",
        ),
        Column("spend", "money", "Money spent."),
        Column("impressions", "count", "Impressions."),
        Column("clicks", "count", "Clicks."),
        Column("direct_orders", "number", "Orders the platform attributes directly."),
        Column("direct_value", "money", "Value the platform attributes directly."),
        Column("indirect_value", "money", "Value the platform attributes indirectly."),
        Column("total_orders", "number", "All orders the platform attributes."),
        Column("total_value", "money", "All value the platform attributes; not shop revenue."),
        Column("user_paid_value", "money", "Of it, what buyers paid."),
        Column("net_value", "money", "After early refunds, where reported."),
        Column("cart_adds", "count", "Cart additions attributed."),
        Column("interactions", "count", "Likes, comments, saves, shares, follows."),
        Column("new_customers", "count", "First-time buyers attributed."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="period_start",
)

LIVE_SESSIONS = Table(
    "live_sessions",
    "one row per live session",
    ("platform", "shop_key", "room_id", "started_at"),
    SHOP
    + (
        Column("room_id", "text", "Live room id."),
        Column("title", "text", "Name of the session."),
        Column("host_id", "text", "Platform id of the host or account."),
        Column("account_type", "text", "Whose account: own or partner, in the platform's words."),
        Column("started_at", "time", "Start."),
        Column("ended_at", "time", "End."),
        Column("started_on", "date", "Start in the shop's zone."),
        Column("duration_seconds", "number", "Length.", "seconds"),
        Column("viewers", "count", "Distinct viewers."),
        Column("paid_amount", "money", "Sales in the session, as the platform reports them."),
        Column("paid_orders", "count", "Orders in the session."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="started_on",
)
