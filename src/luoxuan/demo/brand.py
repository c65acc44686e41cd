"""青岚, a brand that does not exist: its six shops, its fifty products and 150 SKUs."""

import random
from typing import NamedTuple

BRAND_KEY = "demo"
BRAND_NAME = "演示品牌「青岚」"


class Shop(NamedTuple):
    """One shop: its share of the orders, how it prices, how it grows, how often buyers send things back."""

    key: str
    platform: str
    name: str
    platform_shop_id: str
    share: float
    price_factor: float
    growth: float
    """Trade on the last day over trade on the first."""
    refund_rate: float
    products: int
    """How many of the products it sells, the best sellers first."""
    evening: float
    """How strongly its buyers come in the evening."""


SHOPS = (
    Shop("taobao", "taobao", "青岚演示旗舰店", "990000001", 0.32, 1.00, 1.10, 0.10, 50, 1.0),
    Shop("jd", "jd", "青岚演示京东自营店", "990000002", 0.16, 1.00, 1.05, 0.06, 40, 1.0),
    Shop("douyin", "douyin", "青岚演示抖音旗舰店", "990000003", 0.24, 0.97, 1.60, 0.17, 30, 1.9),
    Shop("pdd", "pdd", "青岚演示拼多多店", "990000004", 0.14, 0.96, 0.95, 0.09, 25, 1.2),
    Shop(
        "xiaohongshu",
        "xiaohongshu",
        "青岚演示小红书店",
        "990000005",
        0.08,
        1.00,
        1.80,
        0.12,
        20,
        1.5,
    ),
    Shop(
        "wechat_shop",
        "wechat_shop",
        "青岚演示微信小店",
        "990000006",
        0.06,
        0.98,
        1.40,
        0.05,
        20,
        1.3,
    ),
)
SHOP = {shop.key: shop for shop in SHOPS}

_KINDS = (
    ("竹纤维毛巾", "MJ", 3990, ("米色", "浅灰", "雾蓝")),
    ("纯棉四件套", "SJT", 26900, ("月白;1.5m", "月白;1.8m", "雾蓝;1.8m")),
    ("记忆棉枕头", "ZT", 8900, ("标准款[高低枕]", "加高款", "儿童款")),
    ('遮光窗帘,成品 "加厚"', "CL", 15850, ("2.0×2.4m;一对", "2.5×2.7m;一对", "3.0×2.7m;一对")),
    ("香薰蜡烛", "LZ", 5900, ("白茶", "雪松", "无花果")),
    ("收纳箱", "SN", 4990, ("小号", "中号", "大号")),
    ("玻璃水杯", "SB", 2990, ("300ml", "450ml", "两只装")),
    ("珊瑚绒毛毯", "MT", 12900, ("燕麦", "焦糖", "墨绿")),
    ("陶瓷餐具", "CJ", 16900, ("四件套", "八件套", "十六件套")),
    ("亚麻桌布", "ZB", 6990, ("原色", "条纹", "格纹")),
)
_SERIES = ("", "轻享", "山居", "云眠", "拾光")
_SERIES_PRICE = (1.0, 0.82, 1.35, 1.18, 0.94)


class Sku(NamedTuple):
    """One SKU of the brand: the same merchant code in every shop."""

    number: int
    code: str
    product: int
    product_code: str
    title: str
    spec: str
    price: int
    """List price in fen, before the shop's factor."""
    weight: float
    """How often it is bought, against the others."""


def skus() -> tuple[Sku, ...]:
    """All SKUs, by product, best-selling product first."""
    found: list[Sku] = []
    for product in range(50):
        series, kind = divmod(product, len(_KINDS))
        name, letters, price, specs = _KINDS[kind]
        title = f"青岚 {_SERIES[series]}{name}"
        for variant, spec in enumerate(specs):
            found.append(
                Sku(
                    number=len(found),
                    code=f"QL-{letters}{series + 1}-{variant + 1:02d}",
                    product=product,
                    product_code=f"QL{1001 + product}",
                    title=title,
                    spec=spec,
                    price=_ends_in_nine(price * _SERIES_PRICE[series] * (1 + 0.08 * variant)),
                    weight=_popularity(product) * (0.55, 0.28, 0.17)[variant],
                )
            )
    return tuple(found)


def sold_by(shop: Shop, all_skus: tuple[Sku, ...]) -> tuple[Sku, ...]:
    """The SKUs a shop sells."""
    return tuple(sku for sku in all_skus if sku.product < shop.products)


def shop_price(shop: Shop, sku: Sku) -> int:
    """The list price of a SKU in a shop, in fen."""
    return round(sku.price * shop.price_factor / 10) * 10


def _popularity(product: int) -> float:
    return 1 / (product + 1.2)


def _ends_in_nine(fen: float) -> int:
    """Prices end in .90, as shops like them."""
    return round(fen / 100) * 100 - 10


class Place(NamedTuple):
    """Where a parcel goes."""

    province: str
    city: str


PLACES = (
    (Place("广东省", "广州市"), 9),
    (Place("广东省", "深圳市"), 9),
    (Place("浙江省", "杭州市"), 9),
    (Place("江苏省", "南京市"), 7),
    (Place("江苏省", "苏州市"), 7),
    (Place("上海市", "上海市"), 9),
    (Place("北京市", "北京市"), 8),
    (Place("四川省", "成都市"), 7),
    (Place("湖北省", "武汉市"), 5),
    (Place("湖南省", "长沙市"), 4),
    (Place("河南省", "郑州市"), 4),
    (Place("山东省", "青岛市"), 4),
    (Place("福建省", "厦门市"), 3),
    (Place("陕西省", "西安市"), 4),
    (Place("辽宁省", "沈阳市"), 2),
    (Place("重庆市", "重庆市"), 4),
    (Place("安徽省", "合肥市"), 3),
    (Place("云南省", "昆明市"), 2),
    (Place("海南省", "三亚市"), 1),
)


def places(rng: random.Random, count: int) -> list[Place]:
    """Where `count` parcels go."""
    return rng.choices([place for place, _ in PLACES], [weight for _, weight in PLACES], k=count)
