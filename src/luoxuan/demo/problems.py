"""The planted problems: what is wrong, where, since when (the answer sheet is made of these)."""

from dataclasses import dataclass, field
from datetime import date

from luoxuan.demo.brand import SHOP, Sku, skus
from luoxuan.demo.incidents import Year
from luoxuan.demo.window import DAY, HOUR, Window


@dataclass(frozen=True)
class PriceConflict:
    """One merchant code, two shops, prices further apart than a price system allows."""

    sku: Sku
    cheap: str
    dear: str
    first: int
    last: int
    cut: float = 0.26
    """The cheap shop's list price is lower by this share."""


@dataclass(frozen=True)
class ConversionBreak:
    """Visitors come as ever and half of them stop paying."""

    shop: str
    first: int
    last: int
    factor: float = 0.5


@dataclass(frozen=True)
class Brushing:
    """Orders of one SKU, one amount, one city, within an hour of a night."""

    shop: str
    sku: Sku
    nights: tuple[int, ...]
    orders: int = 24
    hour: int = 2
    province: str = "海南省"
    city: str = "三亚市"


@dataclass(frozen=True)
class BurningCampaign:
    """A campaign that spends for weeks and brings back less than half."""

    shop: str
    campaign_id: str
    campaign_name: str
    first: int
    last: int
    daily_spend: int = 18_000
    roi: float = 0.31


@dataclass(frozen=True)
class StockOut:
    """A best-seller stops selling at a moment while people still look at it."""

    shop: str
    sku: Sku
    moment: int


@dataclass(frozen=True)
class Problems:
    """All that is planted for one window."""

    price_conflict: PriceConflict
    conversion_break: ConversionBreak
    brushing: Brushing
    burning_campaign: BurningCampaign
    stock_out: StockOut
    lying_total: int = 1_000_000
    """Fen the totals row of one file has too much."""
    by_sku: dict[str, Sku] = field(default_factory=dict)
    year: Year = field(kw_only=True)
    """What happened through the year, long before the last days."""


def plant(window: Window) -> Problems:
    """The problems of a window, all visible on its last day."""
    last = window.length - 1
    all_skus = skus()
    return Problems(
        price_conflict=PriceConflict(all_skus[3], "pdd", "taobao", last - 6, last),
        conversion_break=ConversionBreak("taobao", last - 2, last),
        brushing=Brushing("douyin", all_skus[12], (last - 8, last - 4, last)),
        burning_campaign=BurningCampaign("jd", "390000909", "快车_新品测款_09", last - 27, last),
        stock_out=StockOut("taobao", all_skus[0], (last - 5) * DAY + 9 * HOUR + 600),
        year=Year(window),
    )


def span(window: Window, first: int, last: int) -> tuple[date, date]:
    """Two day numbers as dates."""
    return window.day(first), window.day(last)


def shop_name(key: str) -> str:
    """The name a person knows the shop by."""
    return SHOP[key].name
