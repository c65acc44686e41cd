"""A member's days with the band of what was to be expected (9.15)."""

from decimal import Decimal
from typing import Any

from luoxuan import charts
from luoxuan.analysis.anomalies.answer import Course
from luoxuan.metrics.registry import METRICS

ACTUAL: charts.Words = {"zh": "实际", "en": "Actual"}
EXPECTED: charts.Words = {"zh": "预期", "en": "Expected"}
BAND: charts.Words = {"zh": "正常范围", "en": "Usual range"}


def draw(course: Course, metric: str, currency: str, hrefs: tuple[str, ...] = ()) -> charts.Spec:
    """Actual, expected, and between low and high the usual range as a band."""
    definition = METRICS[metric]
    lines = [
        charts.Line(ACTUAL, _decimals(course.values), hrefs=hrefs),
        charts.Line(EXPECTED, _decimals(course.expected), is_reference=True),
    ]
    spec = charts.line(course.days, lines, charts.Measure(definition.unit, currency))
    option: dict[str, Any] = spec["option"]
    option["series"] += _band(course)
    return spec


def _band(course: Course) -> list[dict[str, Any]]:
    """ECharts stacks a clear floor and a tinted height upon it."""
    height = [
        None if low is None or high is None else high - low
        for low, high in zip(course.low, course.high, strict=True)
    ]
    shared: dict[str, Any] = {
        "type": "line", "stack": "band", "symbol": "none", "silent": True,
        "lineStyle": {"opacity": 0}, "tooltip": {"show": False}, "z": 1,
    }  # fmt: skip
    return [
        {**shared, "name": BAND, "data": list(course.low)},
        {
            **shared,
            "name": BAND,
            "data": height,
            "areaStyle": {"color": "--series-2", "opacity": 0.15},
        },
    ]


def _decimals(values: tuple[float | None, ...]) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(repr(value)) for value in values)
