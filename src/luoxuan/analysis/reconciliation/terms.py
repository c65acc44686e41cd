"""When platforms pay, where a merchant keeps no term of his own in `fee_terms` (11.12)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Term:
    """Money of an order falls due so many days after it was completed, or paid."""

    platform: str
    basis: Literal["completed", "paid"]
    days: int
    source: str


ASSUMED = "common practice of the platform, not read from a contract"
TERMS = (
    Term("taobao", "completed", 1, "Alipay pays when the buyer confirms; one day for the booking"),
    Term("jd", "completed", 7, ASSUMED),
    Term("douyin", "completed", 7, ASSUMED),
    Term("pdd", "completed", 1, ASSUMED),
    Term("kuaishou", "completed", 7, ASSUMED),
    Term("xiaohongshu", "completed", 7, ASSUMED),
    Term("wechat_shop", "completed", 7, ASSUMED),
    Term("youzan", "paid", 1, "WeChat Pay books the payment at once; one day for the booking"),
    Term("weimob", "paid", 1, "WeChat Pay books the payment at once; one day for the booking"),
    Term("shopify", "paid", 3, ASSUMED),
    Term("woocommerce", "paid", 3, ASSUMED),
    Term("amazon", "completed", 14, ASSUMED),
    Term("tiktok_shop", "completed", 8, ASSUMED),
)
OTHERWISE = Term("", "completed", 7, ASSUMED)

CONFIRM_DAYS = 10
"""Where a complete order has no day of completion: platforms confirm by themselves so long after dispatch."""
REFUND_DAYS = 7
"""A refund may be deducted so long after it was made, or after the money of its order came."""
FEE_DAYS = 31
"""A fee may be charged so long after the money of its order came."""
TRANSFER_DAYS = 3
"""Money between own accounts arrives within so many days."""
