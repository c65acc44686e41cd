"""生意参谋: the Tmall shop by day, its products by day, its traffic sources by period."""

from collections.abc import Iterable

from luoxuan.demo.ads import AdDay
from luoxuan.demo.brand import SHOP, Sku
from luoxuan.demo.cells import Row, columns, grouped, percent, ratio, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import product_id
from luoxuan.demo.traffic import Visits
from luoxuan.demo.window import Window

TAOBAO = SHOP["taobao"]
SOURCE = "生意参谋平台"

SHOP_DAYS = columns(
    "统计日期,访客数,浏览量,商品访客数,商品浏览量,平均停留时长,跳失率,商品收藏买家数,加购人数,支付金额,支付买家数,"
    "支付子订单数,支付件数,下单金额,下单买家数,下单件数,下单转化率,支付转化率,客单价,UV价值,老访客数,新访客数,加购件数,"
    "支付新买家数,支付老买家数,老买家支付金额,关键词推广花费,精准人群推广花费,智能场景花费,淘宝客佣金,全站推广花费,"
    "成功退款金额,评价数,描述相符评分,物流服务评分,服务态度评分,关注店铺人数,会员总数"
)
GOODS_DAYS = columns(
    "统计日期,商品ID,商品名称,货号,商品状态,商品标签,商品访客数,商品浏览量,平均停留时长,商品详情页跳出率,商品收藏人数,"
    "商品加购件数,商品加购人数,下单买家数,下单件数,下单金额,下单转化率,支付买家数,支付件数,支付金额,商品支付转化率,"
    "支付新买家数,支付老买家数,老买家支付金额,聚划算支付金额,访客平均价值,成功退款金额,竞争力评分,年累计支付金额,"
    "月累计支付金额,月累计支付件数,搜索引导支付转化率,搜索引导访客数,搜索引导支付买家数"
)
SCENES = ("关键词推广", "精准人群推广", "智能场景", "淘宝客", "货品全站推广")


def shop_days(window: Window, days: Iterable[tuple[int, Visits]], ads: list[AdDay]) -> Report:
    """店铺整体: one row per day; visitors are distinct within the day."""
    spent: dict[tuple[int, str], int] = {}
    for each in ads:
        key = (each.day, each.campaign.scene)
        spent[key] = spent.get(key, 0) + each.spend
    rows = [
        _shop_day(window, day, visits, [spent.get((day, scene), 0) for scene in SCENES])
        for day, visits in days
    ]
    return Report(SHOP_DAYS, rows, ())


