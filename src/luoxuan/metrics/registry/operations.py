"""Customer service, parcels and stock (10.6, 11.8)."""

from luoxuan.metrics.model import Dimension, Direction, Formula, Metric, Unit, Words
from luoxuan.metrics.registry.facts import SHOP, TIME

_STOCK: tuple[Dimension, ...] = (*TIME, "sku")
_SERVICE = "service_daily.received"
_SHIPPED = ("shipments.shipped_at", "shipments.order_id")


def _rate(
    id_: str,
    name: Words,
    parts: tuple[str, str],
    meaning: Words,
    column: str,
    direction: Direction = "up",
    unit: Unit = "share",
) -> Metric:
    return Metric(
        id_, name, "channel", "process", unit, direction, Formula("over", *parts), meaning,
        "fact", SHOP, "ratio", (f"service_daily.{column}", _SERVICE), ("6.6", "10.6"),
    )  # fmt: skip


def _parcels(
    id_: str,
    name: Words,
    formula: Formula,
    meaning: Words,
    columns: tuple[str, ...],
    unit: Unit,
    direction: Direction = "up",
) -> Metric:
    return Metric(
        id_, name, "company", "process", unit, direction, formula, meaning,
        "shipped", SHOP, "additive" if formula.how == "of" else "ratio",
        (*(f"shipments.{each}" for each in columns), *_SHIPPED), ("6.6", "11.8"),
    )  # fmt: skip


def _stock(
    id_: str,
    name: Words,
    formula: Formula,
    meaning: Words,
    columns: tuple[str, ...],
    unit: Unit = "count",
    direction: Direction = "down",
) -> Metric:
    return Metric(
        id_, name, "company", "process", unit, direction, formula, meaning,
        "fact", _STOCK, "state" if formula.how == "of" else "ratio",
        (*columns, "stock_snapshots.merchant_sku", "stock_snapshots.snapshot_at"), ("6.6", "11.8"),
    )  # fmt: skip


