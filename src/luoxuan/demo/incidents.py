"""What a year does to a brand: two missed months with their causes, days out of the ordinary, actions that worked or did not."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from luoxuan.demo.brand import skus
from luoxuan.demo.window import Window, demand, promotion

Kind = Literal["missed_month", "anomaly", "action_effect"]

QUIET_MONTHS = (3, 4, 5, 7, 8, 9, 10)
"""No 春节, no 618, no 双11: a month that is missed has one cause."""
SOLD_OUT_PRODUCT = 1
SEED = "20260618/incidents"
MARGIN = 40
"""No surprise in so many days at either end: the last weeks hold the problems of the daily report."""


@dataclass(frozen=True)
class Incident:
    """Something that changed the trade of a shop (empty: of all) from day `first` to day `last`."""

    key: str
    kind: Kind
    shop: str
    first: int
    last: int
    orders: float = 1.0
    """Of the usual orders."""
    visitors_stay: bool = False
    """People come as ever and buy more or less: the conversion moves."""
    product: int | None = None
    """Nobody can buy it."""
    refunds: float = 1.0
    """Of the usual refund rate."""
    zh: str = ""

    def touches(self, shop: str, day: int) -> bool:
        """Whether the shop feels it on the day."""
        return self.shop in ("", shop) and self.first <= day <= self.last


class Year:
    """All incidents of a window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.missed = tuple(_missed_months(window))
        self.actions = tuple(_actions(window, self.missed))
        self.anomalies = tuple(_anomalies(window, self.missed))
        self.all: tuple[Incident, ...] = (*self.missed, *self.actions, *self.anomalies)

    def orders_share(self, shop: str, day: int) -> float:
        """Orders of the day over the usual ones."""
        return self._product(shop, day, only_conversion=False)

    def conversion_share(self, shop: str, day: int) -> float:
        """The part of it that visitors do not explain."""
        return self._product(shop, day, only_conversion=True)

    def refunds_share(self, shop: str, day: int) -> float:
        """Refund rate of the day over the usual one."""
        share = 1.0
        for incident in self.all:
            share *= incident.refunds if incident.touches(shop, day) else 1.0
        return share

    def sold_out(self, shop: str, day: int) -> int | None:
        """The product nobody can buy in the shop on the day."""
        for incident in self.missed:
            if incident.product is not None and incident.touches(shop, day):
                return incident.product
        return None

    def _product(self, shop: str, day: int, *, only_conversion: bool) -> float:
        share = 1.0
        for incident in self.all:
            if incident.touches(shop, day) and (incident.visitors_stay or not only_conversion):
                share *= incident.orders
        return share


def missed_months(window: Window) -> tuple[date, date]:
    """First days of the two missed months, the older one first: quiet, whole, four months or more apart."""
    months = [
        window.day(first).replace(day=1)
        for first, last in window.months()
        if window.day(first).day == 1
        and window.day(last).month in QUIET_MONTHS
        and last < window.length - MARGIN
    ]
    younger = months[-1]
    apart = [month for month in months if _months_between(month, younger) >= 4]
    return (apart or months)[-1], younger


def _missed_months(window: Window) -> Iterator[Incident]:
    older, younger = (window.number(month) for month in missed_months(window))
    weights = [(sku.product, sku.weight) for sku in skus()]
    gone = sum(weight for product, weight in weights if product == SOLD_OUT_PRODUCT)
    yield Incident(
        "sold_out", "missed_month", "", older + 4, older + 23,
        orders=1 - gone / sum(weight for _product, weight in weights),
        visitors_stay=True, product=SOLD_OUT_PRODUCT,
        zh="纯棉四件套全渠道断货 20 天",
    )  # fmt: skip
    yield Incident(
        "detail_page", "missed_month", "taobao", younger + 5, younger + 22,
        orders=0.35, visitors_stay=True, zh="旗舰店更换主图与详情页后，支付转化率掉了六成半",
    )  # fmt: skip


def _actions(window: Window, missed: tuple[Incident, ...]) -> Iterator[Incident]:
    """What the brand did about it: one cut refunds, one lifted the conversion, one did nothing."""
    end = window.length - 1
    sold_out, _detail_page = missed
    yield Incident(
        "size_guide", "action_effect", "pdd", sold_out.last + 92, end, refunds=0.35,
        zh="拼多多店上线尺寸指南，退款少了约三分之二",
    )  # fmt: skip
    yield Incident(
        "more_notes", "action_effect", "xiaohongshu", sold_out.last + 78, end,
        zh="小红书笔记数翻倍，没有可测的效果",
    )  # fmt: skip
    yield Incident(
        "set_offers", "action_effect", "jd", sold_out.last + 85, end, orders=1.35,
        zh="京东店上线凑单推荐与主图视频，成交多了约三分之一",
    )  # fmt: skip


_SURPRISES = (
    ("douyin", 1, 2.8, "达人直播爆单"), ("jd", 1, 0.12, "平台仓系统故障"),
    ("taobao", 1, 0.35, "支付故障半天"), ("xiaohongshu", 2, 3.6, "笔记爆火"),
    ("pdd", 2, 2.2, "秒杀资源位"), ("douyin", 2, 0.2, "违规停播两天"),
    ("taobao", 1, 1.9, "聚划算单日"), ("wechat_shop", 1, 3.5, "公众号推文"),
    ("jd", 2, 2.0, "京东秒杀"), ("pdd", 2, 0.3, "主推商品被下架"),
    ("taobao", 2, 0.55, "搜索降权"), ("douyin", 1, 1.7, "短视频小爆款"),
)  # fmt: skip


def _anomalies(window: Window, missed: tuple[Incident, ...]) -> Iterator[Incident]:
    rng = random.Random(f"{SEED}/{window.last}")
    quiet = [day for day in range(60, window.length - MARGIN) if _is_quiet(window, missed, day)]
    taken: list[tuple[str, int]] = []
    for number, (shop, days, orders, zh) in enumerate(_SURPRISES):
        free = [
            day
            for day in quiet
            if day + days - 1 in quiet
            and all(abs(day - other) > (21 if shop == its else 6) for its, other in taken)
        ]
        first = rng.choice(free or quiet)
        taken.append((shop, first))
        yield Incident(
            f"surprise_{number + 1}", "anomaly", shop, first, first + days - 1, orders=orders, zh=zh
        )


def _is_quiet(window: Window, missed: tuple[Incident, ...], day: int) -> bool:
    """An ordinary day, away from festivals, events and the missed months."""
    on = window.day(day)
    near = [window.day(n) for n in range(max(day - 3, 0), min(day + 4, window.length))]
    ordinary = all(0.85 < demand(each) < 1.2 and not promotion(each) for each in near)
    return ordinary and all(
        (on.year, on.month) != (window.day(each.first).year, window.day(each.first).month)
        for each in missed
    )


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
