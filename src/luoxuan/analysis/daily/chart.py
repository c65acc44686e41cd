"""The report as charts: paid sales by day, and what moved them (9.4)."""

from typing import Any

from luoxuan import charts
from luoxuan.analysis import drivers
from luoxuan.analysis.daily.answer import DailyAnswer


def draw(answer: DailyAnswer) -> dict[str, Any]:
    """`trend`, a line per shop, the largest first; `moved_by_<dimension>`, a waterfall each."""
    names = {shop.key: shop.name for shop in answer.question.shops}
    lines = [line for line in answer.trend if line.metric == "gmv_paid" and line.shop]
    found: dict[str, Any] = {
        f"moved_by_{moved.question.by}": drivers.draw(moved)
        for moved in answer.movers
        if moved.contributions
    }
    if lines:
        shown, _left_out = charts.leading(
            [charts.Line(names[line.shop], line.values) for line in lines]
        )
        measure = charts.Measure("money", answer.question.currency)
        found["trend"] = charts.line(lines[0].days, shown, measure)
    return found
