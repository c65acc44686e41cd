"""Parcels of all sources as one: what the carrier, the stock system and the shop say of the same (11.8)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView

KNOWN_HOURS = 48
"""Most platforms want a parcel with the carrier two days after payment; a report that names the hour beats it."""

PARCELS = DerivedView(
    "parcels",
    "one row per parcel and order in it, whichever sources speak of it; the shop is that of the order",
    SHOP
    + (
        Column("source", "text", "The source whose words stand here: the carrier's before the shop's before the stock system's."),
        Column("parcel_key", "text", "Keyed hash of the number; the order where no source knows the number."),
        Column("carrier", "text", "Carrier in the source's words."),
        Column("order_id", "text", "The shop's order number."),
        Column("erp_order_id", "text", "The stock system's order."),
        Column("status", "text", "As in shipments."),
        Column("exception", "text", "What is wrong, in the source's words."),
        Column("paid_at", "time", "When the order was paid."),
        Column("shipped_at", "time", "When it was sent."),
        Column("picked_up_at", "time", "When the carrier took it."),
        Column("pickup_due_at", "time", "When the carrier has to have taken it, else two days after payment."),
        Column("due_is_assumed", "flag", "Whether no report named that moment."),
        Column("last_scan_at", "time", "Last trace."),
        Column("delivered_at", "time", "When it was signed for."),
        Column("shipped_on", "date", "Day of sending, else of the first trace, else of payment."),
        Column("units", "count", "Pieces."),
        Column("is_tracked", "flag", "Whether a carrier's trace is known."),
        Column("seen_at", "time", "How fresh the carrier's report is, else the freshest of the others."),
        Column("currency", "text", "ISO 4217."),
        Column("import_id", "text", "The import of the row whose words stand here."),
        Column("file_sha256", "text", "Its file."),
        Column("source_row_no", "count", "Its row."),
    ),
    f"""
    WITH asked AS (SELECT DISTINCT order_id FROM shipments),
    owners AS (
        SELECT order_id AS told, any_value(platform) AS platform, any_value(shop_key) AS shop_key,
            any_value(order_id) AS order_id, min(paid_at) AS paid_at
        FROM orders WHERE order_id IN (SELECT order_id FROM asked) GROUP BY order_id
        HAVING count(DISTINCT (platform, shop_key)) = 1
    ),
    of_lines AS (
        SELECT line_id AS told, any_value(platform) AS platform, any_value(shop_key) AS shop_key,
            any_value(order_id) AS order_id, min(paid_at) AS paid_at
        FROM order_lines
        WHERE line_id IN (SELECT order_id FROM asked) AND line_id NOT IN (SELECT told FROM owners)
        GROUP BY line_id HAVING count(DISTINCT (platform, shop_key, order_id)) = 1
    ),
    known AS (SELECT * FROM owners UNION ALL SELECT * FROM of_lines),
    said AS (
        SELECT s.* EXCLUDE (platform, shop_key, order_id, paid_at),
            CASE WHEN s.shop_key <> '' THEN s.platform ELSE COALESCE(k.platform, s.platform) END AS platform,
            CASE WHEN s.shop_key <> '' THEN s.shop_key ELSE COALESCE(k.shop_key, '') END AS shop_key,
            COALESCE(k.order_id, s.order_id) AS order_id,
            COALESCE(s.paid_at, k.paid_at) AS paid_at,
            length(s.parcel_key) = 64 AS is_numbered,
            CASE s.source WHEN 'logistics' THEN 0 WHEN 'taobao' THEN 1 ELSE 2 END AS place
        FROM shipments s LEFT JOIN known k ON k.told = s.order_id
    ),
    dated AS (
        SELECT *,
            max(pickup_due_at) OVER of_order AS due,
            min(paid_at) OVER of_order AS paid,
            bool_or(is_numbered) OVER of_order AS has_number,
            row_number() OVER (
                PARTITION BY platform, shop_key, parcel_key, order_id ORDER BY place, source_as_of DESC, source_row_no
            ) AS turn
        FROM said WINDOW of_order AS (PARTITION BY platform, shop_key, order_id)
    ),
    heard AS (SELECT * FROM dated WHERE is_numbered OR NOT has_number)
    SELECT platform, shop_key,
        arg_min(source, turn) AS source,
        parcel_key,
        arg_min(carrier, turn) FILTER (WHERE carrier IS NOT NULL) AS carrier,
        order_id,
        arg_min(erp_order_id, turn) FILTER (WHERE erp_order_id IS NOT NULL) AS erp_order_id,
        arg_min(status, turn) FILTER (WHERE status IS NOT NULL) AS status,
        arg_min(exception, turn) FILTER (WHERE exception IS NOT NULL) AS exception,
        min(paid) AS paid_at,
        arg_min(shipped_at, turn) FILTER (WHERE shipped_at IS NOT NULL) AS shipped_at,
        arg_min(picked_up_at, turn) FILTER (WHERE picked_up_at IS NOT NULL) AS picked_up_at,
        COALESCE(max(due), min(paid) + INTERVAL {KNOWN_HOURS} HOUR) AS pickup_due_at,
        max(due) IS NULL AS due_is_assumed,
        max(last_scan_at) AS last_scan_at,
        arg_min(delivered_at, turn) FILTER (WHERE delivered_at IS NOT NULL) AS delivered_at,
        arg_min(shipped_on, turn + CASE WHEN shipped_at IS NULL THEN 1000000 ELSE 0 END)
            FILTER (WHERE shipped_on IS NOT NULL) AS shipped_on,
        sum(units) FILTER (WHERE place = 2)::BIGINT AS units,
        bool_or(last_scan_at IS NOT NULL OR picked_up_at IS NOT NULL OR delivered_at IS NOT NULL) AS is_tracked,
        COALESCE(max(source_as_of) FILTER (WHERE place = 0), max(source_as_of)) AS seen_at,
        arg_min(currency, turn) AS currency,
        arg_min(import_id, turn) AS import_id,
        arg_min(file_sha256, turn) AS file_sha256,
        arg_min(source_row_no, turn) AS source_row_no
    FROM heard GROUP BY platform, shop_key, parcel_key, order_id
    """,
    ("shipments", "orders", "order_lines"),
)  # fmt: skip
