"""What is left of sales: costs, fees, profit (6.6, 11.12)."""

from luoxuan.metrics.model import Dimension, Direction, Formula, Metric, Unit, Words
from luoxuan.metrics.registry.facts import PROFIT as CUT
from luoxuan.metrics.registry.facts import SHOP

_SALES = (
    "order_lines.paid_amount",
    "orders.buyer_paid_amount",
    "orders.platform_discount",
    "refunds.amount",
)
_COST = ("costs.unit_cost", "bundles.pieces")
_FEES = ("fee_terms.rate", "fee_terms.per_order", "settlement_lines.amount")
_KNOWN = Words("只含成本已知的商品行。", "Only lines whose cost is known.")


def _of(
    name: str, words: Words, direction: Direction, meaning: Words, lineage: tuple[str, ...]
) -> Metric:
    said = Words(f"{meaning.zh}{_KNOWN.zh}", f"{meaning.en} {_KNOWN.en}")
    return Metric(
        name, words, "company", "result", "money", direction, Formula("of", name), said,
        "paid", CUT, "additive", (*_SALES, *lineage),
    )  # fmt: skip


def _over(
    name: str, words: Words, parts: tuple[str, str], meaning: Words, lineage: tuple[str, ...],
    unit: Unit = "share", direction: Direction = "up", cut: tuple[Dimension, ...] = CUT,
) -> Metric:  # fmt: skip
    return Metric(
        name, words, "company", "result", unit, direction, Formula("over", *parts), meaning,
        "paid", cut, "ratio", (*_SALES, *lineage), ("6.6", "11.12"),
    )  # fmt: skip


PROFIT = (
    _of(
        "goods_cost", Words("商品成本", "Goods cost"), "down",
        Words("卖出且未退回的商品按付款日成本计。", "Goods sold and not given back, at the cost of the day they were paid."), _COST,
    ),
    _of(
        "gross_profit", Words("毛利", "Gross profit"), "up",
        Words("净收入（实付、他人补贴、运费，减去至今的退款）− 商品成本。", "Net revenue (paid, subsidies of others, freight, less refunds so far) less goods cost."), _COST,
    ),
    _of(
        "contribution", Words("贡献利润", "Contribution"), "up",
        Words("毛利 − 平台、佣金、达人、支付、运费、运费险、包装、退款损失、赠品与税费；已结算按账单，未结算按约定费率估算。", "Gross profit less all fees, freight, packaging, refund loss, gifts and tax; as billed where settled, else estimated by agreed rates."), (*_COST, *_FEES),
    ),
    _over(
        "gross_margin", Words("毛利率", "Gross margin"), ("gross_profit", "known_sales"),
        Words("毛利 ÷ 净收入，只含成本已知的商品行。", "Gross profit over net revenue, of lines whose cost is known."), _COST,
    ),
    _over(
        "contribution_margin", Words("贡献利润率", "Contribution margin"), ("contribution", "known_sales"),
        Words("贡献利润 ÷ 净收入，只含成本已知的商品行。", "Contribution over net revenue, of lines whose cost is known."), (*_COST, *_FEES),
    ),
    _over(
        "net_margin", Words("净利润率", "Net profit margin"), ("profit_after_ads", "sales_of_known_cost"),
        Words("（贡献利润 − 广告花费）÷ 净收入；贡献利润和净收入只含成本已知的商品行，广告花费为全部。房租、工资等未导入的费用不在内。", "Contribution less ad spend over net revenue; contribution and revenue of lines whose cost is known, all of the ad spend. Rent, wages and what else is not imported is not in it."),
        (*_COST, *_FEES, "ad_spend_daily.spend"), cut=SHOP,
    ),
    _over(
        "fee_rate", Words("费率", "Fee rate"), ("fees", "fee_base"),
        Words("平台服务费、佣金、达人佣金、支付手续费 ÷ 净收入；已结算按账单，未结算估算。", "Platform fee, commission, influencer and payment fees over net revenue; as billed where settled, else estimated."), _FEES, direction="down",
    ),
    _over(
        "take_rate", Words("平台实际扣点", "Effective take rate"), ("fees_billed", "settled_sales"),
        Words("已结算订单账单上的平台服务费、佣金、达人佣金、支付手续费 ÷ 这些订单的净收入。", "The same fees as billed over the net revenue of the settled orders alone."), ("settlement_lines.amount",), direction="down",
    ),
    _over(
        "days_to_money", Words("回款天数", "Days to money"), ("waited", "settled_sales"),
        Words("从付款到入账的天数，按净收入加权，只含已结算订单。", "Days from payment to the day the money was booked, weighted by net revenue, of settled orders."), ("settlement_lines.occurred_on", "orders.paid_on"), unit="days", direction="down",
    ),
)  # fmt: skip
