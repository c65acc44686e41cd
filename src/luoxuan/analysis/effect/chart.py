"""What was and what was to be expected, by day, with the start (12.4)."""

from collections.abc import Sequence
from typing import Any

from luoxuan import charts
from luoxuan.analysis.effect.answer import DayPoint, EffectAnswer
from luoxuan.analysis.effect.question import EffectQuestion
from luoxuan.metrics.registry import METRICS

ACTUAL: charts.Words = {"zh": "实际", "en": "Actual"}
EXPECTED: charts.Words = {"zh": "若未行动", "en": "Without it"}
START: charts.Words = {"zh": "行动开始", "en": "Start"}
UNITS: dict[str, Any] = {"money": "money", "share": "share", "ratio": "ratio"}


def draw(answer: EffectAnswer) -> dict[str, Any]:
    """Actual and expected with the band a day is to be expected in; a flag at the start."""
    return draw_days(answer.days, answer.question)


def draw_days(points: Sequence[DayPoint], question: EffectQuestion) -> dict[str, Any]:
    """The same of days that were kept."""
    lines = [
        charts.Line(ACTUAL, tuple(point.actual for point in points)),
        charts.Line(EXPECTED, tuple(point.expected for point in points), is_reference=True),
    ]
    unit = UNITS.get(METRICS[question.metric].unit, "count")
    around = charts.Around(events=(charts.Mark(question.started_on, START),))
    measure = charts.Measure(unit, question.currency)
    drawn = charts.line([point.day for point in points], lines, measure, around)
    drawn["option"]["series"] += _band(points)
    return drawn


def _band(points: Sequence[DayPoint]) -> list[dict[str, Any]]:
    """An area from low to high: an unseen line at the low end, and the distance stacked on it."""
    quiet: dict[str, Any] = {
        "type": "line", "stack": "band", "symbol": "none", "silent": True,
        "tooltip": {"show": False}, "lineStyle": {"opacity": 0}, "z": 1,
    }  # fmt: skip
    lows = [float(point.low) for point in points]
    widths = [float(point.high - point.low) for point in points]
    area = {"color": "--series-2", "opacity": 0.14}
    return [{**quiet, "data": lows}, {**quiet, "data": widths, "areaStyle": area}]
