"""Views computed from canonical tables; nothing of them is stored (9.1)."""

from luoxuan.warehouse.tables.model import Column, DerivedView
from luoxuan.warehouse.tables.parcels import PARCELS
from luoxuan.warehouse.tables.profit import PROFIT

CUSTOMERS = DerivedView(
    "customers",
    "one row per pseudonymous buyer seen in orders; buyers a platform masks have none",
    (
        Column("customer_key", "text", "Keyed hash of a deterministic buyer id."),
        Column("identity_quality", "text", "How the buyer was told apart on the last order."),
        Column("first_order_at", "time", "First order placed."),
        Column("first_paid_on", "date", "Day of the first payment, in the shop's zone."),
        Column("last_paid_on", "date", "Day of the last payment, in the shop's zone."),
        Column("orders", "count", "Orders placed, test orders left out."),
        Column("province", "text", "Province of the recipient of the last order that names one."),
        Column("city", "text", "City of the recipient of the last order that names one."),
    ),
    """
    SELECT customer_key,
        arg_max(identity_quality, created_at) AS identity_quality,
        min(created_at) AS first_order_at,
        min(paid_on) AS first_paid_on,
        max(paid_on) AS last_paid_on,
        count(*) AS orders,
        arg_max(province, created_at) AS province,
        arg_max(city, created_at) AS city
    FROM orders
    WHERE customer_key IS NOT NULL AND is_test IS NOT TRUE
    GROUP BY customer_key
    """,
    ("orders",),
)

DERIVED = {view.name: view for view in (CUSTOMERS, PARCELS, *PROFIT)}
