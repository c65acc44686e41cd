"""What the finders say, as templates (9.4)."""

from luoxuan.metrics.sentences import Template

CONVERSION_BREAK = Template(
    "finding_conversion_break",
    en="{shop}: conversion is {now:share} since {since}, usually {usual:share}; {visitors:count} visitors came as ever.",
    zh="{shop}的支付转化率自 {since} 起降到 {now:share}，平时 {usual:share}；期间访客 {visitors:count} 人次。",
)
BURNING_CAMPAIGN = Template(
    "finding_burning_campaign",
    en="{shop}: campaign {name} has ROI {roi:ratio} for {days} days since {since}: {spend:money} spent, {value:money} back.",
    zh="{shop}的广告计划「{name}」自 {since} 起连续 {days} 天 ROI 不足 1（{roi:ratio}）：花费 {spend:money}，带来 {value:money}。",
)
PRICE_CONFLICT = Template(
    "finding_price_conflict",
    en="{sku} costs {low:money} in {cheap} and {high:money} in {dear}: {gap:share} apart, since {since}.",
    zh="{sku} 在 {cheap} 卖 {low:money}，在 {dear} 卖 {high:money}，相差 {gap:share}，自 {since} 起。",
)
STOCK_OUT = Template(
    "finding_stock_out",
    en="{shop}: {title} ({sku}) was bought {usual:ratio} times a day and nothing after {since}, while {visitors:count} visitors a day look at it (before: {visitors_before:count}).",
    zh="{shop}的{title}（{sku}）平时日均成交 {usual:ratio} 笔，{since} 最后一单之后零成交，而商品日均访客仍有 {visitors:count}（之前 {visitors_before:count}），疑似缺货。",
)
STOCK_OUT_UNSEEN = Template(
    "finding_stock_out_unseen",
    en="{shop}: {title} ({sku}) was bought {usual:ratio} times a day and nothing after {since}; its visitors are not known.",
    zh="{shop}的{title}（{sku}）平时日均成交 {usual:ratio} 笔，{since} 最后一单之后零成交；商品访客未知，疑似缺货或下架。",
)
BRUSHING = Template(
    "finding_brushing",
    en="{shop}: {orders} orders of {sku} at {amount:money} each from {province} within single hours on {days} days since {since}: looks like brushing.",
    zh="{shop}的 {sku} 自 {since} 起有 {days} 天在一小时内集中出现同金额 {amount:money}、同收货省份（{province}）的订单，共 {orders} 单，疑似刷单。",
)
DUPLICATE_FILE = Template(
    "finding_duplicate_file",
    en="File {name} had been imported before; it was counted once.",
    zh="文件「{name}」此前已导入过，只计一次。",
)
LYING_TOTAL = Template(
    "finding_lying_total",
    en="The totals row of {name} says {column} {file}; its rows add up to {rows}. The rows count.",
    zh="文件「{name}」的合计行写{column} {file}，明细合计为 {rows}，以明细为准。",
)
