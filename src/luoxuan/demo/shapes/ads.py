"""The ad platforms' reports: 万相台, 京准通, 千川 (plans and 全域), PDD 推广, 聚光."""

from collections.abc import Iterable

from luoxuan.demo.ads import AdDay
from luoxuan.demo.brand import SHOP, Sku
from luoxuan.demo.cells import Row, columns, grouped, percent, ratio, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import product_id
from luoxuan.demo.window import Window

ALIMAMA = columns(
    "日期,场景ID,场景名字,原二级场景ID,原二级场景名字,计划ID,计划名字,主体ID,主体类型,主体名称,展现量,点击量,花费,点击率,"
    "平均点击花费,千次展现花费,总预售成交金额,总预售成交笔数,直接成交金额,间接成交金额,总成交金额,总成交笔数,直接成交笔数,"
    "间接成交笔数,点击转化率,投入产出比,总成交成本,总购物车数,直接购物车数,间接购物车数,加购率,收藏宝贝数,收藏店铺数,"
    "总收藏加购数,总收藏数,加购成本,拍下订单笔数,拍下订单金额,优惠券领取量,旺旺咨询量,引导访问量,引导访问人数,成交新客数,"
    "成交人数,自然流量转化金额,自然流量曝光量"
)
JINGZHUNTONG = columns(
    "日期,账户名称,产品线,计划类型,计划ID,推广计划,单元ID,推广单元,创意ID,推广创意,跟单SKU ID,跟单SKU名称,SPU ID,展现数,"
    "点击数,点击率(%),花费,千次展现成本,平均点击成本,直接订单行,直接订单金额,间接订单行,间接订单金额,总订单行,总订单金额,"
    "直接购物车数,间接购物车数,总购物车数,预售订单行,预售订单金额,下单新客数,领券数,商品关注数,店铺关注数"
)
QIANCHUAN = columns(
    "日期,账户,账户ID,抖音号,抖音号ID,计划名称,计划ID,消耗(元),展示次数,点击次数,点击率(%),平均千次展现费用(元),"
    "平均点击单价(元),直接成交金额(元),直接支付ROI,直接成交订单数,直接成交订单成本(元),7日总支付ROI,店铺首单新客人数"
)
UNI = columns(
    "日期,抖音号名称,抖音号ID,整体消耗,整体支付ROI,整体成交金额,用户实际支付金额,整体成交订单数,整体成交订单成本,"
    "整体成交智能优惠券金额,电商平台补贴金额,整体预售订单数,整体未完结预售订单预估金额,净成交ROI,净成交金额,净成交订单数,"
    "净成交金额结算率,1小时内退款率,基础消耗,追投调控消耗,整体展现次数,整体点击次数"
)
PDD = columns(
    "日期,商品ID,商品名称,推广场景,推广名称,出价方式,分组,是否已删除,成交花费(元),交易额(元),实际投产比,净成交花费(元),"
    "净交易额(元),总花费(元),成交笔数,每笔成交花费(元),曝光量,点击量"
)
JUGUANG = columns(
    "时间,计划名称,计划ID,单元名称,单元ID,创意名称,创意ID,笔记ID,投放位置,消费,展现量,点击量,点击率,平均点击成本,"
    "平均千次展示费用,点赞,评论,收藏,关注,分享,互动量,平均互动成本,行动按钮点击量,行动按钮点击率,截图,保存图片,"
    "搜索组件点击量,新增种草人群"
)
SCENE_IDS = {"货品全站推广": "376", "关键词推广": "372", "精准人群推广": "374"}
ACCOUNT = "青岚演示账户"
ACCOUNT_ID = "1700000000000901"
HOST = ("青岚演示抖音号", "9100000000000905")


def alimama(window: Window, days: Iterable[AdDay], products: dict[int, Sku]) -> Report:
    """商品报表: one row per day, plan and subject; nan and NULL are texts."""
    return Report(ALIMAMA, [_alimama(window, each, products) for each in days], ())


