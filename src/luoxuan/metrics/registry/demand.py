"""Visitors and what they do (6.6)."""

from luoxuan.metrics.model import Dimension, Formula, Metric, Words
from luoxuan.metrics.registry.facts import SHOP

_CUT: tuple[Dimension, ...] = (*SHOP, "product", "source")
_FACT = ("traffic_daily.grain", "traffic_daily.time_semantics", "traffic_daily.is_rollup")

DEMAND = (
    Metric(
        "visitors",
        Words("访客数", "Visitors"),
        "channel",
        "process",
        "count",
        "up",
        Formula("of", "visitors"),
        Words(
            "平台给出的去重访客数：一店一日，或平台恰好给了该时段的一行。绝不跨日、跨店相加。",
            "Distinct visitors as the platform gives them: of one shop and day, or of exactly that period where the platform has such a row. Never added over days or shops.",
        ),
        "fact",
        _CUT,
        "distinct",
        ("traffic_daily.visitors", *_FACT),
    ),
    Metric(
        "buyers_reported",
        Words("支付买家数（平台口径）", "Paying buyers (platform's count)"),
        "channel",
        "result",
        "count",
        "up",
        Formula("of", "buyers_reported"),
        Words(
            "平台流量报表给出的去重支付买家数；同访客数，不可相加。",
            "Distinct paying buyers as the platform's traffic report gives them; like visitors, never added.",
        ),
        "fact",
        _CUT,
        "distinct",
        ("traffic_daily.paid_buyers", *_FACT),
    ),
    Metric(
        "visitor_days",
        Words("访客人次（按店按日累计）", "Visitor-days (per shop and day)"),
        "channel",
        "process",
        "count",
        "up",
        Formula("of", "visitor_days"),
        Words(
            "各店每日访客数之和：同一人来两天、进两店各算一次，不是去重人数。",
            "Daily visitors of each shop, added: who comes on two days or to two shops counts twice. Not a number of people.",
        ),
        "fact",
        _CUT,
        "additive",
        ("traffic_daily.visitors", *_FACT),
    ),
    Metric(
        "page_views",
        Words("浏览量", "Page views"),
        "channel",
        "process",
        "count",
        "up",
        Formula("of", "page_views"),
        Words("页面被看的次数。", "How often pages were seen."),
        "fact",
        _CUT,
        "additive",
        ("traffic_daily.page_views", *_FACT),
    ),
    Metric(
        "conversion",
        Words("支付转化率（日均，按访客加权）", "Conversion (daily average, weighted by visitors)"),
        "channel",
        "process",
        "share",
        "up",
        Formula("over", "converted", "convertible"),
        Words(
            "每日支付买家数 ÷ 每日访客数；多日或多店为按访客加权的日均转化率，不是时段去重转化率。只用两者都有的行。",
            "Paying buyers over visitors of a day, both of the platform's report. Over days or shops: the average of the daily rates weighted by visitors, which is not the conversion of distinct people. Only rows that have both.",
        ),
        "fact",
        _CUT,
        "ratio",
        ("traffic_daily.paid_buyers", "traffic_daily.visitors", *_FACT),
    ),
    Metric(
        "add_to_cart_rate",
        Words("加购率（日均，按访客加权）", "Add-to-cart rate (daily average)"),
        "channel",
        "process",
        "share",
        "up",
        Formula("over", "carting", "cartable"),
        Words(
            "每日加购人数 ÷ 每日访客数，多日按访客加权。",
            "People who put something in the cart over visitors of the day; over days weighted by visitors.",
        ),
        "fact",
        _CUT,
        "ratio",
        ("traffic_daily.add_to_cart_users", "traffic_daily.visitors", *_FACT),
    ),
)
