"""Xiaohongshu: order lines; the platform names the buyer by a number, so repeat buyers show."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import (
    GUEST_HOST,
    barcode,
    masked_phone,
    order_number,
    parcel,
    payment_number,
    product_id,
)
from luoxuan.demo.orders import Line, Order
from luoxuan.demo.window import DAY, Window

XIAOHONGSHU = SHOP["xiaohongshu"]
MEMBERS = 3_000

LINES: Row = columns(
    "订单号,订单状态,售后状态,订单类型,订单标记,收件人姓名,收件人电话,收件人地址,省,市,区,区域编码,小红书编码,条形码,规格ID,达人ID,达人名称,SKU名称,"
    "SKU规格,SKU件数,是否为赠品,发票/Invoice,商品总价(元),用户应付金额(元),平台优惠(元),店铺优惠(元),支付渠道优惠(元),SKU商家改价(元),"
    "商家应收金额(元)（支付金额）,支付方式,支付渠道订单号,支付期数,利息费用,手续费承担方,支付时间,sku净重(kg),包裹总净重(kg),包裹总运费(元),快递公司,"
    "快递单号,发货链接,大头笔/Paint Marker,订单创建时间,预售订单开始发货时间,预售订单截止发货时间,承诺发货时间,订单发货时间,订单完成时间,发货仓库,确认收货类型,"
    "是否延迟收货,用户备注,包裹备注标记,包裹备注信息,异常原因,店铺名称,用户编号,运费模版名称,物流方案名称,第三方机构订单号,国补模式,供应商id,供应商名称,商家编码,"
    "商品ID,商品名称"
)
MONEY = (
    "商品总价(元)",
    "用户应付金额(元)",
    "平台优惠(元)",
    "店铺优惠(元)",
    "商家应收金额(元)（支付金额）",
)
STATES = {
    "pending": "待付款",
    "cancelled": "已取消",
    "awaiting": "待发货",
    "shipped": "已发货",
    "completed": "已完成",
    "closed": "已关闭",
}


def order_lines(window: Window, orders: Iterable[Order]) -> Report:
    """订单信息: one row per line."""
    return Report(LINES, [row for order in orders for row in _lines(window, order)], MONEY)


def _lines(window: Window, order: Order) -> Iterable[Row]:
    number = order_number(XIAOHONGSHU, window, order)
    tracking, carrier = parcel(order)
    promised = window.text(min(order.paid + 2 * DAY, window.end)) if order.paid else ""
    for place, line in enumerate(order.lines):
        yield [
            *(number, STATES[order.state], _after_sale(order), "现货", "", "演**"),
            *(masked_phone(order), "****", *order.place, "示例区", "", *_codes(line, order)),
            *_money(line, order.shipping if place == 0 else 0),
            *("支付宝" if order.paid else "", payment_number(window, order), "", "", ""),
            *(window.text(order.paid), "", "", yuan(order.shipping), carrier, tracking, "", ""),
            *(window.text(order.created), "", "", promised, window.text(order.shipped)),
            *(window.text(order.completed), "", "", "", "", "", "", "", XIAOHONGSHU.name),
            *(f"u{90_000_000 + order.buyer % MEMBERS}", "", "", "", "", "", "", line.sku.code),
            *(product_id(XIAOHONGSHU, line.sku), line.sku.title),
        ]


def _codes(line: Line, order: Order) -> Row:
    host = GUEST_HOST if order.serial % 3 == 0 else ("", "")
    code = barcode(line.sku)
    return [
        *(f"XHS{code[4:]}", code, f"65{code}", *host, line.sku.title, line.sku.spec),
        *(str(line.quantity), "否", ""),
    ]


def _money(line: Line, freight: int) -> Row:
    due = line.paid + freight
    return [
        *(yuan(line.goods), yuan(due), yuan(line.platform_discount), yuan(line.merchant_discount)),
        *("0.00", "0.00", yuan(due + line.platform_discount)),
    ]


def _after_sale(order: Order) -> str:
    if order.refund is None:
        return "无售后"
    return "售后完成" if order.refund.refunded else "售后处理中"
