"""Numbers as each platform makes them, and buyers as each platform masks them."""

from luoxuan.demo.brand import Shop, Sku
from luoxuan.demo.orders import Order, Refund
from luoxuan.demo.window import DAY, Window

CARRIERS = ("中通快递", "圆通速递")
OWN_HOST = ("61009900001", "青岚演示官方直播")
GUEST_HOST = ("61009900002", "演示达人甲")


def order_number(shop: Shop, window: Window, order: Order) -> str:
    """The platform's order number: digits of chance, then the serial that keeps it unique."""
    chance, serial = order.salt, order.serial
    if shop.platform == "taobao":
        return f"4{chance % 10**7:07d}{serial:07d}8800"
    if shop.platform == "jd":
        return f"3{chance % 10**5:05d}{serial:06d}"
    if shop.platform == "douyin":
        return f"69{chance:010d}{serial:07d}"
    if shop.platform == "pdd":
        day = window.day_texts[order.created // DAY]
        return f"{day[2:4]}{day[5:7]}{day[8:10]}-{chance % 10**9:09d}{serial:06d}"
    if shop.platform == "xiaohongshu":
        return f"P7{chance:010d}{serial:07d}"
    return f"37{chance:010d}{serial:07d}"


def line_number(number: str, line: int, lines: int) -> str:
    """A one-line order's line has the order's number (Taobao, Douyin)."""
    return number if lines == 1 else str(int(number) + line + 1)


def refund_number(shop: Shop, order: Order, refund: Refund) -> str:
    """The platform's after-sale number; the serial keeps it unique."""
    length = {"taobao": 16, "jd": 10, "douyin": 16, "pdd": 12}[shop.platform]
    return (
        f"{5 + order.salt % 4}{refund.serial % 10 ** (length - 7):0{length - 7}d}{order.serial:06d}"
    )


def payment_number(window: Window, order: Order) -> str:
    """Alipay's number, empty where nothing was paid."""
    if order.paid is None:
        return ""
    day = window.day_texts[order.paid // DAY].replace("-", "")
    return f"{day}22001{order.salt:010d}{order.serial:05d}"


def parcel(order: Order) -> tuple[str, str]:
    """Tracking number and carrier, empty where nothing was sent."""
    if order.shipped is None:
        return "", ""
    return f"{('ZT', 'YT')[order.serial % 2]}{order.salt:010d}{order.serial % 1000:03d}", CARRIERS[
        order.serial % 2
    ]


def product_id(shop: Shop, sku: Sku) -> str:
    """The platform's product id; JD sells each SKU as a product."""
    number = 100 + sku.product
    return {
        "taobao": f"7027{number:03d}99001",
        "jd": f"1002{sku.number + 100:03d}99001",
        "douyin": f"36702{number:03d}18503301234",
        "pdd": f"7127{number:03d}88001",
        "xiaohongshu": f"66{number:03d}818285033",
        "wechat_shop": f"10{number:03d}818285033",
    }[shop.platform]


def barcode(sku: Sku) -> str:
    """A code in the range shops may use freely."""
    return f"2026590{sku.number + 1:06d}"


def masked_nick(order: Order) -> str:
    """演示买家0001 as Taobao shows it."""
    return f"演***{order.buyer % 10}"


def masked_phone(order: Order) -> str:
    """First and last digit only."""
    return f"1*********{order.buyer % 10}"


def sold_by_guest(shop: str, order: Order) -> bool:
    """Whether the guest host sold it, as the shop's order report says."""
    if shop == "douyin":
        return order.channel == "直播" and order.serial % 4 == 0
    return shop in ("xiaohongshu", "wechat_shop") and order.serial % 3 == 0
