"""The outlook as a line in its band (6.7)."""

from luoxuan import charts
from luoxuan.analysis.outlook.answer import OutlookAnswer
from luoxuan.metrics import METRICS

EXPECTED: charts.Words = {"zh": "预测", "en": "Expected"}
LOW: charts.Words = {"zh": "下限", "en": "Low"}
HIGH: charts.Words = {"zh": "上限", "en": "High"}


def draw(answer: OutlookAnswer) -> charts.Spec:
    """Expected, and the ends of the range as thin lines."""
    days = [day.day for day in answer.days]
    unit = METRICS[answer.question.metric].unit
    lines = [
        charts.Line(EXPECTED, tuple(day.expected for day in answer.days)),
        charts.Line(LOW, tuple(day.low for day in answer.days), is_reference=True),
        charts.Line(HIGH, tuple(day.high for day in answer.days), is_reference=True),
    ]
    return charts.line(days, lines, charts.Measure(unit, answer.question.currency))