def _shop_day(window: Window, day: int, visits: Visits, spent: list[int]) -> Row:
    seen, sold = visits
    old = sold.buyers // 5
    carts = round(seen * 0.056)
    return [
        *(window.day_texts[day], seen, seen * 3, round(seen * 0.985), seen * 2),
        *(f"{18 + day % 13}.{day % 90 + 10}", percent(0.45 + day % 17 / 100, 1), seen // 60, carts),
        *(sold.paid / 100, sold.buyers, sold.orders, sold.units, sold.ordered / 100),
        *(sold.ordered_buyers, sold.ordered_units, percent(sold.ordered_buyers, seen)),
        *(percent(sold.buyers, seen), float(ratio(sold.paid / 100, sold.buyers))),
        *(ratio(sold.paid / 100, seen), seen // 5, seen - seen // 5, round(carts * 1.5)),
        *(sold.buyers - old, old, sold.paid // 500 / 1, *(fen / 100 for fen in spent)),
        *(
            sold.refunded / 100,
            sold.buyers // 8,
            "4.8",
            "4.9",
            "4.9",
            30_000 + day * 3,
            5_000 + day,
        ),
    ]


def goods_days(window: Window, days: Iterable[tuple[int, Sku, Visits, Visits]]) -> list[Row]:
    """商品: a title block, then one row per product and day; the fourth value is the month so far."""
    rows = [_goods_day(window, *each) for each in days]
    first, last = rows[0][0], rows[-1][0]
    return [
        [SOURCE],
        ["【数据来源】商品排行"],
        [f"统计日期：{first} ~ {last}"],
        ["注：支付金额未剔除退款"],
        GOODS_DAYS,
        *rows,
    ]


def _goods_day(window: Window, day: int, sku: Sku, visits: Visits, month: Visits) -> Row:
    seen, sold = visits
    old = sold.buyers // 4
    paid, ordered = grouped(sold.paid), grouped(sold.ordered)
    search = round(seen * 0.4)
    return [
        *(window.day_texts[day], product_id(TAOBAO, sku), sku.title, sku.product_code),
        *(
            "当前在线",
            "",
            f"{seen:,}",
            f"{round(seen * 1.9):,}",
            f"{20 + sku.product % 25}.{day % 90 + 10}",
        ),
        *(percent(0.5 + sku.product % 20 / 100, 1), str(seen // 70), str(seen // 14)),
        *(str(seen // 18), str(sold.ordered_buyers), str(sold.ordered_units), ordered),
        *(percent(sold.ordered_buyers, seen), str(sold.buyers), str(sold.units), paid),
        *(percent(sold.buyers, seen), str(sold.buyers - old), str(old)),
        *(grouped(sold.paid * old // max(sold.buyers, 1)), "-", ratio(sold.paid / 100, seen)),
        *(grouped(sold.refunded), str(50 + sku.product), grouped(month.sales.paid * 3)),
        *(grouped(month.sales.paid), str(month.sales.units), "-", f"{search:,}"),
        str(sold.buyers * 2 // 5),
    ]


LEAVES = (
    ("商品", "平台流量", "搜索", "手淘搜索", 0.33),
    ("商品", "平台流量", "推荐", "首页推荐(微详情等)", 0.20),
    ("商品", "广告流量", "直通车", "关键词推广", 0.08),
    ("商品", "广告流量", "万相台无界", "全站推广", 0.11),
    ("商品", "自主访问", "购物车", "-", 0.06),
    ("商品", "自主访问", "我的淘宝", "-", 0.045),
    ("商品", "自主访问", "直接访问", "-", 0.04),
    ("商品", "平台流量", "活动", "聚划算", 0.025),
    ("内容", "短视频", "逛逛", "-", 0.03),
    ("内容", "直播", "自播", "-", 0.08),
)
SOURCES = columns(
    "流量载体,一级来源,二级来源,三级来源,四级来源,访客数,访客数环比,支付买家数,支付转化率,支付金额,客单价,UV价值,下单买家数,下单金额"
)
OVERLAP = 0.96
"""A visitor who came twice by different ways counts once in the roll-up."""


def sources(first: str, last: str, visits: Visits) -> list[Row]:
    """全店流量来源 of a period: leaves, then the roll-ups that overlap them."""
    leaves = [_leaf(leaf, visits) for leaf in LEAVES]
    rollups: list[Row] = []
    for carrier in ("商品", "内容"):
        rollups.append(_source((carrier, *["汇总"] * 4), "-", *_sum(leaves, carrier)))
        levels = dict.fromkeys(str(leaf[1]) for leaf in LEAVES if leaf[0] == carrier)
        rollups += [
            _source((carrier, level, *["汇总"] * 3), "-", *_sum(leaves, carrier, level))
            for level in levels
        ]
    return [
        [SOURCE],
        ["【数据来源】商品排行"],
        [f"统计日期：{first} ~ {last}"],
        [""],
        SOURCES,
        *(_source((*names, "-"), change, *figures) for names, change, figures in leaves),
        *rollups,
    ]


Leaf = tuple[tuple[str, str, str, str], str, tuple[int, int, int]]


def _leaf(leaf: tuple[str, str, str, str, float], visits: Visits) -> Leaf:
    share = leaf[4]
    change = f"{(share * 977 % 0.4 - 0.2) * 100:.2f}%"
    sold = visits.sales
    figures = (round(visits.visitors * share), round(sold.buyers * share), round(sold.paid * share))
    return leaf[:4], change, figures


def _sum(leaves: list[Leaf], carrier: str, level: str | None = None) -> tuple[int, int, int]:
    """A roll-up: buyers and money add up, visitors overlap."""
    chosen = [f for names, _, f in leaves if names[0] == carrier and level in (None, names[1])]
    seen = sum(figures[0] for figures in chosen)
    return (
        round(seen * OVERLAP) if len(chosen) > 1 else seen,
        sum(figures[1] for figures in chosen),
        sum(figures[2] for figures in chosen),
    )


def _source(names: tuple[str, ...], change: str, seen: int, buyers: int, paid: int) -> Row:
    each = grouped(paid // buyers) if buyers else "-"
    return [
        *(*names, f"{seen:,}", change, f"{buyers:,}", percent(buyers, seen), grouped(paid), each),
        *(ratio(paid / 100, seen), f"{buyers + (buyers > 5):,}", yuan(paid)),
    ]
