"""The change as a waterfall (9.4)."""

from typing import Any

from luoxuan import charts
from luoxuan.analysis.drivers.answer import DriversAnswer
from luoxuan.metrics.registry import METRICS

OTHERS: charts.Words = {"zh": "其他", "en": "Others"}


def draw(answer: DriversAnswer) -> dict[str, Any]:
    """Before, each member's step, after."""
    question = answer.question
    steps = [
        charts.Bar(OTHERS if row.state == "other" else row.label, row.change)
        for row in answer.contributions
    ]
    ends = charts.Ends(
        answer.before or 0, answer.after or 0, str(question.before), str(question.period)
    )
    is_money = METRICS[question.metric].unit == "money"
    measure = charts.Measure("money" if is_money else "count", question.currency)
    return charts.waterfall(ends, steps, measure)
