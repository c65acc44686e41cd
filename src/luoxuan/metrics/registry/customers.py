"""Customers who come back, as far as the platforms let them be known (6.6)."""

from luoxuan.metrics.model import Formula, Metric, Words
from luoxuan.metrics.registry.facts import SHOP

_KNOWN = (
    "orders.customer_key",
    "orders.paid_on",
    "orders.created_on",
    "orders.payment_status",
    "orders.is_test",
)

CUSTOMERS = (
    Metric(
        "repeat_order_rate",
        Words("复购率（90 天，订单口径）", "Repeat order rate (90 days)"),
        "department",
        "process",
        "share",
        "up",
        Formula("over", "repeat_orders", "known_orders"),
        Words(
            "期内可识别买家的成交订单中，同一买家此前 90 天内已成交过的占比（以本品牌全部店铺、全部已导入数据为准）。",
            "Of the paid orders of known buyers in the period, the share whose buyer had paid another order within the 90 days before, in any shop of the brand.",
        ),
        "paid",
        SHOP,
        "ratio",
        _KNOWN,
        ("6.6", "5.2"),
        needs_identity=True,
    ),
    Metric(
        "retention_90",
        Words("新客留存率（90 天）", "Retention of new customers (90 days)"),
        "company",
        "result",
        "share",
        "up",
        Formula("over", "customers_kept", "customers_keepable"),
        Words(
            "首次成交落在期内、且 90 天观察期已满的可识别买家中，90 天内再次成交的占比。观察期未满的新客不计入。",
            "Of the known buyers whose first paid order falls in the period and lies 90 days back in the data, the share who paid again within 90 days. Newer customers are not counted yet.",
        ),
        "paid",
        SHOP,
        "ratio",
        _KNOWN,
        ("6.6", "5.2"),
        needs_identity=True,
    ),
)
