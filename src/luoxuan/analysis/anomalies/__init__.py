"""Which days of which shop are out of the ordinary (9.15, 12.2)."""

from luoxuan.analysis.anomalies.answer import AnomaliesAnswer, Anomaly, Course
from luoxuan.analysis.anomalies.ask import ask
from luoxuan.analysis.anomalies.chart import draw
from luoxuan.analysis.anomalies.query import Series, series
from luoxuan.analysis.anomalies.question import AnomaliesQuestion

__all__ = [
    "AnomaliesAnswer",
    "AnomaliesQuestion",
    "Anomaly",
    "Course",
    "Series",
    "ask",
    "draw",
    "series",
]
