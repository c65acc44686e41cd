"""Pinduoduo 账务明细: the book of the balance, without numbers and without a balance."""

from collections.abc import Iterable, Iterator

from luoxuan.demo.bills.entry import STRANGE_FEE, WITHDRAWAL, Entry
from luoxuan.demo.bills.terms import PLATFORM_FEE
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, gbk, minimal, yuan
from luoxuan.demo.drafts import Period
from luoxuan.demo.ids import order_number
from luoxuan.demo.window import Window

PDD = SHOP["pdd"]
HEADER: Row = columns("商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述")


def rows(window: Window, found: Iterable[Entry]) -> list[Row]:
    """The report's rows, header first."""
    return [HEADER, *(row for entry in found for row in _rows(window, entry))]


def parts(entry: Entry) -> Iterator[tuple[str, str, int]]:
    """账务类型, 业务描述 and amount."""
    if entry.kind == STRANGE_FEE:
        yield "其他支出", "0990001|其他支出-平台体验提升费", entry.other
    if entry.kind == WITHDRAWAL:
        yield "提现", "0080001|提现-提现申请", entry.other
    yield "交易收入", "0010002|交易收入-订单收入", entry.goods
    yield "优惠券结算", "0010005|交易收入-优惠券结算", entry.subsidy
    yield "退款", "0020002|交易退款-订单退款", entry.refund
    yield "技术服务费", "0030002|技术服务费-基础技术服务费", entry.fee(PLATFORM_FEE)


def _rows(window: Window, entry: Entry) -> Iterator[Row]:
    number = order_number(PDD, window, entry.order) if entry.order else ""
    if entry.kind == WITHDRAWAL:
        number = f"TX{entry.number():012d}"
    for kind, words, amount in parts(entry):
        if amount:
            came, out = yuan(max(amount, 0)), yuan(min(amount, 0))
            yield [f"{number}\t", f"{window.text(entry.moment)}\t", came, out, kind, "", words]


def month_file(window: Window, period: Period, found: list[Row]) -> bytes:
    """Four lines before the header say which days the file covers."""
    first, last = (window.day_texts[day] for day in period)
    head = (
        f"拼多多店铺账务明细查询\n\n起始时间：{first} 00:00:00  终止时间：{last} 23:59:59\n"
        "----------交易记录明细列表---------\n"
    )
    return gbk(head + minimal(found, end="\n"))
