"""What moved a figure between two periods, exactly (9.4)."""

from luoxuan.analysis.drivers.answer import Contribution, DriversAnswer, Factor
from luoxuan.analysis.drivers.ask import answered, ask
from luoxuan.analysis.drivers.chart import draw
from luoxuan.analysis.drivers.query import amounts
from luoxuan.analysis.drivers.question import DriversQuestion

__all__ = [
    "Contribution",
    "DriversAnswer",
    "DriversQuestion",
    "Factor",
    "amounts",
    "answered",
    "ask",
    "draw",
]
