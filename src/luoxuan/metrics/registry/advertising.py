"""What advertising costs and brings, as the ad platforms report it (6.6)."""

from luoxuan.metrics.model import Dimension, Direction, Formula, Kind, Metric, Unit, Words
from luoxuan.metrics.registry.facts import SHOP

_CUT: tuple[Dimension, ...] = (*SHOP, "campaign", "product")
_PICKED = (
    "ad_spend_daily.report_kind",
    "ad_spend_daily.attribution_window",
    "ad_spend_daily.time_semantics",
)


def _sum(name: str, words: Words, unit: Unit, direction: Direction, meaning: Words) -> Metric:
    kind: Kind = "result" if unit == "money" else "process"
    lineage = (*(f"ad_spend_daily.{column}" for column in _COLUMNS[name]), *_PICKED)
    formula = Formula("of", name)
    return Metric(
        name,
        words,
        "project",
        kind,
        unit,
        direction,
        formula,
        meaning,
        "spent",
        _CUT,
        "additive",
        lineage,
    )


_COLUMNS = {
    "ad_spend": ("spend",),
    "ad_attributed_value": ("total_value", "direct_value", "indirect_value"),
    "ad_attributed_orders": ("total_orders", "direct_orders"),
    "ad_clicks": ("clicks",),
    "ad_impressions": ("impressions",),
}


def _ratio(name: str, words: Words, unit: Unit, direction: Direction, formula: Formula) -> Metric:
    zh, en, columns = _MEANING[name]
    lineage = (*(f"ad_spend_daily.{column}" for column in columns), *_PICKED)
    meaning = Words(f"{zh}只用两者都有的行。", f"{en} Only rows that have both.")
    return Metric(
        name,
        words,
        "project",
        "process",
        unit,
        direction,
        formula,
        meaning,
        "spent",
        _CUT,
        "ratio",
        lineage,
    )


_MEANING = {
    "roi": (
        "广告平台归因成交额之和 ÷ 花费之和。",
        "Attributed value over spend, from sums.",
        ("total_value", "direct_value", "indirect_value", "spend"),
    ),
    "cost_per_order": (
        "花费 ÷ 归因订单数。",
        "Spend over orders the ad platform attributes.",
        ("spend", "total_orders", "direct_orders"),
    ),
    "cost_per_click": ("花费 ÷ 点击数。", "Spend over clicks.", ("spend", "clicks")),
    "ctr": ("点击数 ÷ 展现数。", "Clicks over impressions.", ("clicks", "impressions")),
    "ad_interaction_rate": (
        "点赞、评论、收藏、分享、关注等互动数 ÷ 展现数，只含报表给出互动的广告平台。",
        "Likes, comments, saves, shares and follows over impressions, of ad platforms that report them.",
        ("interactions", "impressions"),
    ),
}

ADVERTISING = (
    _sum(
        "ad_spend",
        Words("广告花费", "Ad spend"),
        "money",
        "neutral",
        Words(
            "各广告账户的花费。同一花费在多种报表、多个归因窗口里重复出现时只取一份。",
            "Spend of all ad accounts. Where several reports or attribution windows repeat the same spend, one is taken.",
        ),
    ),
    _sum(
        "ad_attributed_value",
        Words("广告归因成交额", "Ad-attributed value"),
        "money",
        "up",
        Words(
            "广告平台自己归因的成交额，含间接成交和补贴，不等于店铺成交，只并列不相加。报表没有总成交的取直接（加间接）成交。",
            "Value the ad platform attributes to itself, indirect sales and subsidies included: stands beside shop revenue, never in it. Where a report prints no total, the direct (and indirect) value.",
        ),
    ),
    _sum(
        "ad_attributed_orders",
        Words("广告归因订单数", "Ad-attributed orders"),
        "count",
        "up",
        Words("广告平台归因的订单数。", "Orders the ad platform attributes."),
    ),
    _sum(
        "ad_clicks",
        Words("广告点击数", "Ad clicks"),
        "count",
        "up",
        Words("广告被点的次数。", "Clicks on ads."),
    ),
    _sum(
        "ad_impressions",
        Words("广告展现数", "Ad impressions"),
        "count",
        "up",
        Words("广告被展示的次数。", "How often ads were shown."),
    ),
    _ratio(
        "roi",
        Words("广告 ROI", "Ad ROI"),
        "ratio",
        "up",
        Formula("over", "spent_value", "valued_spend"),
    ),
    _ratio(
        "cost_per_order",
        Words("广告单均成本", "Cost per order"),
        "money",
        "down",
        Formula("over", "ordered_spend", "spent_orders"),
    ),
    _ratio(
        "cost_per_click",
        Words("平均点击花费", "Cost per click"),
        "money",
        "down",
        Formula("over", "clicked_spend", "spent_clicks"),
    ),
    _ratio(
        "ctr",
        Words("点击率", "Click-through rate"),
        "share",
        "up",
        Formula("over", "shown_clicks", "clicked_impressions"),
    ),
    _ratio(
        "ad_interaction_rate",
        Words("广告内容互动率", "Interaction rate of advertised content"),
        "share",
        "up",
        Formula("over", "interactions", "interacted_impressions"),
    ),
    Metric(
        "cac",
        Words("获客成本", "Customer acquisition cost"),
        "department",
        "process",
        "money",
        "down",
        Formula("over", "ad_spend", "new_customers"),
        Words(
            "广告花费 ÷ 新客数。可识别买家占成交订单不足八成时不给数：花费是全部的，新客只数到一部分。",
            "Ad spend over new customers. None where fewer than four in five paid orders have a known buyer: all of the spend would meet a part of the customers.",
        ),
        "spent",
        SHOP,
        "ratio",
        ("ad_spend_daily.spend", "orders.customer_key", "orders.paid_on"),
        ("6.6", "7.2"),
        needs_identity=True,
    ),
)
