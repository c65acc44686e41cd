"""What a gap says, as templates (12.2)."""

from decimal import Decimal

from luoxuan.metrics.sentences import Sentence, Template

MONEY = Template("gap_money", en="{value:money}", zh="{value:money}")
COUNT = Template("gap_count", en="{value:count}", zh="{value:count}")
SHARE = Template("gap_share", en="{value:share}", zh="{value:share}")
POINTS = Template("gap_points", en="{value:points} points", zh="{value:points} 个百分点")
RATIO = Template("gap_ratio", en="{value:ratio}", zh="{value:ratio}")

HEADLINE = Template(
    "gap_headline",
    en="{metric} {period}: {actual} against {expected} expected, {gap}.",
    zh="{period} {metric} {actual}，应为 {expected}，差 {gap}。",
)
NO_GAP = Template(
    "gap_none",
    en="{metric} {period} is exactly what was expected.",
    zh="{period} {metric}与预期完全一致。",
)
BASIS = Template(
    "gap_basis",
    en="What was expected is cut as {reference} was, times {scale:ratio}; the effects add up to the gap exactly.",
    zh="预期按 {reference} 的结构乘以 {scale:ratio} 分摊；各项影响之和恰为差额。",
)
NO_REFERENCE = Template(
    "gap_no_reference",
    en="Nothing is known of {reference}, so what was expected cannot be cut.",
    zh="{reference} 没有数据，预期无法分摊。",
)
FACTORS: dict[str, Template] = {
    "visitors": Template(
        "gap_visitors",
        en="Visitors {now:count} instead of {was:count}: {effect}.",
        zh="访客 {now:count}（应为 {was:count}）：{effect}。",
    ),
    "mix": Template(
        "gap_mix",
        en="Visitors went to shops that sell more or less per visitor: {effect}.",
        zh="访客在各店之间的分布变化：{effect}。",
    ),
    "conversion": Template(
        "gap_conversion",
        en="Orders per visitor {now:share} instead of {was:share}: {effect}.",
        zh="每访客下单率 {now:share}（应为 {was:share}）：{effect}。",
    ),
    "order_value": Template(
        "gap_order_value",
        en="Order value {now:money} instead of {was:money}: {effect}.",
        zh="客单价 {now:money}（应为 {was:money}）：{effect}。",
    ),
    "orders": Template(
        "gap_orders",
        en="Shops without visitor figures: orders {now:count} instead of {was:count}: {effect}.",
        zh="无访客数据的店铺订单 {now:count}（应为 {was:count}）：{effect}。",
    ),
    "orders_mix": Template(
        "gap_orders_mix",
        en="Shops without visitor figures: orders moved between shops: {effect}.",
        zh="无访客数据的店铺之间订单分布变化：{effect}。",
    ),
    "orders_value": Template(
        "gap_orders_value",
        en="Shops without visitor figures: order value {now:money} instead of {was:money}: {effect}.",
        zh="无访客数据的店铺客单价 {now:money}（应为 {was:money}）：{effect}。",
    ),
    "rate": Template(
        "gap_rate",
        en="The shops' own rates moved: {effect}.",
        zh="各店自身水平的变化：{effect}。",
    ),
    "weight": Template(
        "gap_weight",
        en="More weight went to shops with another rate: {effect}.",
        zh="各店占比的变化（结构）：{effect}。",
    ),
    "other": Template(
        "gap_other", en="What no factor is known of: {effect}.", zh="无法归因的部分：{effect}。"
    ),
}
PART = Template(
    "gap_part",
    en="{dimension} {label}: {actual} instead of {expected}, {effect}.",
    zh="{dimension}「{label}」：{actual}（应为 {expected}），{effect}。",
)
RATE_PART = Template(
    "gap_rate_part",
    en="Shop {label}: {effect}, of which {mix} by its weight.",
    zh="店铺「{label}」：{effect}，其中结构 {mix}。",
)
DIMENSIONS: dict[str, Template] = {
    "shop": Template("gap_by_shop", en="Shop", zh="店铺"),
    "product": Template("gap_by_product", en="Product", zh="商品"),
    "sku": Template("gap_by_sku", en="SKU", zh="SKU"),
    "campaign": Template("gap_by_campaign", en="Campaign", zh="广告计划"),
    "source": Template("gap_by_source", en="Source", zh="来源"),
    "province": Template("gap_by_province", en="Province", zh="省份"),
    "channel": Template("gap_by_channel", en="Channel", zh="渠道"),
    "platform": Template("gap_by_platform", en="Platform", zh="平台"),
}
SHAPES: dict[str, Template] = {
    "level": Template(
        "gap_level",
        en="The gap is spread over the whole period.",
        zh="差额均匀分布在整个时段。",
    ),
    "step": Template(
        "gap_step",
        en="From {first} to {last} trade ran on another level: {effect}, {share:share} of the gap.",
        zh="{first} 至 {last} 整体换了一个水平：{effect}，占差额 {share:share}。",
    ),
    "spike": Template(
        "gap_spike",
        en="Single days make the gap ({days}): {effect}, {share:share} of it.",
        zh="差额集中在个别日子（{days}）：{effect}，占 {share:share}。",
    ),
    "slope": Template(
        "gap_slope",
        en="The gap grew day by day: {first_half} in the first half, {second_half} in the second.",
        zh="差额逐日扩大：前半 {first_half}，后半 {second_half}。",
    ),
    "slope_back": Template(
        "gap_slope_back",
        en="The gap shrank day by day: {first_half} in the first half, {second_half} in the second.",
        zh="差额逐日收窄：前半 {first_half}，后半 {second_half}。",
    ),
}


def said(value: Decimal, unit: str, *, is_change: bool = False) -> Sentence:
    """An amount as part of a sentence."""
    template = {"money": MONEY, "count": COUNT, "share": SHARE}.get(unit, RATIO)
    if unit == "share" and is_change:
        template = POINTS
    return template.fill(value=value)


def name(zh: str, en: str) -> Sentence:
    """A name in both languages as part of a sentence."""
    return Template("name", en, zh).fill()
