"""What the answer sheet says of the bills: every difference that is there on purpose, and of parcels, stock and service."""

from collections.abc import Iterator
from datetime import date

from luoxuan.demo.answer import Answer
from luoxuan.demo.bills import alipay
from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.numbers import flows_of, order_of
from luoxuan.demo.bills.planting import LATE_ROW, Planted
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import yuan
from luoxuan.demo.ids import order_number
from luoxuan.demo.parcels import STUCK_SINCE, stuck_parcels
from luoxuan.demo.service import SLOW, slow_day
from luoxuan.demo.stock import MISSING, oversold
from luoxuan.demo.window import DAY

FOUND_IN = "reconciliation"
MATCHED, ADJUSTED = "matched", "adjustment"
"""Where what looks odd is no difference: it finds its other end, or it comes when the month is closed."""


def difference_answers(books: Books) -> Iterator[Answer]:
    """All of them, in the order in which they were planted."""
    for planted in books.planted:
        yield _difference(books, planted)
    yield _merged(books)
    yield _removed(books)


def operation_answers(books: Books) -> Iterator[Answer]:
    """What is wrong with parcels, stock and service in the last days."""
    story = books.story
    window = story.window
    for each in stuck_parcels(story):
        day = window.day(each.seen // DAY)
        yield Answer(
            "stuck_parcel", "logistics", each.shop.key,
            {"order_id": order_number(each.shop, window, each.order)},
            day, window.last, {"days": str(STUCK_SINCE)}, f"一个包裹自 {day} 起没有新的物流轨迹。",
        )  # fmt: skip
    sku, taken = oversold()
    yield Answer(
        "oversold", "stock", "", {"merchant_sku": sku.code}, window.last, window.last,
        {"available": str(-MISSING), "reserved": str(taken)}, f"{sku.code} 超卖 {MISSING} 件。",
    )  # fmt: skip
    day = date.fromisoformat(slow_day(story))
    yield Answer(
        "slow_answers", "service", "taobao", {"measure": "first_response_avg_s"}, day, day,
        {"seconds_at_least": str(SLOW[0])}, f"{day} 旗舰店客服首次响应超过 {SLOW[0]} 秒。",
    )  # fmt: skip


def _difference(books: Books, planted: Planted) -> Answer:
    window = books.story.window
    orders = dict.fromkeys(order_of(window, planted.shop, entry) for entry in planted.entries)
    flows = [no for entry in planted.entries for no in flows_of(window, planted.shop, entry)]
    return Answer(
        kind=planted.kind,
        found_in=ADJUSTED if planted.kind == LATE_ROW else FOUND_IN,
        shop=planted.shop,
        subject={
            "key": planted.key,
            "month": window.day_texts[planted.first][:7],
            "orders": ",".join(filter(None, orders)),
            "flow_nos": ",".join(dict.fromkeys(flows)),
        },
        first_day=window.day(planted.first),
        last_day=window.day(planted.last),
        size={"amount": yuan(planted.amount), "rows": str(len(planted.entries))},
        says=f"{SHOP[planted.shop].name}：{planted.zh}，共 ¥{yuan(planted.amount)}。",
    )


def _merged(books: Books) -> Answer:
    window, found = books.story.window, books.merged
    first, last = (window.day(entry.moment // DAY) for entry in (found[0], found[-1]))
    amounts = " + ".join(yuan(-entry.other) for entry in found)
    shop = books.planting.merged[0]
    numbers = ",".join(no for entry in found for no in flows_of(window, shop, entry))
    return Answer(
        "withdrawals_merged", MATCHED, shop,
        {"key": "withdrawals_merged", "month": f"{first:%Y-%m}", "orders": "", "flow_nos": numbers},
        first, last,
        {"amount": yuan(-sum(entry.other for entry in found)), "rows": str(len(found))},
        f"{SHOP[shop].name} {first} 和 {last} 的两笔提现合并到账：{amounts}，能对上，不是差异。",
    )  # fmt: skip


def _removed(books: Books) -> Answer:
    window, line = books.story.window, alipay.removed(books)
    day = window.day(line.moment // DAY)
    following = next(
        each for each in alipay.lines(books) if each.moment > line.moment and not each.is_removed
    )
    return Answer(
        "balance_break", FOUND_IN, "",
        {
            "key": "line_left_out", "month": f"{day:%Y-%m}", "orders": "",
            "flow_nos": following.number,
        },
        day, day, {"amount": yuan(line.amount), "rows": "1"},
        f"支付宝账单 {day} 缺一行，余额在流水 {following.number} 处断开 ¥{yuan(line.amount)}。",
    )  # fmt: skip
