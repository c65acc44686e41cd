"""The metrics: one definition per number, its coverage, and the way down to its rows (6.6)."""

from luoxuan.metrics.model import Metric
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Coverage, Figure, Gap, MetricAnswer, MetricQuestion
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.sentences import Sentence, Template

__all__ = [
    "METRICS",
    "Coverage",
    "Figure",
    "Gap",
    "Metric",
    "MetricAnswer",
    "MetricQuestion",
    "Period",
    "Sentence",
    "Template",
]
