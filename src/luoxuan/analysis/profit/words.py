"""What profit says, as templates (6.6)."""

from luoxuan.metrics.sentences import Template

EARNED = Template(
    "profit_earned",
    en="{period}: {profit:money} operating profit of {revenue:money} net revenue, {margin:share}.",
    zh="{period} 净收入 {revenue:money}，经营利润 {profit:money}，净利润率 {margin:share}。",
)
LOST = Template(
    "profit_lost",
    en="{period}: a loss of {profit:money} on {revenue:money} net revenue, {margin:share}.",
    zh="{period} 净收入 {revenue:money}，亏损 {profit:money}，净利润率 {margin:share}。",
)
NOTHING_SOLD = Template(
    "profit_nothing_sold",
    en="{period}: nothing was sold.",
    zh="{period} 没有成交。",
)
NO_COST = Template(
    "profit_no_cost",
    en="{period}: {revenue:money} net revenue; no cost is known of anything sold, so profit cannot be told. Bring in the cost table.",
    zh="{period} 净收入 {revenue:money}；所售商品都没有成本，无法算利润。请导入成本表。",
)
PARTLY_KNOWN = Template(
    "profit_partly_known",
    en="Costs are known of {share:share} of sales; profit is of those alone.",
    zh="有成本的占销售的 {share:share}，利润只含这部分。",
)
PARTLY_SETTLED = Template(
    "profit_partly_settled",
    en="{share:share} of sales are settled; fees of the rest are estimated.",
    zh="已结算的占销售的 {share:share}，其余费用为估算。",
)
WRONG_BY = Template(
    "profit_estimate_error",
    en="Estimates of fees already billed were off by {error:delta} in sum, {wape:share} per line.",
    zh="已结算费用此前的估算：合计偏差 {error:delta}，逐行偏差 {wape:share}。",
)
UNALLOCATED = Template(
    "profit_ads_unallocated",
    en="{amount:money} of ad spend is on no line: it names nothing sold and the shop sold nothing, or the rule shares none.",
    zh="有 {amount:money} 广告费无法分摊：没有对应的成交商品，店铺期内也没有成交，或规则为不分摊。",
)
WAITING = Template(
    "profit_ads_waiting",
    en="{amount:money} of ad spend is on lines not settled yet and not counted here.",
    zh="另有 {amount:money} 广告费属于尚未结算的订单，未计入。",
)
REASONS = {
    "price_below_cost": Template(
        "loss_price_below_cost",
        en="{what} loses {loss:money}: it is sold below its cost, {amount:money} in all.",
        zh="{what} 亏损 {loss:money}：售价低于成本，共差 {amount:money}。",
    ),
    "discount": Template(
        "loss_discount",
        en="{what} loses {loss:money}: discounts cost {amount:money}; at list price it would earn.",
        zh="{what} 亏损 {loss:money}：商家优惠 {amount:money}，按标价卖本可盈利。",
    ),
    "fees": Template(
        "loss_fees",
        en="{what} loses {loss:money}: most goes to fees, {amount:money}.",
        zh="{what} 亏损 {loss:money}：主要是平台与佣金费用 {amount:money}。",
    ),
    "refunds": Template(
        "loss_refunds",
        en="{what} loses {loss:money}: refunds cost {amount:money} beyond the goods that came back.",
        zh="{what} 亏损 {loss:money}：退款造成损失 {amount:money}。",
    ),
    "freight": Template(
        "loss_freight",
        en="{what} loses {loss:money}: freight and packaging cost {amount:money}.",
        zh="{what} 亏损 {loss:money}：运费与包装 {amount:money}。",
    ),
    "ad_spend": Template(
        "loss_ad_spend",
        en="{what} loses {loss:money}: ad spend of {amount:money} is more than it earns.",
        zh="{what} 亏损 {loss:money}：广告费 {amount:money} 超过它的贡献利润。",
    ),
    "gifts": Template(
        "loss_gifts",
        en="{what} loses {loss:money}: samples and gifts cost {amount:money}.",
        zh="{what} 亏损 {loss:money}：样品与赠品成本 {amount:money}。",
    ),
}
CAMPAIGN = Template(
    "loss_campaign",
    en="Campaign {what} loses {loss:money}: of {value:money} it is said to have sold, {share:share} is left before ads, {amount:money} was spent. It breaks even at ROI {roi:ratio}, it has {has:ratio}.",
    zh="广告计划{what} 亏损 {loss:money}：归因成交 {value:money}，广告前贡献率 {share:share}，花费 {amount:money}；保本 ROI {roi:ratio}，实际 {has:ratio}。",
)
NO_NAME = Template("profit_no_name", en="without one", zh="未注明")
NAME = Template("profit_name", en="{name}", zh="{name}")
