"""Numbers worth considering for a year, each with where it comes from (6.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.metrics import METRICS, Period
from luoxuan.metrics.period import DAY, month_of
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.plan.targets import aligned, selectors, splits
from luoxuan.plan.targets.actuals import platforms_of
from luoxuan.plan.targets.models import BenchmarkFigure, TargetNode
from luoxuan.plan.targets.planned import step_of
from luoxuan.plan.targets.prospects import Asked, Desk, Prospect

if TYPE_CHECKING:
    from luoxuan.analysis.outlook import OutlookAnswer

SHARE = Decimal("0.0001")
GROWTH_DAYS = 90
RATES_MOST = Decimal(3)
"""A growth beyond fourfold is a new shop, not a trend: it is not carried over."""

OUTLOOK = Template(
    "suggest_outlook",
    en="What is expected if all goes on as it does: known months plus the outlook on the rest.",
    zh="照现在的势头：已知月份加上其余月份的预测。",
)
LAST_YEAR = Template(
    "suggest_last_year",
    en="The same days of the year before (around 春节 by offset), and the growth of the last {days} days: {growth:delta}.",
    zh="去年同期（春节按相对天数对齐），再按最近 {days} 天的同比 {growth:delta} 增长。",
)
BENCHMARK = Template(
    "suggest_benchmark", en="{source}, {year}{scope}.", zh="{source}，{year}{scope}。"
)
STRETCH = Template(
    "suggest_stretch",
    en="The upper end of the range: reached one time in ten.",
    zh="区间上沿：十次里大约达到一次。",
)
STRETCH_DOWN = Template(
    "suggest_stretch_down",
    en="The lower end of the range: reached one time in ten.",
    zh="区间下沿：十次里大约达到一次。",
)


@dataclass(frozen=True)
class Suggestion:
    """One number for the year, split into months where that is lawful."""

    kind: str
    value: Decimal
    months: tuple[Decimal, ...]
    low: Decimal | None
    high: Decimal | None
    percentile: Decimal | None
    """Where it lies in the forecast: how likely less comes."""
    why: tuple[Sentence, ...]
    source_id: int | None = None


def asked_of(node: TargetNode, desk: Desk) -> Asked:
    """The node's metric over its shops, named."""
    platforms = platforms_of(desk.brand)
    shops = selectors.shops_of_node(node, platforms) or tuple(platforms)
    return Asked(node.metric, shops, desk.brand.currency)


def suggestions_of(node: TargetNode, desk: Desk) -> list[Suggestion]:
    """Outlook, last year, benchmarks, stretch; empty where the node's figure cannot be foreseen."""
    if node.metric not in METRICS:
        return []
    asked = asked_of(node, desk)
    prospect = desk.prospect(asked, node.tree.year)
    found = [
        _outlook(node, prospect),
        _last_year(node, asked, desk, prospect),
        *(
            _benchmark(node, figure, prospect)
            for figure in selectors.benchmarks_of(desk.brand, node.metric)[:2]
        ),
        _stretch(node, prospect),
    ]
    return [one for one in found if one is not None]


def outlook_for(node: TargetNode, desk: Desk) -> Suggestion | None:
    """The outlook alone; None where the node's figure cannot be foreseen."""
    if node.metric not in METRICS:
        return None
    return _outlook(node, desk.prospect(asked_of(node, desk), node.tree.year))


def percentile_of(node: TargetNode, value: Decimal, prospect: Prospect) -> Decimal | None:
    """How likely the year ends below the value, given what has come; None where nothing can be foreseen."""
    answer = prospect.rest
    if answer is None or answer.total is None:
        return None
    if node.is_additive:
        return answer.percentile(value - (prospect.so_far or Decimal(0)))
    part = left_part(prospect, answer)
    if prospect.so_far is None or part >= 1:
        return answer.percentile(value)
    return answer.percentile((value - prospect.so_far * (1 - part)) / part)


def left_part(prospect: Prospect, answer: "OutlookAnswer") -> Decimal:
    """The share of the year's days that the outlook speaks of."""
    return Decimal(len(answer.question.horizon)) / len(splits.year_days(prospect.year))


def year_ends(node: TargetNode, prospect: Prospect) -> tuple[Decimal, Decimal, Decimal] | None:
    """The year as it is expected, with its range."""
    answer = prospect.rest
    if answer is None:
        if prospect.so_far is None:
            return None
        return (prospect.so_far,) * 3
    if answer.total is None or answer.low is None or answer.high is None:
        return None
    ends = (answer.total, answer.low, answer.high)
    if node.is_additive:
        base = prospect.so_far or Decimal(0)
        total, low, high = (base + end for end in ends)
        return total, low, high
    part = left_part(prospect, answer) if prospect.so_far is not None else Decimal(1)
    base = (prospect.so_far or Decimal(0)) * (1 - part)
    total, low, high = (base + end * part for end in ends)
    return total, low, high


