"""The app's tables."""

from luoxuan.plan.strategy.models.market import MarketNote, Rival, RivalPrice
from luoxuan.plan.strategy.models.objectives import Objective
from luoxuan.plan.strategy.models.swot import SwotBoard, SwotEvidence, SwotItem, SwotMove

__all__ = [
    "MarketNote",
    "Objective",
    "Rival",
    "RivalPrice",
    "SwotBoard",
    "SwotEvidence",
    "SwotItem",
    "SwotMove",
]
