"""What the answer sheet says of profit: what loses money, and why."""

from collections.abc import Iterator
from datetime import date

from luoxuan.demo import costs
from luoxuan.demo.answer import Answer
from luoxuan.demo.bills.terms import TERMS
from luoxuan.demo.ids import GUEST_HOST
from luoxuan.demo.story import Story
from luoxuan.demo.window import Window

FOUND_IN = "profit"
LOW_CAMPAIGN = ("6800001004", "人群_枕头拉新", "2.10")


def loser_answers(story: Story) -> Iterator[Answer]:
    """Three SKUs, a campaign and an influencer."""
    window = story.window
    first, last = _last_whole_month(window)
    yield _sku(
        costs.FEES_EAT, "fees", (first, last), {"goods_cost_share": f"{costs.DEAR[costs.FEES_EAT]}"},
        "毛利本来就薄，优惠、佣金、运费扣完就亏",
    )  # fmt: skip
    yield _sku(
        costs.RISING, "cost_rise", (costs.rise_day(window), last),
        {"goods_cost_share": f"{costs.RISEN}"}, f"成本从 {costs.rise_day(window)} 起涨到标价以上",
    )  # fmt: skip
    burning = story.problems.burning_campaign
    yield _sku(
        costs.ADS_EAT, "ad_spend", (window.day(burning.first), window.day(burning.last)),
        {"campaign_id": burning.campaign_id}, f"「{burning.campaign_name}」的花费超过它的贡献利润",
    )  # fmt: skip
    campaign, name, roi = LOW_CAMPAIGN
    yield Answer(
        "campaign_below_break_even", FOUND_IN, "taobao",
        {"campaign_id": campaign, "campaign_name": name}, first, last, {"roi": roi},
        f"「{name}」的 ROI 约 {roi}，低于枕头的保本 ROI。",
    )  # fmt: skip
    fee = TERMS["douyin"].influencer
    rate = f"{fee.rate / 10_000:.2f}" if fee else ""
    yield Answer(
        "influencer_eats_margin", FOUND_IN, "douyin",
        {"influencer_id": GUEST_HOST[0], "name": GUEST_HOST[1]}, first, last, {"rate": rate},
        f"{GUEST_HOST[1]}的佣金 {rate}，把毛利吃光了。",
    )  # fmt: skip


def _sku(code: str, reason: str, days: tuple[date, date], size: dict[str, str], zh: str) -> Answer:
    return Answer(
        "losing_sku", FOUND_IN, "", {"merchant_sku": code, "reason": reason}, *days, size,
        f"{code} 亏损：{zh}。",
    )  # fmt: skip


def _last_whole_month(window: Window) -> tuple[date, date]:
    first, last = window.months()[-2]
    return window.day(first), window.day(last)
