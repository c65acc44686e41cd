"""Why a figure is not what was expected: factors, dimensions, days, exactly (12.2)."""

from luoxuan.analysis.gap.answer import GapAnswer, GapDay, GapDimension, GapFactor, GapPart, GapTime
from luoxuan.analysis.gap.ask import ask
from luoxuan.analysis.gap.chart import draw
from luoxuan.analysis.gap.query import Book
from luoxuan.analysis.gap.question import GapQuestion

__all__ = [
    "Book",
    "GapAnswer",
    "GapDay",
    "GapDimension",
    "GapFactor",
    "GapPart",
    "GapQuestion",
    "GapTime",
    "ask",
    "draw",
]
