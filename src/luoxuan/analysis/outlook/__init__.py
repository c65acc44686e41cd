"""What a figure will come to, day by day, with its range (6.7)."""

from luoxuan.analysis.outlook.answer import DayOutlook, MonthOutlook, OutlookAnswer
from luoxuan.analysis.outlook.ask import Learned, answered, ask, learn
from luoxuan.analysis.outlook.chart import draw
from luoxuan.analysis.outlook.query import known_part
from luoxuan.analysis.outlook.question import OutlookQuestion

__all__ = [
    "DayOutlook",
    "Learned",
    "MonthOutlook",
    "OutlookAnswer",
    "OutlookQuestion",
    "answered",
    "ask",
    "draw",
    "known_part",
    "learn",
]
