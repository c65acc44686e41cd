"""The numbers under which a planted entry stands in its books."""

from luoxuan.demo.bills import alipay, douyin, jd, taobao, wechat_shop
from luoxuan.demo.bills.entry import STRANGER, Entry
from luoxuan.demo.brand import SHOP
from luoxuan.demo.ids import order_number
from luoxuan.demo.window import Window


def order_of(window: Window, shop: str, entry: Entry) -> str:
    """The order's number; of the stranger the one the book names; empty where there is none."""
    if entry.kind == STRANGER:
        return douyin.UNKNOWN_ORDER
    return order_number(SHOP[shop], window, entry.order) if entry.order else ""


def flows_of(window: Window, shop: str, entry: Entry) -> list[str]:
    """The numbers of its rows; Pinduoduo and the balance of Xiaohongshu have none of their own."""
    if shop == "taobao":
        found = list(taobao.movements([entry]))
        own = [taobao.flow_no(window, entry, each.part) for each in found]
        return own + [alipay.traded(window, each).number for each in found]
    if shop == "jd":
        return [remark for _, remark, amount in jd.parts(window, entry) if amount]
    if shop == "douyin":
        return [douyin.flow_no(entry)]
    if shop == "wechat_shop":
        return [
            wechat_shop.flow_no(entry, part)
            for part, _, amount in wechat_shop.parts(entry)
            if amount
        ]
    return []
