"""What the stock system holds: 聚水潭 商品库存 on the last Mondays and the last day."""

import random
from collections import Counter

from luoxuan.demo.brand import Sku, skus
from luoxuan.demo.cells import Row, columns
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.story import Story
from luoxuan.demo.window import DAY
from luoxuan.demo.workbook import xlsx

HEADER: Row = columns(
    "款式编码,颜色,规格,品牌,商品编码,名称,数量,图片地址链接,订单占有,仓库待发,安全库存下限,安全库存上限,最小备货天数,最大备货天数,采购在途数,销退仓库存,进货仓库存,"
    "虚拟库存,次品库存,调拨在途数,库存锁定,运营云仓可用数,可用数,公有可用数"
)
BACK = (21, 14, 7, 0)
"""Days before the last on which the stock was looked at."""
OVERSOLD = 13
"""Place of the SKU of which more was sold than is there, on the last day."""
LEFT, MISSING = 2, 7
"""Pieces of it that are there, and pieces it lacks."""
COVER = (25, 60)
"""For how many days of sales there is stock, about."""


def stock_files(story: Story) -> list[ExportFile]:
    """One workbook per look."""
    made = []
    for back in BACK:
        day = story.window.length - 1 - back
        text = story.window.day_texts[day]
        rows = [HEADER, *_rows(story, day, is_last=back == 0)]
        path = f"jushuitan/商品库存_{text.replace('-', '')}.xlsx"
        made.append(ExportFile(path, xlsx([("Sheet1", rows)]), "", len(rows) - 1, text, text))
    return made


def oversold() -> tuple[Sku, int]:
    """The SKU and how many pieces of it are taken on the last day."""
    return skus()[OVERSOLD], LEFT + MISSING


def _rows(story: Story, day: int, *, is_last: bool) -> list[Row]:
    reserved, sold = _reserved(story, day), _sold(story, day)
    gone = story.problems.stock_out.sku
    rows = []
    for sku in skus():
        rng = random.Random(f"{story.seed}/stock/{sku.number}/{day}")
        taken = reserved[sku.number]
        there = taken + round(sold[sku.number] / 28 * rng.randint(*COVER)) + 4
        if is_last and sku.number == OVERSOLD:
            there, taken = LEFT, LEFT + MISSING
        if is_last and sku == gone:
            there = taken
        rows.append(_row(sku, there, taken, rng))
    return rows


def _row(sku: Sku, there: int, taken: int, rng: random.Random) -> Row:
    free = there - taken
    return [
        *(sku.product_code, sku.spec.split(";")[0], sku.spec, "青岚", sku.code, sku.title),
        *(there, "", taken, taken, 10, 400, 7, 60, rng.choice((0, 0, 60, 120)), rng.randint(0, 4)),
        *(0, 0, rng.randint(0, 3), 0, 0, 0, free, free),
    ]


def _reserved(story: Story, day: int) -> Counter[int]:
    """Pieces paid and not sent by the end of the day, by SKU number."""
    end = (day + 1) * DAY
    taken: Counter[int] = Counter()
    for orders in story.orders.values():
        for order in orders:
            waits = order.paid is not None and order.paid < end
            if (
                waits
                and order.state != "closed"
                and (order.shipped is None or order.shipped >= end)
            ):
                for line in order.lines:
                    taken[line.sku.number] += line.quantity
    return taken


def _sold(story: Story, day: int) -> Counter[int]:
    """Pieces paid in the four weeks up to the day, by SKU number."""
    sold: Counter[int] = Counter()
    for shop in story.orders:
        for order in story.orders_between(shop, day - 27, day):
            if order.paid is not None:
                for line in order.lines:
                    sold[line.sku.number] += line.quantity
    return sold
