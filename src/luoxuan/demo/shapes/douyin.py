"""Douyin: order lines with a tab in every text cell, after-sale cases, live sessions."""

from collections.abc import Iterable

from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.dirt import Report
from luoxuan.demo.ids import (
    GUEST_HOST,
    OWN_HOST,
    line_number,
    order_number,
    product_id,
    refund_number,
)
from luoxuan.demo.orders import Line, Order, Refund
from luoxuan.demo.window import DAY, Window

DOUYIN = SHOP["douyin"]

LINES: Row = columns(
    "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,优惠总金额,平台优惠,商家优惠,达人优惠,商家改价,支付优惠,红包抵扣,"
    "支付方式,手续费,收件人,收件人手机号,省,市,区,街道,详细地址,是否修改过地址,买家留言,订单提交时间,旗帜颜色,商家备注,订单完成时间,支付完成时间,APP渠道,流量来源,"
    "订单状态,承诺发货时间,订单类型,鲁班落地页ID,达人ID,达人昵称,所属门店ID,售后状态,取消原因,预约发货时间,仓库ID,仓库名称,序列号,是否安心购,广告渠道,流量类型,"
    "流量体裁,流量渠道,发货主体,发货主体明细,发货时间,降价类优惠,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额,预计送达时间,是否平台仓自流转,车型"
)
CASES: Row = columns(
    "售后单号,订单号,商品单号,商品名称,商品ID,应付金额（元）,商品运费（元）,支付优惠（元）,商品税费（元）,商品发货状态,售后类型,退商品金额（元）,退运费金额（元）,"
    "退支付优惠（元）,退税费金额（元）,售后状态,售后申请时间,退款方式,是否已上传退款凭证,售后原因,售后原因标签,退货物流单号,退货异常,退货发货时间,退货物流公司,"
    "自动处理截止时间,同意售后申请时间,商家退款时间,用户到账时间,售后关闭时间,仲裁状态,纠纷责任方,是否极速退款,售后完结时间,订单备注,用户售后说明,售后备注,操作人,"
    "协商记录,换货商品信息,商家编码,门店名称"
)
SESSIONS: Row = columns(
    "统计日期,直播间ID,直播间名称,直播开始时间,直播结束时间,直播时长,达人ID,账号类型"
)
MONEY = ("订单应付金额", "运费", "优惠总金额", "平台优惠", "商家优惠", "商家实际承担优惠金额")
STATES = {
    "pending": "待支付",
    "cancelled": "已关闭",
    "awaiting": "备货中",
    "shipped": "已发货",
    "completed": "已完成",
    "closed": "已关闭",
}
KINDS = {"unshipped": "未发货仅退款", "partial": "已发货仅退款", "return": "退货退款"}


def order_lines(window: Window, orders: Iterable[Order]) -> Report:
    """订单导出: one row per line."""
    return Report(LINES, [row for order in orders for row in _lines(window, order)], MONEY)


def cases(window: Window, refunded: Iterable[tuple[Order, Refund]]) -> Report:
    """售后单: one row per case."""
    return Report(CASES, [_case(window, *each) for each in refunded], ("退商品金额（元）",))


def _lines(window: Window, order: Order) -> Iterable[Row]:
    number = order_number(DOUYIN, window, order)
    paid, done, sent = (
        window.text(moment) or "-" for moment in (order.paid, order.completed, order.shipped)
    )
    promised = window.text(min((order.paid or 0) + 2 * DAY, window.end)) if order.paid else "-"
    host = _host(order)
    for place, line in enumerate(order.lines):
        freight = order.shipping if place == 0 else 0
        yield [
            *(f"\t{number}", f"\t{line_number(number, place, len(order.lines))}"),
            *_goods(line, freight),
            *("\t抖音支付" if order.paid else "\t", "0.00", "\t##演示密文A##", "\t$$演示密文B$$"),
            *(f"\t{order.place.province}", f"\t{order.place.city}", "\t示例区", "\t虚构街道"),
            *("\t##演示密文C##", "\t否", "\t", window.text(order.created), "\t", "\t", done, paid),
            *("\t抖音", f"\t{order.channel}", f"\t{STATES[order.state]}", promised, "\t普通订单"),
            *("\t-", f"\t{host[0]}", f"\t{host[1]}", "\t-", f"\t{_after_sale(order, place)}"),
            *("\t未支付超时取消" if order.state == "cancelled" else "\t", "\t-", "\t-", "\t-"),
            *("\t-", "\t是", "\t-", "\t-", f"\t{order.channel}", "\t-", "\t-", "\t-", sent),
            *("0.00", yuan(line.platform_discount), yuan(line.merchant_discount), "0.00"),
            *("\t-", "\t否", "\t-"),
        ]


def _goods(line: Line, freight: int) -> Row:
    cut = line.platform_discount + line.merchant_discount
    return [
        *(f"\t{line.sku.title}", f"\t{line.sku.spec}", str(line.quantity)),
        *(f"\t{product_id(DOUYIN, line.sku)}", f"\t{line.sku.code}", yuan(line.price)),
        *(yuan(line.paid + freight), yuan(freight), yuan(cut), yuan(line.platform_discount)),
        *(yuan(line.merchant_discount), "0.00", "0.00", "0.00", "0.00"),
    ]


def _host(order: Order) -> tuple[str, str]:
    if order.channel != "直播":
        return "0", ""
    return GUEST_HOST if order.serial % 4 == 0 else OWN_HOST


def _after_sale(order: Order, place: int) -> str:
    if order.refund is None or order.refund.line != place:
        return ""
    return "退款成功" if order.refund.refunded else "待商家处理"


def _case(window: Window, order: Order, refund: Refund) -> Row:
    line = order.lines[refund.line]
    number = order_number(DOUYIN, window, order)
    done = window.text(refund.refunded)
    return [
        f"\t{refund_number(DOUYIN, order, refund)}",
        *(f"\t{number}", f"\t{line_number(number, refund.line, len(order.lines))}", line.sku.title),
        *(f"\t{product_id(DOUYIN, line.sku)}", yuan(line.paid), "0.00", "0.00", ""),
        *("已发货" if order.shipped else "未发货", KINDS[refund.kind], yuan(refund.amount)),
        *("0.00", "", "", "同意退款，退款成功" if done else "待商家处理"),
        *(window.text(refund.applied), "原路退回", "", "不想要了", "", "", "", "", "", "", ""),
        *(done, done, "", "", "", "否", done, "", "", "", "", "", "", line.sku.code, ""),
    ]


def live_sessions(window: Window, sessions: Iterable[tuple[int, int]]) -> Report:
    """直播场次: one row per session, from its first second to its last."""
    rows: list[Row] = []
    for number, (start, end) in enumerate(sessions, start=1):
        minutes, seconds = divmod(end - start, 60)
        host, name = GUEST_HOST if number % 4 == 0 else OWN_HOST
        rows.append(
            [
                *(window.day_texts[start // DAY], f"7{start:018d}", f"{name} 第{number}场"),
                *(window.text(start), window.text(end), f"{minutes}分{seconds}秒", host),
                "达人" if number % 4 == 0 else "官方",
            ]
        )
    return Report(SESSIONS, rows, ())
