"""Pinduoduo: orders (a tab ends every cell), after-sale cases."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import barcode, order_number, parcel, product_id, refund_number
from luoxuan.demo.orders import Order, Refund
from luoxuan.demo.window import DAY, Window

PDD = SHOP["pdd"]

ORDERS: Row = columns(
    "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),"
    "收货人,手机,国家,省,市,区,街道,支付时间,订单成交时间,承诺发货时间,发货时间,确认收货时间,商品id,商品规格,用户购买手机号,样式ID,商家编码-规格维度,"
    "商家编码-商品维度,快递单号,快递公司,海淘清关订单号,支付ID,支付方式,是否抽奖或0元试用,是否顺丰加价,商家备注,售后状态,买家留言,关联货品编码,货品名称,货品类型,"
    "子货品,仓库名称,仓库所在地址,是否门店自提,门店名称,门店自定义编码"
)
CASES: Row = columns(
    "售后编号,订单编号,商品ID,商品名称,售后类型,售后状态,退款金额(元),交易金额(元),退款原因,申请时间,同意退款时间,退货快递单号"
)
MONEY = (
    "商品总价(元)",
    "邮费(元)",
    "店铺优惠折扣(元)",
    "平台优惠折扣(元)",
    "用户实付金额(元)",
    "商家实收金额(元)",
)
STATES = {
    "pending": "待支付",
    "cancelled": "已取消",
    "awaiting": "待发货",
    "shipped": "已发货，待签收",
    "completed": "已收货",
}


def order_rows(window: Window, orders: Iterable[Order]) -> Report:
    """orders_export: one row per order, which has one SKU."""
    return Report(ORDERS, [_order(window, order) for order in orders], MONEY)


def cases(window: Window, refunded: Iterable[tuple[Order, Refund]]) -> Report:
    """售后工作台: one row per case."""
    return Report(CASES, [_case(window, *each) for each in refunded], ("退款金额(元)",))


def _order(window: Window, order: Order) -> Row:
    (line,) = order.lines
    hidden = order.state not in ("pending", "awaiting", "shipped")
    place = ("****", "****", "****") if hidden else (*order.place, "示例区")
    paid = window.text(order.paid)
    promised = window.text(min(order.paid + 2 * DAY, window.end)) if order.paid else ""
    tracking, carrier = parcel(order)
    cells: Row = [
        *(line.sku.title, order_number(PDD, window, order), _state(order), yuan(line.goods)),
        *(yuan(order.shipping), yuan(line.merchant_discount), yuan(line.platform_discount), "0.00"),
        *(yuan(order.total), yuan(order.total + line.platform_discount), str(line.quantity)),
        *("****", "****", "中国", *place, "****", paid, paid, promised, window.text(order.shipped)),
        *(window.text(order.completed), product_id(PDD, line.sku), line.sku.spec, ""),
        *(barcode(line.sku), line.sku.code, line.sku.product_code, tracking, carrier),
        *("", "", "", "否", "否", "", _after_sale(order), "", *([""] * 9)),
    ]
    return [cell if number == 10 else f"{cell}\t" for number, cell in enumerate(cells)]


def _state(order: Order) -> str:
    if order.state == "closed":
        return "已发货，退款成功" if order.shipped else "未发货，退款成功"
    return STATES[order.state]


def _after_sale(order: Order) -> str:
    if order.refund is None:
        return "无售后或售后取消"
    return "退款成功" if order.refund.refunded else "售后处理中"


def _case(window: Window, order: Order, refund: Refund) -> Row:
    line = order.lines[refund.line]
    return [
        f"{refund_number(PDD, order, refund)}\t",
        *(f"{order_number(PDD, window, order)}\t", product_id(PDD, line.sku), line.sku.title),
        *("退货退款" if refund.kind == "return" else "仅退款",),
        *("退款成功" if refund.refunded else "待商家处理", yuan(refund.amount), yuan(order.total)),
        *("不想要了" if refund.kind == "return" else "其他原因", window.text(refund.applied)),
        *(window.text(refund.refunded), ""),
    ]
