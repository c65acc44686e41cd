"""Parcels, stock and answers that need somebody: which rows, on a day (10.6, 11.8)."""

from luoxuan.analysis.fulfilment.answer import Trouble
from luoxuan.analysis.fulfilment.ask import ask, levels
from luoxuan.analysis.fulfilment.question import KINDS, LIMITS, FulfilmentQuestion, Kind

__all__ = ["KINDS", "LIMITS", "FulfilmentQuestion", "Kind", "Trouble", "ask", "levels"]
