"""Series by day: gaps stay gaps, an unfinished day is hatched, festivals are flagged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoxuan.charts.frame import (
    HATCH,
    MOST_SERIES,
    SERIES,
    SMALL,
    Amount,
    ChartError,
    Line,
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
from luoxuan.charts.marks import Mark, marks_between

MOST_END_NAMES = 4
"""Names at the ends of more lines than that run into one another: then they stand on top."""
LEGEND: dict[str, Any] = {
    "type": "scroll",
    "top": 0,
    "left": 0,
    "icon": "roundRect",
    "itemWidth": 12,
    "itemHeight": 4,
    "textStyle": SMALL,
}


@dataclass(frozen=True)
class Around:
    """What stands around the lines."""

    target: Amount | None = None
    target_name: Words = ""
    is_last_incomplete: bool = False
    """The last day has not ended in the data."""
    events: tuple[Mark, ...] = ()
    """The brand's own days, beside the festivals."""


def line(
    days: Sequence[date], lines: Sequence[Line], measure: Measure, around: Around | None = None
) -> Spec:
    """One line per series, named at its end. Raises ChartError for more series than can be told apart."""
    around = around or Around()
    _check(days, lines)
    is_named_at_end = 1 < len(lines) <= MOST_END_NAMES
    drawn = [_series(one, SERIES[n], is_named_at_end) for n, one in enumerate(lines)]
    if drawn:
        drawn[0]["markLine"] = _flags(days, around)
    if around.is_last_incomplete:
        drawn.append(_hatched(len(days)))
    option = {
        **frame(right=116 if is_named_at_end else 24),
        "xAxis": name_axis([day.isoformat() for day in days], boundaryGap=True),
        "yAxis": [value_axis(), {"type": "value", "show": False, "min": 0, "max": 1}],
        "series": drawn,
    }
    option["tooltip"]["trigger"] = "axis"
    if len(lines) > MOST_END_NAMES:
        option["legend"] = {**LEGEND, "data": [{"name": one.name} for one in lines]}
        option["grid"]["top"] = 64
    return spec(measure, option, axis="day")


def leading(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """The series that can be told apart, the largest first, and how many are left out: say so beside the chart."""
    size = {id(one): sum(value or 0 for value in one.values) for one in lines}
    ordered = sorted(lines, key=lambda one: -size[id(one)])
    return tuple(ordered[:MOST_SERIES]), max(len(lines) - MOST_SERIES, 0)


def _check(days: Sequence[date], lines: Sequence[Line]) -> None:
    if len(lines) > MOST_SERIES:
        raise ChartError(f"{len(lines)} lines cannot be told apart: take leading(lines).")
    for one in lines:
        if len(one.values) != len(days):
            raise ChartError(f"{len(days)} days, but a line of {len(one.values)} values.")
        if one.hrefs and len(one.hrefs) != len(days):
            raise ChartError(f"{len(days)} days, but {len(one.hrefs)} links.")


def _series(one: Line, colour: str, is_named_at_end: bool) -> dict[str, Any]:
    hrefs = one.hrefs or ("",) * len(one.values)
    lonely = _has_lonely_point(one.values)
    return {
        "type": "line",
        "name": one.name,
        "data": [point(value, href) for value, href in zip(one.values, hrefs, strict=True)],
        "connectNulls": False,
        "showSymbol": lonely or bool(one.hrefs and len(one.values) <= 45),
        "symbol": "circle",
        "symbolSize": 5,
        "color": colour,
        "lineStyle": {
            "width": 1 if one.is_reference else 2,
            "type": "dashed" if one.is_reference else "solid",
        },
        "endLabel": {"show": is_named_at_end, "formatter": "{a}", "color": colour, "fontSize": 12,
                     "width": 104, "overflow": "truncate",
                     "padding": [2, 0]},
        "labelLayout": {"moveOverlap": "shiftY"},
        "emphasis": {"focus": "series"},
    }  # fmt: skip


def _has_lonely_point(values: Sequence[Amount | None]) -> bool:
    """A value between two gaps has no line: without its dot it would not be seen."""
    padded = (None, *values, None)
    return any(
        here is not None and before is None and after is None
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _flags(days: Sequence[date], around: Around) -> dict[str, Any]:
    marks = (*marks_between(days[0], days[-1]), *around.events) if days else ()
    data: list[dict[str, Any]] = [
        {
            "xAxis": mark.day.isoformat(),
            "name": mark.name,
            "label": {**SMALL, "formatter": "{b}", "position": "end"},
        }
        for mark in marks
        if mark.day in days
    ]
    if around.target is not None:
        data.append(
            {
                "yAxis": number(around.target),
                "name": around.target_name,
                "lineStyle": {"color": "--amber", "type": "solid"},
                "label": {**SMALL, "formatter": "{b}", "position": "insideStartTop"},
            }
        )
    return {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"color": "--line-strong", "type": "dotted", "width": 1},
        "data": data,
    }


def _hatched(n: int) -> dict[str, Any]:
    """A hatched column over the last day; it has an axis of its own and no figure."""
    return {
        "type": "bar",
        "yAxisIndex": 1,
        "barWidth": "100%",
        "silent": True,
        "tooltip": {"show": False},
        "itemStyle": {"color": "rgba(0,0,0,0)", "decal": HATCH},
        "data": [*([None] * (n - 1)), 1],
    }
