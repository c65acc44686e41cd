"""The KPIs the standard names in 6.6, each with the metric that is it, or why this version has none (6.6)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from luoxuan.metrics.figures import RATIO, divide
from luoxuan.metrics.measure import measure
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Figure, MetricQuestion
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Session
from luoxuan.standard import Said

How = Literal["metric", "shares", "stickiness", "absent"]
NOTHING = Said("", "")
OBSERVED = timedelta(days=90)
"""Retention is asked of customers whose 90 days are over."""


@dataclass(frozen=True)
class StandardKpi:
    """One KPI as the text names it."""

    id: str
    name: Said
    level: Literal["company", "channel"]
    how: How
    metrics: tuple[str, ...] = ()
    """The first is the KPI itself, the others stand beside it."""
    formula: Said = NOTHING
    absence: Said = NOTHING
    """Why there is none in this version."""
    is_observed_later: bool = False


@dataclass(frozen=True)
class KpiStanding:
    """A named KPI and whether the data give it."""

    kpi: StandardKpi
    figure: Figure | None
    value: Decimal | int | None
    why: Said

    @property
    def is_computed(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


_NO_LIFETIME = Said(
    "本版本不提供：客户生命周期价值的模型尚未建成。",
    "Not available in this version: the model of customer lifetime is not built yet.",
)
_PROMOTIONS = Said(
    "本版本不提供：活动管理（7.6、11.3）尚未建成。",
    "Not available in this version: promotions (7.6, 11.3) are not built yet.",
)
_ZERO = Said("全部为 0，没有占比。", "All of it is 0: there are no shares.")
_STICKY = Said(
    "日均去重访客 ÷ 当月去重访客；只有平台给出整月去重访客的店铺才有。",
    "Mean daily distinct visitors over the month's distinct visitors; of shops whose platform gives the month as a whole.",
)
KPIS: tuple[StandardKpi, ...] = (
    StandardKpi("gmv", Said("总销售额（GMV）", "GMV"), "company", "metric", ("gmv_paid",)),
    StandardKpi(
        "net_margin",
        Said("净利润率", "Net profit margin"),
        "company",
        "metric",
        ("net_margin", "contribution_margin"),
    ),
    StandardKpi(
        "cac",
        Said("新客获取成本（CAC）", "Customer acquisition cost (CAC)"),
        "company",
        "metric",
        ("cac", "new_customers"),
    ),
    StandardKpi(
        "clv",
        Said("客户生命周期价值（CLV）", "Customer lifetime value (CLV)"),
        "company",
        "absent",
        absence=_NO_LIFETIME,
    ),
    StandardKpi(
        "retention",
        Said("用户留存率", "Retention"),
        "company",
        "metric",
        ("retention_90", "repeat_order_rate"),
        is_observed_later=True,
    ),
    StandardKpi(
        "activity",
        Said("用户活跃度（DAU/MAU）", "Activity (DAU/MAU)"),
        "company",
        "stickiness",
        ("visitors",),
        _STICKY,
    ),
    StandardKpi(
        "traffic_share",
        Said("各渠道流量占比", "Traffic share of channels"),
        "channel",
        "shares",
        ("visitor_days",),
        Said(
            "各店访客人次 ÷ 全部店铺访客人次。", "Visitor-days of a shop over those of all shops."
        ),
    ),
    StandardKpi(
        "sales_share",
        Said("各渠道成交占比", "Sales share of channels"),
        "channel",
        "shares",
        ("gmv_paid",),
        Said("各店成交金额 ÷ 全部店铺成交金额。", "Paid sales of a shop over those of all shops."),
    ),
    StandardKpi("conversion", Said("转化率", "Conversion"), "channel", "metric", ("conversion",)),
    StandardKpi("roi", Said("广告投入产出比（ROI）", "Ad ROI"), "channel", "metric", ("roi",)),
    StandardKpi(
        "interaction",
        Said("内容互动率（点赞、评论、分享）", "Interaction rate of content"),
        "channel",
        "metric",
        ("ad_interaction_rate",),
    ),
    StandardKpi(
        "promotion",
        Said("活动参与度与转化效果", "Participation in and effect of promotions"),
        "channel",
        "absent",
        absence=_PROMOTIONS,
    ),
)


def standard_kpis() -> dict[str, StandardKpi]:
    """Every KPI the clause names, in its order; sales share stands beside traffic share."""
    return {kpi.id: kpi for kpi in KPIS}


@dataclass(frozen=True)
class KpiAsked:
    """Over which days, in which currency, of which shops; no shop named: all of them."""

    period: Period
    currency: str
    shops: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """What shops are called, by key."""


def kpis_measured(session: Session, asked: KpiAsked) -> list[KpiStanding]:
    """Each named KPI over the days; retention over as many days that ended 90 days before."""
    return [_measured(kpi, session, asked) for kpi in KPIS]


@dataclass(frozen=True)
class ChannelShare:
    """What one shop has of the whole."""

    shop: str
    value: Decimal
    share: Decimal


def channel_shares(session: Session, metric: str, asked: KpiAsked) -> tuple[ChannelShare, ...]:
    """Each shop's share of an additive metric, the greatest first; shops without a figure are left out."""
    if METRICS[metric].additivity != "additive":
        raise ValueError(f"{metric} does not add up: it has no shares.")
    known = [f for f in _figures(session, metric, asked, "shop") if f.value is not None]
    in_one = [f for f in known if f.currency in {None, asked.currency}]
    whole = sum((Decimal(f.value or 0) for f in in_one), Decimal(0))
    if not whole:
        return ()
    found = [
        ChannelShare(f.members[0], Decimal(f.value or 0), divide(f.value or 0, whole, RATIO))
        for f in in_one
    ]
    return tuple(sorted(found, key=lambda one: (-one.value, one.shop)))


