"""The bridge from list value to operating profit: its steps, in order, with their names (6.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from luoxuan.metrics.model import Words


@dataclass(frozen=True)
class Step:
    """One step, or the sum of all steps above it."""

    key: str
    name: Words
    is_subtotal: bool = False


def _sum(key: str, zh: str, en: str) -> Step:
    return Step(key, Words(zh, en), is_subtotal=True)


def _step(key: str, zh: str, en: str) -> Step:
    return Step(key, Words(zh, en))


STEPS = (
    _step("list_value", "标价金额", "List value"),
    _step("merchant_discount", "商家优惠", "Merchant discount"),
    _step("others_discount", "他人承担的优惠", "Discount others bear"),
    _step("platform_subsidy", "平台补贴", "Platform subsidy"),
    _step("influencer_subsidy", "达人补贴", "Influencer subsidy"),
    _step("payment_subsidy", "支付补贴", "Payment subsidy"),
    _step("freight_charged", "运费收入", "Freight charged"),
    _step("refunds", "退款", "Refunds"),
    _sum("net_revenue", "净收入", "Net revenue"),
    _step("cost_unknown", "成本未知的净收入", "Net revenue without a known cost"),
    _step("goods_cost", "商品成本", "Goods cost"),
    _sum("gross_profit", "毛利", "Gross profit"),
    _step("platform_fee", "平台服务费", "Platform fee"),
    _step("commission", "佣金", "Commission"),
    _step("influencer_fee", "达人佣金", "Influencer fee"),
    _step("payment_fee", "支付手续费", "Payment fee"),
    _step("freight", "运费支出", "Freight"),
    _step("freight_insurance", "运费险", "Freight insurance"),
    _step("packaging", "包装", "Packaging"),
    _step("refund_loss", "退款损失", "Refund loss"),
    _step("samples_gifts", "样品与赠品", "Samples and gifts"),
    _step("tax", "税费", "Tax"),
    _sum("contribution", "贡献利润", "Contribution"),
    _step("ad_spend", "广告费", "Ad spend"),
    _sum("operating_profit", "经营利润", "Operating profit"),
)
BY_KEY: Mapping[str, Step] = {step.key: step for step in STEPS}
BRIDGE: tuple[str, ...] = tuple(step.key for step in STEPS)
SUBTOTALS: tuple[str, ...] = tuple(step.key for step in STEPS if step.is_subtotal)
PARTS: tuple[str, ...] = tuple(step.key for step in STEPS if not step.is_subtotal)
FEES = (
    "platform_fee",
    "commission",
    "influencer_fee",
    "payment_fee",
    "freight",
    "freight_insurance",
    "tax",
)
"""Steps with an estimate and, once billed, an actual amount."""


def bridged(parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """All steps in order, each subtotal the sum of the steps above it."""
    level, steps = Decimal(0), {}
    for step in STEPS:
        if not step.is_subtotal:
            level += parts.get(step.key, Decimal(0))
        steps[step.key] = level if step.is_subtotal else parts.get(step.key, Decimal(0))
    return steps
