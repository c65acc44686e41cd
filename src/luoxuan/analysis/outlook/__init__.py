"""What a figure will come to, day by day, with its range (6.7)."""

from luoxuan.analysis.outlook.answer import DayOutlook, OutlookAnswer
from luoxuan.analysis.outlook.ask import answered, ask
from luoxuan.analysis.outlook.chart import draw
from luoxuan.analysis.outlook.question import OutlookQuestion

__all__ = ["DayOutlook", "OutlookAnswer", "OutlookQuestion", "answered", "ask", "draw"]
