"""What is left of a sale after every cost (6.6)."""

from luoxuan.analysis.profit.answer import EstimateError, Floor, Loss, ProfitAnswer, ProfitRow
from luoxuan.analysis.profit.ask import ask
from luoxuan.analysis.profit.bridge import BRIDGE, BY_KEY, STEPS, SUBTOTALS
from luoxuan.analysis.profit.chart import draw, table
from luoxuan.analysis.profit.floors import floors
from luoxuan.analysis.profit.losses import losses
from luoxuan.analysis.profit.question import DIMENSIONS, ProfitQuestion

__all__ = [
    "BRIDGE",
    "BY_KEY",
    "DIMENSIONS",
    "STEPS",
    "SUBTOTALS",
    "EstimateError",
    "Floor",
    "Loss",
    "ProfitAnswer",
    "ProfitQuestion",
    "ProfitRow",
    "ask",
    "draw",
    "floors",
    "losses",
    "table",
]
