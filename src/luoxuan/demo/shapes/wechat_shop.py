"""WeChat shop: order lines with the order's amounts on every one."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import GUEST_HOST, masked_phone, order_number, parcel, product_id
from luoxuan.demo.orders import Line, Order
from luoxuan.demo.window import DAY, Window

WECHAT = SHOP["wechat_shop"]

LINES: Row = columns(
    "订单号,订单下单时间,订单发货时间,订单确认收货时间,订单完成结算时间,订单状态,发货方式,收件人姓名,收件人地址,省,市,区,收件人手机,买家备注,商家备注,打标颜色,"
    "商品总价,订单实际支付金额,订单实际收款金额,订单运费,商品优惠,跨店优惠,商品改价,积分抵扣,支付方式,支付时间,交易单号,物流公司,快递单号,技术服务费,"
    "技术服务费（将以人气卡形式返还）,运费险预计投保费用,带货方式,带货账号类型,带货账号昵称,带货费用渠道,带货费用类型,带货费用,带货佣金率,礼物单号,商品名称,"
    "商品编码(平台),商品编码(自定义),SKU编码(自定义),商品属性,商品价格(单件),商品实际价格(单件),商品实际价格(总共),是否预售,商品数量,商品平台券优惠,"
    "商品平均运费,定制信息,定制预览图,商品发货,商品售后,商品已退款金额"
)
STATES = {
    "pending": "待付款",
    "cancelled": "已取消",
    "awaiting": "待发货",
    "shipped": "待收货",
    "completed": "已完成",
    "closed": "已取消",
}


def order_lines(window: Window, orders: Iterable[Order]) -> Report:
    """微信小店订单: one row per line."""
    return Report(LINES, [row for order in orders for row in _lines(window, order)], ())


def _lines(window: Window, order: Order) -> Iterable[Row]:
    head = _head(window, order)
    for place, line in enumerate(order.lines):
        sent = "已发货" if order.shipped else "未发货"
        yield [
            *head,
            *_goods(line, order.shipping if place == 0 else 0),
            sent,
            *_back(order, place),
        ]


def _head(window: Window, order: Order) -> Row:
    tracking, carrier = parcel(order)
    settled = order.completed + DAY if order.completed else None
    guest = order.serial % 3 == 0
    paid = order.paid is not None
    return [
        *(order_number(WECHAT, window, order), window.text(order.created)),
        *(window.text(order.shipped), window.text(order.completed)),
        *(window.text(settled) if settled and settled < window.end else "", STATES[order.state]),
        *("自主发货", "演**", "****", *order.place, "示例区", masked_phone(order), "", "", ""),
        *(yuan(order.goods), yuan(order.total), yuan(order.total + order.platform_discount)),
        *(yuan(order.shipping), yuan(order.merchant_discount), yuan(order.platform_discount)),
        *("0.00", "0.00", "微信支付" if paid else "", window.text(order.paid)),
        *(f"4200022001{order.salt:010d}{order.serial:06d}" if paid else "", carrier, tracking),
        *(yuan(round(order.total / 100) if paid else 0), "", "", "达人带货" if guest else "", ""),
        *(GUEST_HOST[1] if guest else "", "", "", "", "20%" if guest else "", ""),
    ]


def _goods(line: Line, freight: int) -> Row:
    return [
        *(line.sku.title, product_id(WECHAT, line.sku), line.sku.product_code, line.sku.code),
        *(line.sku.spec, yuan(line.price), yuan(round(line.paid / line.quantity)), yuan(line.paid)),
        *("否", str(line.quantity), yuan(line.platform_discount), yuan(freight), "", ""),
    ]


def _back(order: Order, place: int) -> Row:
    if order.refund is None or order.refund.line != place:
        return ["", "0.00"]
    if order.refund.refunded is None:
        return ["售后中", "0.00"]
    return ["退款完成", yuan(order.refund.amount)]