def stickiness(session: Session, asked: KpiAsked) -> Decimal | None:
    """Mean daily visitors over the period's, of the shops that have both; None where no shop has."""
    monthly = {
        f.members[0]: int(f.value)
        for f in _figures(session, "visitors", asked, "shop")
        if f.value is not None
    }
    seen: dict[str, list[int]] = {}
    for figure in _figures(session, "visitors", asked, "shop", "day"):
        if figure.value is not None:
            seen.setdefault(figure.members[0], []).append(int(figure.value))
    both = [shop for shop, visitors in monthly.items() if visitors and seen.get(shop)]
    whole = sum(monthly[shop] for shop in both)
    if not whole:
        return None
    means = sum((Decimal(sum(seen[s])) / len(seen[s]) for s in both), Decimal(0))
    return divide(means, whole, RATIO)


def _figures(session: Session, metric: str, asked: KpiAsked, *by: Dimension) -> tuple[Figure, ...]:
    question = MetricQuestion(
        (metric,), asked.period, by=by, shops=asked.shops, currency=asked.currency
    )
    return measure(question, session).figures


def _measured(kpi: StandardKpi, session: Session, asked: KpiAsked) -> KpiStanding:
    if kpi.how == "absent":
        return KpiStanding(kpi, None, None, kpi.absence)
    if kpi.how == "stickiness":
        return _sticky(kpi, session, asked)
    if kpi.is_observed_later:
        asked = replace(asked, period=asked.period.shifted(-OBSERVED.days))
    (figure,) = _figures(session, kpi.metrics[0], asked)
    if kpi.how == "shares" and figure.value is not None:
        return _shared(kpi, figure, channel_shares(session, kpi.metrics[0], asked), asked.names)
    return KpiStanding(kpi, figure, figure.value, _why(kpi, figure, asked.period))


def _shared(
    kpi: StandardKpi, figure: Figure, shares: tuple[ChannelShare, ...], names: Mapping[str, str]
) -> KpiStanding:
    """The largest share; all of them in words."""
    if not shares:
        return KpiStanding(kpi, figure, None, _ZERO)
    told = ", ".join(f"{names.get(one.shop, one.shop)} {one.share:.1%}" for one in shares)
    return KpiStanding(kpi, figure, shares[0].share, Said(told, told))


def _sticky(kpi: StandardKpi, session: Session, asked: KpiAsked) -> KpiStanding:
    """Of the last whole month up to the days' end."""
    last = asked.period.last
    if last.day < monthrange(last.year, last.month)[1]:
        last = last.replace(day=1) - timedelta(days=1)
    month = f"{last:%Y-%m}"
    value = stickiness(session, replace(asked, period=Period(last.replace(day=1), last)))
    if value is not None:
        return KpiStanding(kpi, None, value, Said(month, month))
    why = Said(
        f"{month} 没有店铺同时有每日和整月去重访客。",
        f"In {month} no shop has both daily and monthly distinct visitors.",
    )
    return KpiStanding(kpi, None, None, why)


def _why(kpi: StandardKpi, figure: Figure, period: Period) -> Said:
    if figure.value is None and figure.reason is not None:
        return Said(figure.reason.text("zh"), figure.reason.text("en"))
    metric = METRICS[kpi.metrics[0]]
    known = figure.coverage.identity
    beside = NOTHING
    if known is not None:
        beside = Said(
            f"；可识别买家占成交订单 {known:.1%}", f"; buyers known of {known:.1%} of orders"
        )
    return Said(f"{metric.name.zh}，{period}{beside.zh}", f"{metric.name.en}, {period}{beside.en}")
