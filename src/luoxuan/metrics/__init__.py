"""The metrics: one definition per number, its coverage, and the way down to its rows (6.6)."""

from luoxuan.metrics.drill import DrillPart, DrillQuestion, drill
from luoxuan.metrics.measure import measure
from luoxuan.metrics.model import Metric
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Coverage, Figure, Gap, MetricAnswer, MetricQuestion
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.sentences import Sentence, Template

__all__ = [
    "METRICS",
    "Coverage",
    "DrillPart",
    "DrillQuestion",
    "Figure",
    "Gap",
    "Metric",
    "MetricAnswer",
    "MetricQuestion",
    "Period",
    "Sentence",
    "Template",
    "drill",
    "measure",
]
