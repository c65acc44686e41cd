"""What a report says, as templates (9.4)."""

from luoxuan.metrics.sentences import Template

LABELS = {
    "day_before": Template("day_before", en="day before", zh="前一日"),
    "week_before": Template("week_before", en="same weekday last week", zh="上周同日"),
    "year_before": Template("year_before", en="same day last year", zh="去年同日"),
    "week_before_week": Template("week_before_week", en="week before", zh="上周"),
    "year_before_week": Template("year_before_week", en="same week last year", zh="去年同周"),
    "month_before_month": Template("month_before_month", en="month before", zh="上月同期"),
    "year_before_month": Template(
        "year_before_month", en="same month last year", zh="去年同月同期"
    ),
}
SOLD = Template(
    "headline_sold",
    en="{period}: {sign}{amount:money} paid in {orders:count} orders.",
    zh="{period} 成交 {sign}{amount:money}，{orders:count} 单。",
)
UNKNOWN = Template(
    "headline_unknown", en="{period}: no figure. {reason}", zh="{period} 没有成交数据。{reason}"
)
AGAINST = Template(
    "headline_against",
    en="{change:delta} against the {label} ({difference:money}).",
    zh="较{label} {change:delta}（{difference:money}）。",
)
MOVED = Template(
    "headline_moved",
    en="What moved against the {label}: {shop} {difference:money}, {share:share} of the change.",
    zh="较{label}的变化主要来自{shop}：{difference:money}，占 {share:share}。",
)
PACE = Template(
    "pace",
    en="{month}: {amount:money} so far, {elapsed:share} of the month's trade is usually done by now; it lands at {landing:money}.",
    zh="{month} 累计 {amount:money}，按节奏应完成 {elapsed:share}，预计全月 {landing:money}。",
)
PACE_UNKNOWN = Template(
    "pace_unknown", en="{month}: nothing known yet.", zh="{month} 还没有可用的成交数据。"
)
NOT_OVER = Template(
    "period_not_over",
    en="The period is not over in the data: they reach {last}. Comparisons are over the same number of days.",
    zh="数据到 {last}，时段尚未完整；对比期取同样天数。",
)
NO_BEFORE = Template("no_before", en="The {label} has no figure.", zh="{label}没有该数据。")
NOTHING_BEFORE = Template("nothing_before", en="The {label} was 0.", zh="{label}为 0，无法算比例。")
OTHER_SHOPS = Template(
    "other_shops",
    en="The shops with data differ: {now} now, {before} then.",
    zh="有数据的店铺数不同：本期 {now} 家，对比期 {before} 家。",
)
OTHER_MONEY = Template("other_money", en="The currencies differ.", zh="币种不同，不作比较。")
MISSING = Template(
    "missing_report",
    en="{shop}: {report} missing for {days} of the {asked} days, {reach}.",
    zh="{shop}：{report}缺 {asked} 天中的 {days} 天，{reach}。",
)
REACHES = Template("reaches", en="data reach {last}", zh="数据到 {last}")
NEVER = Template("never", en="never imported", zh="从未导入")
NEVER_CAME = Template(
    "never_came",
    en="No {report} was ever imported for: {shops}.",
    zh="从未导入{report}：{shops}。",
)
