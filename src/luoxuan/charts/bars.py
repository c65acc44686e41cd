"""Bars from zero: members side by side, what drove a change, and from before to after."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoxuan.charts.frame import (
    SMALL,
    Amount,
    Measure,
    Spec,
    Words,
    frame,
    name_axis,
    number,
    point,
    spec,
    value_axis,
)

MANY, SLANT = 8, 35
"""More names than this stand aslant below their bars, by so many degrees."""


@dataclass(frozen=True)
class Bar:
    """One member, its figure, and where its rows are."""

    name: Words
    value: Amount | None
    href: str = ""


@dataclass(frozen=True)
class Ends:
    """The figure before and after, with what each is called."""

    before: Amount
    after: Amount
    before_name: Words = ""
    after_name: Words = ""


def bar(bars: Sequence[Bar], measure: Measure) -> Spec:
    """One horizontal bar per member, in the order given, from zero, each with its figure."""
    return _lying(bars, measure, "--series-1", "--series-1")


def contribution(bars: Sequence[Bar], measure: Measure) -> Spec:
    """What each member did to a change: up in the colour of a rise, down in that of a fall."""
    return _lying(bars, measure, "--rise", "--fall")


def waterfall(ends: Ends, steps: Sequence[Bar], measure: Measure) -> Spec:
    """From before to after, one floating bar per step; the steps add up."""
    names: list[Words] = [ends.before_name, *(step.name for step in steps), ends.after_name]
    floors, rises, falls = _floating(Decimal(ends.before), steps)
    totals = [number(ends.before), *([None] * len(steps)), number(ends.after)]
    label = {"show": True, "position": "top", **SMALL}
    option = {
        **frame(),
        "xAxis": name_axis(names, axisLabel={
            **SMALL, "interval": 0, "width": 80, "overflow": "truncate",
            "rotate": SLANT if len(names) > MANY else 0,
        }),
        "yAxis": value_axis(),
        "series": [
            {"type": "bar", "stack": "all", "silent": True, "itemStyle": {"color": "rgba(0,0,0,0)"},
             "data": [None, *floors, None], "tooltip": {"show": False}},
            {"type": "bar", "stack": "all", "color": "--series-1", "data": totals, "label": label},
            {"type": "bar", "stack": "all", "color": "--rise", "data": [None, *rises, None], "label": label},
            {"type": "bar", "stack": "all", "color": "--fall", "data": [None, *falls, None], "label": label},
        ],
    }  # fmt: skip
    for series in option["series"]:
        series["labelLayout"] = {"hideOverlap": True}
    return spec(measure, option)


def _lying(bars: Sequence[Bar], measure: Measure, up: str, down: str) -> Spec:
    data: list[dict[str, Any]] = [
        {**point(one.value, one.href), "itemStyle": {"color": down if (one.value or 0) < 0 else up},
         "label": {"position": "left" if (one.value or 0) < 0 else "right"}}
        for one in bars
    ]  # fmt: skip
    falls = any((one.value or 0) < 0 for one in bars)
    option = {
        **frame(),
        "xAxis": value_axis(
            axisLabel={"show": False},
            splitLine={"show": False},
            # Room for the figures beside the bars; the axis itself still starts at zero.
            boundaryGap=["24%" if falls else 0, "24%"],
        ),
        "yAxis": name_axis(
            [one.name for one in bars],
            inverse=True,
            axisLabel={**SMALL, "width": 120, "overflow": "truncate"},
        ),
        "series": [{"type": "bar", "barMaxWidth": 20, "data": data, "label": {"show": True, **SMALL}}],
    }  # fmt: skip
    return spec(measure, option, rows=len(bars))


def _floating(
    before: Decimal, steps: Sequence[Bar]
) -> tuple[list[float | None], list[Any], list[Any]]:
    """The unseen floor under each step, the rises, the falls."""
    floors: list[float | None] = []
    rises: list[Any] = []
    falls: list[Any] = []
    level = before
    for step in steps:
        change = Decimal(step.value or 0)
        floors.append(number(min(level, level + change)))
        shown = {**point(abs(change), step.href), "change": number(change)}
        rises.append(shown if change >= 0 else None)
        falls.append(shown if change < 0 else None)
        level += change
    return floors, rises, falls
