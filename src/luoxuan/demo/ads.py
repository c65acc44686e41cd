"""Advertising of the five ad platforms: campaigns, and what each did on each day."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from luoxuan.demo.problems import Problems
from luoxuan.demo.shopping import LIVE_WEEKDAYS
from luoxuan.demo.window import Window, demand


class Campaign(NamedTuple):
    """A campaign and how it usually does; money in fen."""

    source: str
    """alimama, jingzhuntong, qianchuan, live, pdd, juguang."""
    campaign_id: str
    name: str
    scene: str
    product: int | None
    """Product it advertises, none for the shop."""
    spend: int
    """A day's."""
    roi: float
    click: int
    """Price of a click."""
    first: int = 0
    last: int = 1_000_000


class AdDay(NamedTuple):
    """What a campaign did on a day; money in fen."""

    campaign: Campaign
    day: int
    spend: int
    impressions: int
    clicks: int
    orders: int
    value: int
    noise: float
    """Between 0 and 1, for figures nobody adds up."""


_USUAL = (
    Campaign("alimama", "6800001001", "全站_竹纤维毛巾", "货品全站推广", 0, 21_000, 3.4, 95),
    Campaign("alimama", "6800001002", "关键词_四件套", "关键词推广", 1, 14_000, 2.8, 130),
    Campaign("alimama", "6800001003", "关键词_品牌词", "关键词推广", None, 6_000, 5.1, 60),
    Campaign("alimama", "6800001004", "人群_枕头拉新", "精准人群推广", 2, 9_000, 2.1, 110),
    Campaign("alimama", "6800001005", "全站_香薰蜡烛", "货品全站推广", 4, 8_000, 2.6, 85),
    Campaign("jingzhuntong", "390000901", "快车_毛巾", "快车", 0, 12_000, 3.2, 120),
    Campaign("jingzhuntong", "390000902", "快车_四件套", "快车", 1, 9_000, 2.7, 150),
    Campaign("jingzhuntong", "390000903", "快车_窗帘", "快车", 3, 7_000, 2.2, 140),
    Campaign("qianchuan", "18000000000000901", "青岚_日常投放_01", "短视频", None, 14_000, 2.4, 70),
    Campaign("qianchuan", "18000000000000902", "青岚_商品卡_02", "商品卡", None, 8_000, 2.9, 60),
    Campaign("live", "9100000000000905", "青岚演示抖音号", "直播", None, 18_000, 3.0, 75),
    Campaign("pdd", "1", "毛巾_稳定成本", "商品推广", 0, 9_000, 3.6, 45),
    Campaign("pdd", "2", "四件套_稳定成本", "商品推广", 1, 6_000, 3.1, 50),
    Campaign("pdd", "3", "收纳箱_稳定成本", "商品推广", 5, 4_000, 2.7, 40),
    Campaign("juguang", "33000901", "种草_香薰", "搜索", 4, 5_000, 0.0, 80),
    Campaign("juguang", "33000902", "种草_毛毯", "信息流", 7, 4_000, 0.0, 90),
)
BASKET = 15_000
"""Fen an attributed order brings, about."""


def campaigns(problems: Problems) -> tuple[Campaign, ...]:
    """All campaigns, the burning one among them."""
    burning = problems.burning_campaign
    return (
        *_USUAL,
        Campaign(
            source="jingzhuntong",
            campaign_id=burning.campaign_id,
            name=burning.campaign_name,
            scene="快车",
            product=8,
            spend=burning.daily_spend,
            roi=burning.roi,
            click=240,
            first=burning.first,
            last=burning.last,
        ),
    )


def ad_days(window: Window, problems: Problems, seed: int) -> dict[str, list[AdDay]]:
    """What every campaign did, by source, in order of days."""
    found: dict[str, list[AdDay]] = {}
    for campaign in campaigns(problems):
        rng = random.Random(f"{seed}/{campaign.source}/{campaign.campaign_id}")
        found.setdefault(campaign.source, []).extend(_days(window, campaign, rng))
    return {source: sorted(days, key=lambda each: each.day) for source, days in found.items()}


def _days(window: Window, campaign: Campaign, rng: random.Random) -> Iterator[AdDay]:
    for day in range(max(campaign.first, 0), min(campaign.last + 1, window.length)):
        if campaign.source == "live" and window.day(day).weekday() not in LIVE_WEEKDAYS:
            continue
        busy = min(demand(window.day(day)), 3.5)
        spend = round(campaign.spend * busy * rng.uniform(0.85, 1.15))
        value = round(spend * campaign.roi * rng.uniform(0.85, 1.15))
        clicks = max(round(spend / campaign.click), 1)
        yield AdDay(
            campaign=campaign,
            day=day,
            spend=spend,
            impressions=round(clicks / rng.uniform(0.02, 0.05)),
            clicks=clicks,
            orders=max(round(value / BASKET), 1 if value else 0),
            value=value,
            noise=rng.random(),
        )
