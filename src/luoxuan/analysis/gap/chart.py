"""A gap as a waterfall: expected, what each member or factor did, actual (12.2)."""

from typing import Any

from luoxuan import charts
from luoxuan.analysis.gap.answer import GapAnswer

OTHERS: charts.Words = {"zh": "其他", "en": "Others"}
EXPECTED: charts.Words = {"zh": "应为", "en": "Expected"}


def draw(answer: GapAnswer, by: str = "shop") -> dict[str, Any]:
    """The members of a dimension as steps from expected to actual."""
    found = answer.dimension(by)
    steps = [
        charts.Bar(part.label or OTHERS, part.effect) for part in (found.parts if found else ())
    ]
    ends = charts.Ends(
        answer.expected or 0, answer.actual or 0, EXPECTED, str(answer.question.period)
    )
    measure = charts.Measure(
        "money" if answer.unit == "money" else "count", answer.question.currency
    )
    return charts.waterfall(ends, steps, measure)
