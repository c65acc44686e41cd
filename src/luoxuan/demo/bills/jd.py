"""JD 已结算明细 (since August 2026): one row per line of an order and fee, amounts signed."""

from collections.abc import Iterable, Iterator

from luoxuan.demo.bills.entry import Entry
from luoxuan.demo.bills.terms import COMMISSION, PAYMENT_FEE
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns
from luoxuan.demo.ids import order_number, product_id
from luoxuan.demo.window import DAY, Window

JD = SHOP["jd"]
HEADER: Row = columns(
    "订单编号,父单号,订单状态,订单下单时间,订单完成时间,商品编号,商品名称,商品单价,商品数量,结算时间,商户订单号,资金动账备注,费用名称,费用分类,应结金额,结算单类型,"
    "结算单号,结算主体"
)
NOTES: list[Row] = [["字段", "说明"], ["应结金额", "正收负支"]]
OWNER = "青岚演示电商有限公司"


def rows(window: Window, found: Iterable[Entry]) -> list[Row]:
    """The report's rows, header first."""
    return [HEADER, *(row for entry in found for row in _rows(window, entry))]


def parts(window: Window, entry: Entry) -> Iterator[tuple[str, str, int]]:
    """Fee name, remark (which names the row) and amount."""
    if entry.order is None or entry.line is None:
        raise ValueError("JD books by lines of orders")
    place = f"{order_number(JD, window, entry.order)}-{entry.line + 1}"
    yield "货款", f"货款-{place}", entry.goods + entry.subsidy
    later = "" if entry.goods else "-售后"
    yield "佣金", f"佣金-{place}{later}", entry.fee(COMMISSION)
    yield "交易服务费", f"交易服务费-{place}{later}", entry.fee(PAYMENT_FEE)
    yield "货款", f"货款-{place}-售后", entry.refund


def _rows(window: Window, entry: Entry) -> Iterator[Row]:
    order = entry.order
    if order is None or entry.line is None:
        raise ValueError("JD books by lines of orders")
    line, number = order.lines[entry.line], order_number(JD, window, order)
    day = window.day_texts[entry.moment // DAY].replace("-", "")
    for name, remark, amount in parts(window, entry):
        if amount:
            yield [
                *(number, "0", "已完成", window.text(order.created), window.text(order.completed)),
                *(product_id(JD, line.sku), f"{line.sku.title} {line.sku.spec}", line.price / 100),
                *(line.quantity, window.text(entry.moment), number, remark, name),
                *("收入" if amount > 0 else "支出", amount / 100, "日结", f"JS{day}", OWNER),
            ]
