"""Taobao and Tmall: order list, order lines and refunds as 千牛 exports them."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import (
    line_number,
    masked_nick,
    masked_phone,
    order_number,
    parcel,
    payment_number,
    product_id,
    refund_number,
)
from luoxuan.demo.orders import Order, Refund
from luoxuan.demo.window import Window

TAOBAO = SHOP["taobao"]

ORDERS: Row = columns(
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,"
    "运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,"
    "买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,退款金额,"
    "预约门店,确认收货时间,打款商家金额"
)
LINES: Row = columns(
    "子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,买家实付金额,退款状态,退款金额,"
    "订单创建时间,订单付款时间,物流单号,物流公司,商品ID"
)
"""The usual columns, and the one a merchant ticks to know which product a line is of."""
REFUNDS: Row = columns(
    "订单编号,退款编号,支付单号,订单付款时间,商品id,商品编码,退款完结时间,买家会员名称,买家实际支付金额,宝贝标题,买家退款金额,手工退款/系统退款,售后类型,"
    "退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,发货物流信息,客服介入状态,卖家真实姓名,卖家退货地址,卖家邮编,卖家电话,卖家手机,退货物流单号,退货物流公司,"
    "买家退款原因,买家退款说明,买家退货时间,责任方,售中或售后,商家备注,完结时间,部分退款/全部退款,审核操作人,举证超时,是否零秒响应,退款操作人,退款原因标签,业务类型,"
    "是否帮他退款,帮他退款操作账号,小额收款"
)

STATES = {
    "pending": "等待买家付款",
    "cancelled": "交易关闭",
    "awaiting": "买家已付款，等待卖家发货",
    "shipped": "卖家已发货，等待买家确认",
    "completed": "交易成功",
    "closed": "交易关闭",
}
REASONS = {"cancelled": "买家未付款", "closed": "退款"}
ASKED = "买家已经申请退款，等待卖家同意"


def order_list(window: Window, orders: Iterable[Order]) -> Report:
    """ExportOrderList: one row per order."""
    rows = [_order(window, order) for order in orders]
    return Report(
        ORDERS, rows, ("总金额", "买家应付货款", "买家应付邮费", "买家实际支付金额", "退款金额")
    )


def order_lines(window: Window, orders: Iterable[Order]) -> Report:
    """ExportOrderDetailList: one row per line."""
    rows = [row for order in orders for row in _lines(window, order)]
    return Report(LINES, rows, ("买家应付货款", "买家实付金额"))


def refund_list(window: Window, refunded: Iterable[tuple[Order, Refund]]) -> Report:
    """退款列表: one row per case."""
    return Report(REFUNDS, [_refund(window, *each) for each in refunded], ("买家退款金额",))


def _order(window: Window, order: Order) -> Row:
    goods = order.total - order.shipping
    tracking, carrier = parcel(order)
    back = order.refund.amount if order.refund and order.refund.refunded else 0
    out = order.total + order.platform_discount - back if order.state == "completed" else 0
    titles = "，".join(line.sku.title for line in order.lines)
    number = order_number(TAOBAO, window, order)
    return [
        *(f'="{number}"', masked_nick(order), "", yuan(goods), yuan(order.shipping), "0"),
        *(yuan(order.total), "0", yuan(order.total if order.paid is not None else 0), "0"),
        *(STATES[order.state], "", "演**", _address(order), "快递", "", f"'{masked_phone(order)}"),
        *(window.text(order.created), window.text(order.paid), titles, str(len(order.lines))),
        *(f"No:{tracking}" if tracking else "", carrier, ""),
        *(str(sum(line.quantity for line in order.lines)), "0", TAOBAO.name),
        *(REASONS.get(order.state, "订单未关闭"), "0元", "0元", "", "手机订单"),
        *([""] * 9),
        *(yuan(back), "", window.text(order.completed), f"{yuan(out)}元"),
    ]


def _address(order: Order) -> str:
    return f"{order.place.province} {order.place.city} 示例区 虚构街道 ***(310000)"


def _lines(window: Window, order: Order) -> Iterable[Row]:
    number = order_number(TAOBAO, window, order)
    tracking, carrier = parcel(order)
    moments = (window.text(order.created), window.text(order.paid))
    for place, line in enumerate(order.lines):
        back = order.refund if order.refund and order.refund.line == place else None
        sub = line_number(number, place, len(order.lines))
        due = line.goods - line.merchant_discount
        yield [
            *(f'="{sub}"', f'="{number}"', line.sku.title, yuan(line.price), str(line.quantity)),
            *(line.sku.code, f"颜色分类:{line.sku.spec}", "", "", STATES[order.state]),
            *(line.sku.product_code, payment_number(window, order), yuan(due)),
            yuan(line.paid if order.paid is not None else 0),
            ("退款成功" if back.refunded else ASKED) if back else "没有申请退款",
            yuan(back.amount) if back else "无退款申请",
            *(*moments, tracking, carrier, product_id(TAOBAO, line.sku)),
        ]


def _refund(window: Window, order: Order, refund: Refund) -> Row:
    line = order.lines[refund.line]
    done = window.text(refund.refunded)
    sent = order.shipped is not None
    goods_back = refund.kind == "return"
    number = order_number(TAOBAO, window, order)
    return [
        *(number, refund_number(TAOBAO, order, refund), payment_number(window, order)),
        *(window.text(order.paid), product_id(TAOBAO, line.sku), line.sku.code, done),
        *(masked_nick(order), yuan(line.paid), line.sku.title, yuan(refund.amount), "手工退款"),
        *("退货退款" if goods_back else "仅退款", window.text(refund.applied), ""),
        *("退款成功" if refund.refunded else ASKED, "买家已收到货" if sent else "买家未收到货"),
        *([""] * 10),
        *(_reason(refund), "", "", "", "售后" if order.completed else "售中", "", done),
        "全部退款" if refund.amount >= line.paid else "部分退款",
        *([""] * 6),
        *("否", "", ""),
    ]


def _reason(refund: Refund) -> str:
    return {"return": "7天无理由退换货", "partial": "退运费"}.get(refund.kind, "不想要了")
