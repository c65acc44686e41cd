"""Douyin: 动账 (one row per movement of the balance) and 结算账单 (the same settlements, taken apart)."""

from collections.abc import Iterable

from luoxuan.demo.bills.entry import COMPENSATION, REFUND, SETTLE, STRANGER, WITHDRAWAL, Entry
from luoxuan.demo.bills.terms import INFLUENCER, PLATFORM_FEE
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.ids import (
    GUEST_HOST,
    line_number,
    order_number,
    product_id,
    refund_number,
    sold_by_guest,
)
from luoxuan.demo.orders import Order
from luoxuan.demo.window import DAY, Window

DOUYIN = SHOP["douyin"]
FLOW: Row = columns(
    "动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,商品名称,达人ID,达人名称,订单类型,订单实付应结,"
    "运费实付,实际平台补贴_运费,实际平台补贴,其他平台补贴,以旧换新抵扣,政府补贴平台垫资,实际达人补贴,实际抖音支付补贴,实际抖音月付营销补贴,银行补贴,订单退款,平台服务费,"
    "佣金,服务商佣金,渠道分成,招商服务费,站外推广费,其他分成,是否免佣,免佣金额,商户主体名称,备注"
)
SETTLED: Row = columns(
    "结算时间,订单号,子订单号,结算金额,结算账户,结算单类型,有结算前退款,下单时间,商品ID,商品数量,业务类型,订单类型,订单总价,商品总价,运费,店铺劵,结算前退款金额,平台补贴,"
    "达人补贴,抖音支付补贴,抖音月付营销补贴,用户实付,收入合计,平台服务费,佣金,渠道分成,招商服务费,站外推广费,其他分成,其他分成说明,支出合计,是否免佣,免佣金额,备注"
)
SCENES = {
    SETTLE: ("货款结算入账", "订单结算"),
    STRANGER: ("货款结算入账", "订单结算"),
    REFUND: ("退款-结算后退款-退用户", "售后退款"),
    COMPENSATION: ("消费者赔付", "消费者赔付"),
    WITHDRAWAL: ("提现", "提现"),
}
UNKNOWN_ORDER = "6900000000009999999"
"""An order number no report of the shop has."""


def flow(window: Window, found: Iterable[Entry]) -> list[Row]:
    """动账's rows, header first."""
    return [FLOW, *(_flow(window, entry) for entry in found)]


def settled(window: Window, found: Iterable[Entry]) -> list[Row]:
    """结算账单's rows: the header, an empty line, then the settlements."""
    orders = [entry for entry in found if entry.kind == SETTLE]
    return [SETTLED, [""] * len(SETTLED), *(_settled(window, entry) for entry in orders)]


def flow_no(entry: Entry) -> str:
    """动帐流水号."""
    return f"T{entry.number():015d}"


def _flow(window: Window, entry: Entry) -> Row:
    total = entry.total
    scene, remark = SCENES[entry.kind]
    head: Row = [
        *(window.text(entry.moment), f"'{flow_no(entry)}", "入账" if total > 0 else "出账"),
        *(yuan(abs(total)), "聚合账户", scene),
    ]
    if entry.kind == STRANGER:
        number, created = f"'{UNKNOWN_ORDER}", window.text(entry.moment - 9 * DAY)
        what: Row = ["巨量千川", number, number, "", created, "", "", "", "", "普通订单"]
        return [*head, *what, *_money(entry._replace(goods=total, other=0)), remark]
    if entry.order is None or entry.line is None:
        return [*head, *[""] * (len(FLOW) - len(head) - 1), remark]
    return [*head, *_what(window, entry, entry.order, entry.line), *_money(entry), remark]


def _what(window: Window, entry: Entry, order: Order, place: int) -> Row:
    sku, guest = order.lines[place].sku, sold_by_guest("douyin", order)
    number = order_number(DOUYIN, window, order)
    case = order.refund
    back = f"'{refund_number(DOUYIN, order, case)}" if case and entry.kind == REFUND else ""
    channel = "精选联盟" if guest else "巨量千川"
    return [
        channel if entry.kind == SETTLE else "",
        *(f"'{line_number(number, place, len(order.lines))}", f"'{number}", back),
        *(window.text(order.created), f"'{product_id(DOUYIN, sku)}", sku.title),
        *(*(GUEST_HOST if guest else ("", "")), "普通订单"),
    ]


def _money(entry: Entry) -> Row:
    """From 订单实付应结 to 商户主体名称; a later refund names itself and the fees given back."""
    empty: Row = [""] * 7
    if entry.kind == COMPENSATION:
        return [*[""] * 18, "", "否", "", ""]
    first: Row = (
        [yuan(entry.goods), yuan(_freight(entry)), "", yuan(entry.subsidy)]
        if entry.kind in (SETTLE, STRANGER)
        else [""] * 4
    )
    return [
        *first,
        *empty,
        yuan(entry.refund),
        *(yuan(entry.fee(PLATFORM_FEE)), yuan(entry.fee(INFLUENCER))),
        *([""] * 5),
        *("否", "", ""),
    ]


def _freight(entry: Entry) -> int:
    return entry.order.shipping if entry.order and entry.line == 0 else 0


def _settled(window: Window, entry: Entry) -> Row:
    order, place = entry.order, entry.line
    if order is None or place is None:
        raise ValueError("a settlement is of an order's line")
    line, number, freight = order.lines[place], order_number(DOUYIN, window, order), _freight(entry)
    income = entry.goods + entry.subsidy + entry.refund
    fees = (entry.fee(PLATFORM_FEE), entry.fee(INFLUENCER))
    return [
        *(window.text(entry.moment), f"'{number}"),
        *(f"'{line_number(number, place, len(order.lines))}", yuan(entry.total), "聚合账户"),
        *("已结算", "是" if entry.refund else "否", window.text(order.created)),
        *(f"'{product_id(DOUYIN, line.sku)}", str(line.quantity)),
        *("达人带货" if sold_by_guest("douyin", order) else "鲁班广告", "普通订单"),
        *(yuan(line.goods + freight), yuan(line.goods), yuan(freight)),
        *(yuan(line.merchant_discount), yuan(-entry.refund), yuan(entry.subsidy)),
        *("0.00", "0.00", "0.00", yuan(entry.goods), yuan(income), yuan(fees[0]), yuan(fees[1])),
        *("0.00", "0.00", "0.00", "0.00", "", yuan(sum(fees)), "否", "0.00", ""),
    ]
