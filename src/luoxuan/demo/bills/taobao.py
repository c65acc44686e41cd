"""Taobao 动账: every order in full, the fee and what was paid back beside it; the same money moves on Alipay."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from luoxuan.demo.bills.entry import INSURANCE, Entry
from luoxuan.demo.bills.terms import COMMISSION
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.ids import line_number, order_number
from luoxuan.demo.window import DAY, Window

TAOBAO = SHOP["taobao"]
HEADER: Row = columns(
    "商家昵称,入帐日期,入帐时间,支付流水号,主订单id,子订单id,入帐类型,收入金额(元),支出金额(元),业务描述,备注,收/付渠道,数据创建时间,数据修改时间"
)


class Movement(NamedTuple):
    """One row; the same words stand in both books."""

    entry: Entry
    part: int
    amount: int
    kind: str
    alipay_kind: str
    words: str


def movements(found: Iterable[Entry]) -> Iterator[Movement]:
    """The rows of each entry."""
    for entry in found:
        yield from _parts(entry)


def _parts(entry: Entry) -> Iterator[Movement]:
    if entry.goods:
        money = entry.goods + entry.subsidy
        yield Movement(entry, 0, money, "交易收款", "交易付款", "0010001|交易收款-交易收款")
    fee = entry.fee(COMMISSION)
    if fee:
        yield Movement(entry, 1, fee, "服务费", "其它", "0030002|天猫佣金-类目软件服务费")
    if entry.refund:
        yield Movement(entry, 2, entry.refund, "交易退款", "交易退款", "0020001|交易退款-交易退款")
    if entry.kind == INSURANCE:
        yield Movement(entry, 3, entry.other, "保险承保", "保险承保", "卖家版运费险保费收取")


def rows(window: Window, found: Iterable[Entry]) -> list[Row]:
    """The report's rows, header first."""
    return [HEADER, *(_row(window, each) for each in movements(found))]


def flow_no(window: Window, entry: Entry, part: int) -> str:
    """支付流水号."""
    digits = window.text(entry.moment).translate({ord(c): None for c in "- :"})
    return f"{digits}{entry.number(part):014d}"


def _row(window: Window, each: Movement) -> Row:
    entry, order = each.entry, each.entry.order
    if order is None:
        raise ValueError("Taobao books by orders")
    number = order_number(TAOBAO, window, order)
    moment = window.text(entry.moment)
    return [
        *(TAOBAO.name, window.day_texts[entry.moment // DAY], moment),
        f"{flow_no(window, entry, each.part)}\t",
        *(f"{number}\t", f"{line_number(number, 0, len(order.lines))}\t"),
        *(each.kind, yuan(max(each.amount, 0)), yuan(max(-each.amount, 0)), each.words),
        *(f"订单{{{number}}}{each.kind}", "支付宝", moment, moment),
    ]