OPERATIONS = (
    _rate(
        "first_response_avg_s",
        Words("平均首次响应（秒）", "First response (seconds)"),
        ("first_response_weighted", "first_response_people"),
        Words(
            "各客服每日平均首次响应秒数，按接待人数加权。标准要求 30 秒内（10.6）。只用平台给出秒数的行；平台只给 30 秒应答率的，不换算成秒数。",
            "Average first response of each agent's day in seconds, weighted by the people answered. The standard asks for 30 seconds (10.6). Only rows with seconds: a share within 30 seconds is never turned into them.",
        ),
        "first_response_avg_s",
        "down",
        "ratio",
    ),
    _rate(
        "answered_within_30s_rate",
        Words("30 秒应答率", "Answered within 30 seconds"),
        ("within_30s_weighted", "within_30s_people"),
        Words(
            "平台给出的 30 秒应答率，按接待人数加权。只有平均秒数的平台没有此项，不由秒数推算。",
            "Share answered within 30 seconds as the platform gives it, weighted by the people answered. A platform that gives seconds only has none: it is not made of them.",
        ),
        "within_30s_rate",
    ),
    _rate(
        "answered_within_3min_rate",
        Words("3 分钟人工回复率", "Answered within 3 minutes"),
        ("within_3min_weighted", "within_3min_people"),
        Words(
            "平台给出的 3 分钟人工回复率，按接待人数加权。",
            "Share answered by a person within 3 minutes as the platform gives it, weighted by the people answered.",
        ),
        "within_3min_rate",
    ),
    _rate(
        "service_satisfaction",
        Words("客户满意率", "Satisfaction with service"),
        ("satisfied_weighted", "satisfied_people"),
        Words(
            "平台给出的满意率，按接待人数加权（报表没有评价数，故非按评价数加权）。",
            "Share of good ratings as the platform gives it, weighted by the people answered, since the reports do not say how many rated.",
        ),
        "satisfaction_rate",
    ),
    _rate(
        "inquiry_conversion",
        Words("询单转化率", "Inquiry conversion"),
        ("inquiries_paid", "inquiries"),
        Words(
            "询单后付款人数 ÷ 询单人数，只用两者都有的行。",
            "People who paid after asking over people who asked before buying; only rows that have both.",
        ),
        "paid_users",
    ),
    _parcels(
        "parcels_sent",
        Words("发出包裹数", "Parcels sent"),
        Formula("of", "parcels_sent"),
        Words(
            "当日发出的包裹，一个包裹里有几单算几次；同一运单在快递、ERP、店铺报表里只算一次。",
            "Parcels sent on the day, once for each order in them; a parcel of which carrier, stock system and shop all speak counts once.",
        ),
        ("parcel_key",),
        "count",
        "neutral",
    ),
    _parcels(
        "picked_up_in_time_share",
        Words("及时揽收率", "Picked up in time"),
        Formula("over", "parcels_in_time", "parcels_due"),
        Words(
            "按时揽收 ÷ 已到期的包裹。期限取报表的应揽收时间；报表没有的，按付款后 48 小时算（我们的假设）。只用有物流轨迹的包裹。",
            "Picked up by the hour due over parcels whose hour is past. The hour is the report's; where none names it, 48 hours after payment (our assumption). Only parcels with a carrier's trace.",
        ),
        ("picked_up_at", "pickup_due_at", "paid_at"),
        "share",
    ),
    _parcels(
        "delivered_share",
        Words("签收率", "Delivered"),
        Formula("over", "parcels_delivered", "parcels_tracked"),
        Words(
            "当日发出的包裹中已签收的比例，只用有物流轨迹的包裹；近几日的包裹还在路上。",
            "Of the parcels sent on the day those signed for, of parcels with a carrier's trace; those of the last days are still on the way.",
        ),
        ("delivered_at", "status"),
        "share",
    ),
    _parcels(
        "days_to_delivery",
        Words("平均签收天数", "Days to delivery"),
        Formula("over", "delivery_seconds", "delivered_days"),
        Words(
            "从发货（没有则从揽收）到签收的平均天数，只算已签收的。",
            "Average days from sending (else from pick-up) to delivery, of parcels delivered.",
        ),
        ("delivered_at", "picked_up_at"),
        "ratio",
        "down",
    ),
    _parcels(
        "stuck_parcels",
        Words("停滞包裹数", "Stuck parcels"),
        Formula("of", "stuck_parcels"),
        Words(
            "在途且到报表时点已 48 小时没有新轨迹的包裹。",
            "Parcels on the way without a trace for 48 hours when the report was made.",
        ),
        ("last_scan_at", "status"),
        "count",
        "down",
    ),
    _stock(
        "units_available",
        Words("可用库存", "Units available"),
        Formula("of", "units_available"),
        Words(
            "时段内最新一次库存里的可用数之和，各 ERP 与仓库相加；库存是时点数，不跨日相加。",
            "Pieces that can be sold in the newest stock within the period, over all stock systems and warehouses. A state: never added over days.",
        ),
        ("stock_snapshots.available",),
        direction="neutral",
    ),
    _stock(
        "skus_below_safety",
        Words("低于安全库存的 SKU 数", "SKUs below safety stock"),
        Formula("of", "skus_below_safety"),
        Words(
            "最新库存里可用数低于安全库存下限的 SKU 数，只算设了下限的。",
            "SKUs whose pieces available are below the lower limit set, in the newest stock; only those with a limit.",
        ),
        ("stock_snapshots.available", "stock_snapshots.safety_low"),
    ),
    _stock(
        "skus_oversold",
        Words("超卖 SKU 数", "SKUs oversold"),
        Formula("of", "skus_oversold"),
        Words(
            "最新库存里可用数小于 0 的 SKU 数。",
            "SKUs whose pieces available are below 0 in the newest stock.",
        ),
        ("stock_snapshots.available",),
    ),
    _stock(
        "days_of_cover",
        Words("可售天数", "Days of cover"),
        Formula("over", "cover_available", "cover_units"),
        Words(
            "可用数 ÷ 近 28 天日均付款件数（按商家编码对上；数据不足 28 天的按已有天数），只算近 28 天卖过的 SKU。组合装不拆。",
            "Pieces available over the average pieces paid per day in the last 28 days (matched by the merchant's code; over the days there are where fewer), of SKUs that sold in them. Bundles are not taken apart.",
        ),
        ("stock_snapshots.available", "order_lines.quantity", "order_lines.merchant_sku"),
        "ratio",
        "neutral",
    ),
)