def _alimama(window: Window, each: AdDay, products: dict[int, Sku]) -> Row:
    run, uni = each.campaign, each.campaign.scene == "货品全站推广"
    subject: Row = [SHOP["taobao"].platform_shop_id, "店铺", SHOP["taobao"].name]
    if run.product is not None:
        sku = products[run.product]
        subject = [product_id(SHOP["taobao"], sku), "商品", sku.title]
    direct, lines = each.value * 5 // 6, each.orders * 5 // 6
    cost = yuan(each.spend // each.orders) if each.orders else "nan"
    carts = each.orders * 5
    return [
        *(window.day_texts[each.day], SCENE_IDS[run.scene], run.scene, "436", "默认"),
        *(run.campaign_id, run.name, *subject, each.impressions, each.clicks, yuan(each.spend)),
        *(percent(each.clicks, each.impressions), yuan(each.spend // each.clicks)),
        *(ratio(each.spend * 10, each.impressions), "0.00", 0, yuan(direct)),
        *(yuan(each.value - direct), yuan(each.value), each.orders, lines, each.orders - lines),
        *(percent(each.orders, each.clicks), ratio(each.value, each.spend), cost, carts),
        *(carts * 4 // 5, carts - carts * 4 // 5, "1.20%", each.orders, 0, carts + each.orders),
        *(each.orders, yuan(each.spend // carts) if carts else "nan", each.orders + 1),
        *(yuan(each.value + 5_000), 0, 1, each.clicks, max(each.clicks - 3, 0), each.orders // 2),
        *(
            each.orders,
            yuan(each.spend) if uni else "NULL",
            each.impressions // 3 if uni else "NULL",
        ),
    ]


def jingzhuntong(window: Window, days: Iterable[AdDay], products: dict[int, Sku]) -> Report:
    """快车 by SKU: days are written YYYYMMDD."""
    return Report(JINGZHUNTONG, [_jingzhuntong(window, each, products) for each in days], ())


def _jingzhuntong(window: Window, each: AdDay, products: dict[int, Sku]) -> Row:
    run, number = each.campaign, each.campaign.campaign_id[-3:]
    sku = products[run.product or 0]
    direct, lines = each.value * 4 // 5, each.orders * 4 // 5
    return [
        *(window.day_texts[each.day].replace("-", ""), "qinglan_demo_pin", "快车", "普通计划"),
        *(run.campaign_id, run.name, f"880000{number}", "单元1", f"770000{number}", "默认创意"),
        *(
            product_id(SHOP["jd"], sku),
            sku.title,
            f"2000000{number}",
            each.impressions,
            each.clicks,
        ),
        *(ratio(each.clicks * 100, each.impressions), yuan(each.spend)),
        *(ratio(each.spend * 10, each.impressions), yuan(each.spend // each.clicks)),
        *(lines, yuan(direct), each.orders - lines, yuan(each.value - direct), each.orders),
        *(yuan(each.value), lines * 3, 2, lines * 3 + 2, 0, "0.00", lines, 0, 1, 0),
    ]


def qianchuan(window: Window, days: Iterable[AdDay]) -> Report:
    """千川计划报表: one row per day and plan; ids end with a tab, thousands have commas."""
    return Report(QIANCHUAN, [_qianchuan(window, each) for each in days], ())


def _qianchuan(window: Window, each: AdDay) -> Row:
    return [
        *(window.day_texts[each.day], ACCOUNT, f"{ACCOUNT_ID}\t", *HOST, each.campaign.name),
        *(f"{each.campaign.campaign_id}\t", grouped(each.spend), each.impressions, each.clicks),
        *(ratio(each.clicks * 100, each.impressions), ratio(each.spend * 10, each.impressions)),
        *(yuan(each.spend // each.clicks), grouped(each.value), ratio(each.value, each.spend)),
        *(
            each.orders,
            yuan(each.spend // max(each.orders, 1)),
            ratio(each.value * 1.1, each.spend),
        ),
        each.orders // 2,
    ]


def uni(window: Window, days: Iterable[AdDay]) -> Report:
    """全域数据: one row per day, and a row 全部 with the period's total."""
    chosen = list(days)
    return Report(UNI, [*(_uni(window, each) for each in chosen), _uni_total(chosen)], ())


def _uni(window: Window, each: AdDay) -> Row:
    coupon, subsidy = each.value * 3 // 100, each.value * 5 // 100
    net, orders = each.value * 4 // 5, each.orders * 5 // 6
    return [
        *(window.day_texts[each.day], *HOST, grouped(each.spend), ratio(each.value, each.spend)),
        *(grouped(each.value), grouped(each.value - coupon - subsidy), str(each.orders)),
        *(
            grouped(each.spend // max(each.orders, 1)),
            grouped(coupon),
            grouped(subsidy),
            "0",
            "0.00",
        ),
        *(ratio(net, each.spend), grouped(net), str(orders), "0.00%", percent(each.noise / 10, 1)),
        *(yuan(each.spend * 9 // 10), yuan(each.spend - each.spend * 9 // 10)),
        *(str(each.impressions), str(each.clicks)),
    ]


def _uni_total(days: list[AdDay]) -> Row:
    paid = sum(day.value - day.value * 3 // 100 - day.value * 5 // 100 for day in days)
    return [
        *("全部", "", "", grouped(sum(day.spend for day in days)), ""),
        *(grouped(sum(day.value for day in days)), grouped(paid)),
        *(str(sum(day.orders for day in days)), "", "", "", "", "", ""),
        *(
            grouped(sum(day.value * 4 // 5 for day in days)),
            str(sum(d.orders * 5 // 6 for d in days)),
        ),
        *([""] * 6),
    ]


def pdd(window: Window, days: Iterable[AdDay], products: dict[int, Sku]) -> list[Row]:
    """商品推广: a note, the header, rows by day and product, and 总计."""
    chosen = list(days)
    spend, value = (sum(getattr(day, name) for day in chosen) for name in ("spend", "value"))
    total: Row = ["总计", *["-"] * 7, spend / 100, value / 100, "-", "-", "-", spend / 100]
    total += [sum(day.orders for day in chosen), "-"]
    total += [sum(day.impressions for day in chosen), sum(day.clicks for day in chosen)]
    rows = [_pdd(window, each, products) for each in chosen]
    return [["商品推广：数据为当日归因"], PDD, *rows, total]


def _pdd(window: Window, each: AdDay, products: dict[int, Sku]) -> Row:
    sku = products[each.campaign.product or 0]
    spend, value = each.spend / 100, each.value / 100
    return [
        *(window.day_texts[each.day], product_id(SHOP["pdd"], sku), sku.title, "商品推广"),
        *(f"{sku.title[:6]}_稳定成本", "目标投产比", "默认", "否", spend, value),
        *(ratio(value, spend), spend, each.value * 9 // 10 / 100, spend, each.orders),
        *(each.spend // max(each.orders, 1) / 100, each.impressions, each.clicks),
    ]


def juguang(window: Window, days: Iterable[AdDay]) -> Report:
    """创意报表: one row per day and creative; it plants interest and reports no sales."""
    return Report(JUGUANG, [_juguang(window, each) for each in days], ())


def _juguang(window: Window, each: AdDay) -> Row:
    run, number = each.campaign, each.campaign.campaign_id[-3:]
    likes, saves = round(each.clicks * 0.12), round(each.clicks * 0.05)
    both = likes + saves + 2
    return [
        *(
            window.day_texts[each.day],
            run.name,
            run.campaign_id,
            "单元1",
            f"440000{number}",
            "创意1",
        ),
        *(f"5500000{number}", f"66aabbccddeeff0011223{number}", run.scene, each.spend / 100),
        *(each.impressions, each.clicks, percent(each.clicks, each.impressions)),
        *(each.spend // each.clicks / 100, round(each.spend * 10 / each.impressions, 2)),
        *(str(likes), "1", str(saves), "1", "0", both, each.spend // both / 100),
        *("0", "0.00%", "0", "0", "0", str(both * 3)),
    ]