def months_expected(node: TargetNode, prospect: Prospect) -> list[Decimal]:
    """Each month as it came or is expected; empty where nothing is known of the year.

    A month that is over without any data has nothing to give to the year; a rate takes the year's own.
    """
    ends = year_ends(node, prospect)
    if ends is None:
        return []
    outlook = {m.month.month: m.expected for m in prospect.rest.months} if prospect.rest else {}
    found = []
    for n, came in enumerate(prospect.months, start=1):
        expected = outlook.get(n)
        if node.is_additive:
            found.append((came or Decimal(0)) + (expected or Decimal(0)))
        else:
            known = came if came is not None else expected
            found.append(ends[0] if known is None else known)
    return [splits.rounded(value, step_of(node)) for value in found]


def _outlook(node: TargetNode, prospect: Prospect) -> Suggestion | None:
    ends = year_ends(node, prospect)
    months = months_expected(node, prospect)
    if ends is None or not months:
        return None
    total = sum(months, Decimal(0)) if node.is_additive else ends[0]
    basis = prospect.rest.basis if prospect.rest else ()
    return _made(node, "outlook", total, months, prospect, (OUTLOOK.fill(), *basis))


def _last_year(node: TargetNode, asked: Asked, desk: Desk, prospect: Prospect) -> Suggestion | None:
    if prospect.through is None or not node.is_additive:
        return None
    days = zip(desk.history.days(), desk.series(asked), strict=True)
    known = {day: value for day, value in days if value is not None}
    recent = Period(prospect.through - (GROWTH_DAYS - 1) * DAY, prospect.through)
    before, _n = aligned.aligned_sum(recent, known)
    now = sum((known[day] for day in recent.days() if day in known), Decimal(0))
    growth = Decimal(0)
    if before:
        growth = min(max(now / before - 1, Decimal("-0.9")), RATES_MOST).quantize(SHARE)
    months = []
    for n in range(1, 13):
        month = month_of(date(prospect.year, n, 1))
        base, _count = aligned.aligned_sum(month, known)
        if base is None:
            return None
        months.append(splits.rounded(base * (1 + growth), step_of(node)))
    why = LAST_YEAR.fill(days=GROWTH_DAYS, growth=growth)
    return _made(node, "last_year", sum(months, Decimal(0)), months, prospect, (why,))


def _benchmark(node: TargetNode, figure: BenchmarkFigure, prospect: Prospect) -> Suggestion:
    scope = f" ({figure.scope})" if figure.scope else ""
    why = BENCHMARK.fill(source=figure.source, year=figure.year, scope=scope)
    value = splits.rounded(figure.value, step_of(node))
    made = _made(node, "benchmark", value, _shaped(node, value, prospect), prospect, (why,))
    return Suggestion(**{**made.__dict__, "source_id": figure.pk})


def _stretch(node: TargetNode, prospect: Prospect) -> Suggestion | None:
    ends = year_ends(node, prospect)
    if ends is None or prospect.rest is None:
        return None
    is_down = METRICS[node.metric].direction == "down"
    value = splits.rounded(ends[1] if is_down else ends[2], step_of(node))
    why = STRETCH_DOWN.fill() if is_down else STRETCH.fill()
    return _made(node, "stretch", value, _shaped(node, value, prospect), prospect, (why,))


def _shaped(node: TargetNode, value: Decimal, prospect: Prospect) -> list[Decimal]:
    """The value over the months as they are expected; by the days where nothing is."""
    if not node.is_additive:
        return [value] * 12
    weights: Sequence[Decimal | int] = months_expected(node, prospect)
    if not weights:
        weights = splits.month_weights(prospect.year, prospect.season)
    return splits.year_split(value, weights, step_of(node))


def _made(
    node: TargetNode, kind: str, value: Decimal, months: Sequence[Decimal], prospect: Prospect,
    why: tuple[Sentence, ...],
) -> Suggestion:  # fmt: skip
    ends = year_ends(node, prospect)
    value = splits.rounded(value, step_of(node))
    return Suggestion(
        kind, value, tuple(months), ends[1] if ends else None, ends[2] if ends else None,
        percentile_of(node, value, prospect), why,
    )  # fmt: skip
