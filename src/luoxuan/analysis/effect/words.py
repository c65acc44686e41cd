"""The sentences of an effect, once (12.4)."""

from decimal import Decimal

from luoxuan.metrics.model import Metric
from luoxuan.metrics.registry import MEASURES
from luoxuan.metrics.sentences import Sentence, Template

KEPT = Template(
    "effect_kept",
    en="It worked: {metric} moved by {effect} a day (90 % interval {low} to {high}), {total} in {days:count} days.",
    zh="有效：{metric}每日变化 {effect}（90% 区间 {low} 至 {high}），{days:count} 天合计 {total}。",
)
NOT_KEPT = Template(
    "effect_not_kept",
    en="It did not bring what was expected: {metric} moved by {effect} a day (90 % interval {low} to {high}), {total} in {days:count} days.",
    zh="未达预期：{metric}每日变化 {effect}（90% 区间 {low} 至 {high}），{days:count} 天合计 {total}。",
)
UNCLEAR = Template(
    "effect_unclear",
    en="It cannot be told: {metric} moved by {effect} a day, but anything from {low} to {high} fits the data (90 %); {total} in {days:count} days.",
    zh="尚不明确：{metric}每日变化 {effect}，但 {low} 至 {high} 之间都与数据相符（90% 区间）；{days:count} 天合计 {total}。",
)
AGAINST = Template(
    "effect_against",
    en="Expected were {expected} a day: {share:share} of it came.",
    zh="预期每日 {expected}，实现 {share:share}。",
)
BY_CONTROL = Template(
    "effect_by_control",
    en="Compared with {shops:count} shops where nothing was done, learnt from {days:count} days before the start; they explain {explained:share} of the daily movement.",
    zh="与 {shops:count} 家未采取行动的店铺对比，由行动前 {days:count} 天学得，可解释每日波动的 {explained:share}。",
)
BY_BEFORE = Template(
    "effect_by_before",
    en="Before and after alone, by weekday, learnt from {days:count} days before the start: whatever else changed on the same day counts as effect. The interval is wider for it.",
    zh="仅作前后对比（按星期调整，由行动前 {days:count} 天学得）：同一时间的其他变化也会算进效果，区间因此放宽。",
)
LEFT_OUT = Template(
    "effect_left_out",
    en="{days:count} days of festivals and platform events were left out.",
    zh="已剔除节日和大促期间的 {days:count} 天。",
)
EVENTS_IN = Template(
    "effect_events_in",
    en="{days:count} days of festivals and platform events are in it: there would be too few days without them.",
    zh="含节日和大促 {days:count} 天：剔除后天数不足。",
)
CONTROL_GONE = Template(
    "effect_control_gone",
    en="Could not be compared with, their data do not cover the days: {shops}.",
    zh="数据未覆盖这些天，不能用作对照：{shops}。",
)
CONTROL_POOR = Template(
    "effect_control_poor",
    en="The compared shops did not move with these before the start, so they were not used.",
    zh="对照店铺在行动前的走势不一致，未采用。",
)
TOO_FEW = Template(
    "effect_too_few",
    en="It cannot be told: {before:count} days before and {after:count} days after the start have data, {least_before:count} and {least_after:count} are needed.",
    zh="尚不明确：行动前 {before:count} 天、行动后 {after:count} 天有数据，至少需要 {least_before:count} 天和 {least_after:count} 天。",
)
PLACEBO = Template(
    "effect_placebo",
    en="A pretended start before the real one shows an effect too, so the method does not hold here.",
    zh="在行动前虚设一个起点也显示出“效果”，说明此法在这里不可靠。",
)


def amount(metric: Metric, value: Decimal) -> Sentence:
    """A change in the unit of the metric: points for a share, signed."""
    zh = en = "{value:count}"
    if metric.unit == "money":
        zh = en = "{value:money}"
    elif metric.unit == "share":
        zh, en = "{value:points} 个百分点", "{value:points} points"
    elif metric.unit in {"ratio", "days"} or abs(value) < 100:
        zh = en = "{value:ratio}"
    return Template("effect_amount", en=en, zh=zh).fill(value=value)


def total(metric: Metric, value: Decimal) -> Sentence:
    """A sum over days in the metric's unit; of a ratio what its numerator gained."""
    form = "money" if _is_money_summed(metric) else "count"
    words = f"{{value:{form}}}"
    return Template("effect_total", en=words, zh=words).fill(value=value)


def _is_money_summed(metric: Metric) -> bool:
    return metric.unit == "money" or MEASURES[metric.formula.first].is_money


def name(metric: Metric) -> Sentence:
    """The metric's name in both languages."""
    return Template("metric_name", en=metric.name.en, zh=metric.name.zh).fill()
