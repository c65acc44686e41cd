"""WeChat shop 资金流水: every movement of the balance with the balance after it."""

from collections.abc import Iterable, Iterator

from luoxuan.demo.bills.entry import WITHDRAWAL, Entry
from luoxuan.demo.bills.terms import INFLUENCER, PLATFORM_FEE
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.ids import order_number
from luoxuan.demo.orders import Order
from luoxuan.demo.window import Window

WECHAT = SHOP["wechat_shop"]
HEADER: Row = columns(
    "流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,关联礼物单号,详情"
)


def flow_no(entry: Entry, part: int) -> str:
    """流水单号."""
    return f"10000{entry.number(part):014d}"


def case_number(order: Order) -> str:
    """The platform's after-sale number."""
    return f"A{order.salt % 10**9:09d}{order.serial:06d}"


def parts(entry: Entry) -> Iterator[tuple[int, str, int]]:
    """Part, words and amount."""
    if entry.kind == WITHDRAWAL:
        yield 5, "提现", entry.other
    yield 0, "订单支付收入", entry.goods
    yield 1, "平台券补贴", entry.subsidy
    yield 2, "技术服务费", entry.fee(PLATFORM_FEE)
    yield 3, "达人佣金", entry.fee(INFLUENCER)
    yield 4, "售后退款", entry.refund


def rows(window: Window, found: Iterable[Entry], opening: int) -> list[Row]:
    """The report's rows, header first; the balance runs on from `opening`."""
    made: list[Row] = [HEADER]
    for entry in found:
        for part, words, amount in parts(entry):
            if amount:
                opening += amount
                made.append(_row(window, entry, (part, words, amount), opening))
    return made


def _row(window: Window, entry: Entry, what: tuple[int, str, int], balance: int) -> Row:
    part, words, amount = what
    order = entry.order
    return [
        *(flow_no(entry, part), window.text(entry.moment), words),
        *("收入" if amount > 0 else "支出", f"¥{yuan(abs(amount))}", yuan(balance)),
        order_number(WECHAT, window, order) if order else "",
        case_number(order) if order and words == "售后退款" else "",
        f"TX{entry.number():012d}" if entry.kind == WITHDRAWAL else "",
        *("", "", ""),
    ]
