"""日报, 周报, 月报: one reconciled report across shops (9.4)."""

from luoxuan.analysis.daily.answer import COLUMNS, DailyAnswer
from luoxuan.analysis.daily.ask import ask
from luoxuan.analysis.daily.chart import draw
from luoxuan.analysis.daily.faces import to_json
from luoxuan.analysis.daily.question import DailyQuestion, ShopInReport, daily, monthly, weekly

__all__ = [
    "COLUMNS",
    "DailyAnswer",
    "DailyQuestion",
    "ShopInReport",
    "ask",
    "daily",
    "draw",
    "monthly",
    "to_json",
    "weekly",
]
