"""JD: orders (one row per SKU, order amounts repeated) and after-sale cases."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import order_number, product_id, refund_number
from luoxuan.demo.orders import Order, Refund
from luoxuan.demo.window import HOUR, Window

JD = SHOP["jd"]

ORDERS: Row = columns(
    "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,商家应收,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,"
    "发票类型,发票抬头,发票内容,商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道,送装服务,服务费,"
    "仓库id,仓库名称,商家SKUID"
)
CASES: Row = columns(
    "服务单号,订单号,商品编号,商品名称,商品金额,商品数量,客户期望,服务单状态,一级申请原因,二级申请原因,客户问题描述,返回方式,售后申请时间,省,市,订单类型,出库状态,"
    "审核结果,审核时间,取件时间,运单号,快递公司,商家收货时间,处理结果,退款金额,是否闪退订单,售后整体时长"
)
STATES = {
    "pending": "等待付款",
    "cancelled": "(删除)等待付款",
    "awaiting": "等待出库",
    "shipped": "等待确认收货",
    "completed": "完成",
}
ESTIMATE = "（系统计算中，该值仅供参考）"


def order_rows(window: Window, orders: Iterable[Order]) -> Report:
    """订单导出: one row per SKU."""
    return Report(ORDERS, [row for order in orders for row in _rows(window, order)], ())


def cases(window: Window, refunded: Iterable[tuple[Order, Refund]]) -> Report:
    """自主售后服务单: one row per case."""
    return Report(CASES, [_case(window, *each) for each in refunded], ("退款金额",))


def _rows(window: Window, order: Order) -> Iterable[Row]:
    number = order_number(JD, window, order)
    receivable = yuan(order.goods - order.merchant_discount)
    if order.state == "awaiting":
        receivable += ESTIMATE
    address = f"{order.place.province}{order.place.city}示例区****"
    for line in order.lines:
        yield [
            *(number, product_id(JD, line.sku), f"{line.sku.title} {line.sku.spec}"),
            *(str(line.quantity), "在线支付", window.text(order.created), yuan(line.price)),
            *(yuan(order.goods), receivable, "0.00", yuan(order.total), _state(order), "SOP"),
            *(f"jd_y***{order.buyer % 10}", "演**", address, f"1******{order.buyer % 10**4:04d}"),
            *("", "电子发票", "个人", "商品明细", "", "", yuan(order.shipping)),
            *(window.text(order.paid), "", line.sku.product_code, window.text(order.completed)),
            *("移动端", "京东", "", "", "0", "", line.sku.code),
        ]


def _state(order: Order) -> str:
    if order.state == "closed":
        return "(删除)等待确认收货" if order.shipped else "(删除)等待出库"
    return STATES[order.state]


def _case(window: Window, order: Order, refund: Refund) -> Row:
    line = order.lines[refund.line]
    done = refund.refunded is not None
    hours = f"{((refund.refunded or 0) - refund.applied) / HOUR:.1f}" if done else ""
    back = refund.kind == "return"
    return [
        *(refund_number(JD, order, refund), order_number(JD, window, order)),
        *(product_id(JD, line.sku), line.sku.title, yuan(line.goods), str(line.quantity)),
        *("退货" if back else "仅退款", "完成" if done else "待审核"),
        *("质量/功能问题" if back else "其他", "", "演示描述", "上门取件" if back else ""),
        *(window.text(refund.applied), order.place.province, order.place.city, "SOP"),
        *("已出库" if order.shipped else "未出库", "同意" if done else ""),
        *(window.text(refund.refunded), "", "", "", "", "退款" if done else ""),
        *(yuan(refund.amount if done else 0), "否", hours),
    ]
