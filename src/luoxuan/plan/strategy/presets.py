"""Kinds of objective and the figures each puts weight on (5.1)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Preset:
    """A kind of objective: its name, what operation leans on, and the weights to begin with."""

    kind: str
    zh: str
    en: str
    lean_zh: str
    lean_en: str
    weights: tuple[tuple[str, str], ...]
    """Metric and weight; the weights add up to 1."""
    is_of_standard: bool = False
    """One of the two examples of clause 五, word for word."""

    @property
    def emphasis(self) -> list[dict[str, str]]:
        """As an objective keeps it."""
        return [{"metric": metric, "weight": weight} for metric, weight in self.weights]


PRESETS: tuple[Preset, ...] = (
    Preset(
        "new_market", "开拓新市场", "Open a new market",
        "运营重点应偏向新客获取和品牌认知",
        "Operation leans on winning new customers and on brand awareness.",
        (("new_customers", "0.40"), ("visitors", "0.25"), ("ad_impressions", "0.20"), ("cac", "0.15")),
        is_of_standard=True,
    ),
    Preset(
        "market_share", "提升市场份额", "Win market share",
        "应侧重于用户复购和客单价提升",
        "Operation leans on repeat purchase and on a higher order value.",
        (("repeat_order_rate", "0.35"), ("aov", "0.35"), ("gmv_paid", "0.30")),
        is_of_standard=True,
    ),
    Preset(
        "profit", "提升利润", "Raise profit",
        "侧重净销售额、退款率和投放产出",
        "Operation leans on net sales, refunds and the return of advertising.",
        (("net_sales", "0.40"), ("roi", "0.25"), ("refund_rate", "0.20"), ("cost_per_order", "0.15")),
    ),
    Preset(
        "brand", "提升品牌影响力", "Strengthen the brand",
        "侧重曝光、点击和主动到访",
        "Operation leans on being seen, being clicked and being visited.",
        (("ad_impressions", "0.35"), ("visitors", "0.35"), ("ctr", "0.15"), ("page_views", "0.15")),
    ),
    Preset(
        "new_product", "打造新品", "Launch new products",
        "侧重新品加购、转化和成交件数",
        "Operation leans on carts, conversion and pieces sold of what is new.",
        (("units", "0.35"), ("add_to_cart_rate", "0.25"), ("conversion", "0.25"), ("visitors", "0.15")),
    ),
    Preset(
        "customer", "深耕老客户", "Keep customers",
        "侧重留存、复购、客单价和退款率",
        "Operation leans on retention, repeat purchase, order value and refunds.",
        (("retention_90", "0.40"), ("repeat_order_rate", "0.25"), ("aov", "0.20"), ("refund_rate_cohort", "0.15")),
    ),
    Preset(
        "efficiency", "提升运营效率", "Work more efficiently",
        "侧重转化率、获客成本和投放产出",
        "Operation leans on conversion, the cost of a customer and the return of advertising.",
        (("conversion", "0.35"), ("cac", "0.25"), ("roi", "0.25"), ("cost_per_click", "0.15")),
    ),
)  # fmt: skip
BY_KIND = {preset.kind: preset for preset in PRESETS}
WHOLE = Decimal(1)


def preset_of(kind: str) -> Preset | None:
    """The preset of that kind, None for a kind there is not."""
    return BY_KIND.get(kind)
