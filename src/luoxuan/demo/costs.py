"""What things cost the demo brand and what was agreed with its platforms: the merchant's own three tables."""

from collections.abc import Iterator
from datetime import date, timedelta

from luoxuan.demo.bills.terms import COMMISSION, INFLUENCER, PAYMENT_FEE, PLATFORM_FEE, TERMS
from luoxuan.demo.brand import SHOP, Sku, skus
from luoxuan.demo.cells import Row, columns, minimal, utf8_bom, yuan
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.window import Window

COSTS: Row = columns("商家编码,生效日期,单位成本,包材成本,税率,商品名称")
BUNDLES: Row = columns("组合编码,单品编码,单品件数,生效日期")
FEES: Row = columns("平台,店铺,费用类型,类目或商品,生效日期,费率,每单费用,结算天数,备注")
SHARE = 0.34
"""Goods cost over list price, usually."""
SHARES = {"ZT": 0.52, "CJ": 0.55}
"""Pillows and tableware earn less; one campaign for pillows brings less than it costs."""
FEES_EAT, ADS_EAT = "QL-CL2-01", "QL-CJ1-01"
DEAR = {FEES_EAT: 0.89, ADS_EAT: 0.70}
"""Of the first, discounts and fees take more than the goods cost leaves; of the second, the burning campaign does."""
RISING = "QL-ZB1-01"
RISEN = 1.03
"""Cost over list price of the risen SKU: every piece is sold at a loss."""
YEARLY = 1.04
"""Everything cost this much more from the middle of the window on."""
PACKAGING, TAX = 120, "1%"
FREIGHT = 420
"""Fen per order, as agreed with the carrier."""
PAIR = "两只装"
WORDS = {
    COMMISSION: "佣金", PLATFORM_FEE: "平台服务费", PAYMENT_FEE: "支付手续费", INFLUENCER: "达人佣金",
}  # fmt: skip
PLATFORMS = {
    "taobao": "天猫", "jd": "京东", "douyin": "抖店", "pdd": "拼多多", "xiaohongshu": "小红书",
    "wechat_shop": "微信小店",
}  # fmt: skip


def unit_cost(sku: Sku, day: date, window: Window) -> int:
    """Fen a piece cost on a day; of a pair, what its two glasses cost."""
    share = DEAR.get(sku.code, SHARES.get(sku.code.split("-")[1][:-1], SHARE))
    if sku.code == RISING and day >= rise_day(window):
        share = RISEN
    elif day >= yearly_day(window):
        share *= YEARLY if sku.code not in DEAR else 1
    return round(sku.price * share / 10) * 10


def yearly_day(window: Window) -> date:
    """From when everything cost a little more: a first of a month in the middle of the window."""
    return window.day(window.length // 2).replace(day=1)


def rise_day(window: Window) -> date:
    """From when the risen SKU cost more than its price: the first day of the last whole month but the running one."""
    return (window.last.replace(day=1) - timedelta(days=1)).replace(day=1)


def cost_files(window: Window) -> Iterator[ExportFile]:
    """The cost table, the bundles and the agreed fees."""
    for name, rows in (
        ("成本表", [COSTS, *_costs(window)]),
        ("组合装表", [BUNDLES, *_bundles(window)]),
        ("费率表", [FEES, *_fees(window)]),
    ):
        first, last = window.day_texts[0], window.day_texts[window.length - 1]
        data = utf8_bom(minimal(rows, end="\r\n"))
        yield ExportFile(f"luoxuan/{name}.csv", data, "", len(rows) - 1, first, last)


def _costs(window: Window) -> Iterator[Row]:
    """A pair has no cost of its own: its glasses have one."""
    for sku in skus():
        days = [window.first, yearly_day(window)]
        if sku.code == RISING:
            days.append(rise_day(window))
        for day in days:
            pieces = 2 if sku.spec == PAIR else 1
            cost, packaging = unit_cost(sku, day, window) // pieces, PACKAGING // pieces
            yield [part_of(sku), str(day), yuan(cost), yuan(packaging), TAX, sku.title]


def part_of(sku: Sku) -> str:
    """The code whose cost counts."""
    return f"{sku.product_code}-DZ" if sku.spec == PAIR else sku.code


def _bundles(window: Window) -> Iterator[Row]:
    for sku in skus():
        if sku.spec == PAIR:
            yield [sku.code, part_of(sku), "2", str(window.first)]


def _fees(window: Window) -> Iterator[Row]:
    for terms in TERMS.values():
        shop = SHOP[terms.shop]
        head: Row = [PLATFORMS[terms.shop], shop.name]
        days = str(terms.settle_days)
        for fee in (*terms.fees, *((terms.influencer,) if terms.influencer else ())):
            rate = f"{fee.rate / 100:.2f}%"
            yield [*head, WORDS[fee.fee_type], "", str(window.first), rate, "", days, "演示合同"]
        yield [*head, "运费", "", str(window.first), "0%", yuan(FREIGHT), days, "快递合同"]
