"""What each platform agreed with the demo brand: fees, influencers' share, and when it pays."""

from typing import NamedTuple

COMMISSION, PLATFORM_FEE = "commission", "platform_fee"
PAYMENT_FEE, INFLUENCER = "payment_fee", "influencer"


class Fee(NamedTuple):
    """A fee: its type in the warehouse, and its share of goods, freight and subsidies less refunds, in 1/10000."""

    fee_type: str
    rate: int

    def on(self, base: int) -> int:
        """The fee on so many fen, halves rounded up; negative, because it goes out."""
        return -((base * self.rate + 5_000) // 10_000)


class Terms(NamedTuple):
    """The contract of one shop."""

    shop: str
    settle_days: int
    """Days after completion on which the platform pays."""
    fees: tuple[Fee, ...]
    influencer: Fee | None = None
    """Where an influencer sold the order."""
    by_line: bool = False
    """The bill has rows per line of an order, not per order."""
    withdraws: bool = True
    """The balance is drawn to Alipay every week."""
    completed_later: int = 0
    """Days after the receipt on which the platform itself calls the order completed."""


TERMS = {
    terms.shop: terms
    for terms in (
        Terms("taobao", 0, (Fee(COMMISSION, 200),), withdraws=False),
        Terms("jd", 1, (Fee(COMMISSION, 500), Fee(PAYMENT_FEE, 60)), by_line=True, withdraws=False),
        Terms("douyin", 3, (Fee(PLATFORM_FEE, 500),), Fee(INFLUENCER, 5_500), by_line=True),
        Terms("pdd", 2, (Fee(PLATFORM_FEE, 60),)),
        Terms("xiaohongshu", 7, (Fee(COMMISSION, 500),), Fee(INFLUENCER, 5_200)),
        Terms(
            "wechat_shop", 1, (Fee(PLATFORM_FEE, 100),), Fee(INFLUENCER, 2_000), completed_later=1
        ),
    )
}
