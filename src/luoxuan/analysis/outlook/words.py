"""What an outlook rests on, in sentences."""

from luoxuan.metrics.sentences import Template

TOO_SHORT = Template(
    "outlook_too_short",
    en="Only {days} days are known; three weeks are needed to look ahead.",
    zh="只有 {days} 天有数据，至少三周才能预测。",
)
HISTORY = Template(
    "outlook_history",
    en="Learned from {days} days, {first} to {last}.",
    zh="依据 {first} 至 {last} 的 {days} 天数据。",
)
GROWTH = Template(
    "outlook_growth",
    en="Trend at the end: {growth:delta} a year, fading with the distance.",
    zh="期末趋势：年化 {growth:delta}，越远越减弱。",
)
NO_MONTHS = Template(
    "outlook_no_months",
    en="Less than 18 months of history: no season by month, only weekday, trend and the events seen.",
    zh="历史不足 18 个月：没有月度季节，只有星期、趋势和出现过的节点。",
)
EVENTS = Template(
    "outlook_events",
    en="In these days: {names}, each with the effect learned by its offset.",
    zh="期间包含：{names}，按距离当天的天数套用学到的影响。",
)
UNSEEN = Template(
    "outlook_unseen",
    en="Never seen in the history, so no effect is assumed: {names}.",
    zh="历史里没有出现过、未计影响：{names}。",
)
TRIED = Template(
    "outlook_tried",
    en="Tried on {origins} earlier dates: off by {wape:share} in four weeks; the seasonal naive forecast by {naive:share}.",
    zh="在 {origins} 个过去的日期上回测：四周误差 {wape:share}，季节朴素法 {naive:share}。",
)
NOT_TRIED = Template(
    "outlook_not_tried",
    en="Too short to be tried on the past: the range is wide on purpose.",
    zh="历史太短、无法回测：区间有意放宽。",
)
WORSE = Template(
    "outlook_worse",
    en="On this series the naive forecast was no worse: do not lean on it.",
    zh="这条序列上朴素法并不更差：请谨慎使用。",
)
RATE = Template(
    "outlook_rate",
    en="A rate: the total is the plain mean of its days.",
    zh="比率：合计为各日的简单平均。",
)
STALE = Template(
    "outlook_stale",
    en="The data end on {last}, {days} days before these days begin.",
    zh="数据到 {last} 为止，距离预测开始还差 {days} 天。",
)
LISTED = Template("listed", en="{first}, {rest}", zh="{first}、{rest}")
