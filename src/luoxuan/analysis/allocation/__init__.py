"""Where the next yuan of advertising works best, and what to move (12.3)."""

from luoxuan.analysis.allocation.answer import AllocationAnswer, Return, Shift
from luoxuan.analysis.allocation.ask import ask
from luoxuan.analysis.allocation.chart import draw
from luoxuan.analysis.allocation.question import AllocationQuestion

__all__ = ["AllocationAnswer", "AllocationQuestion", "Return", "Shift", "ask", "draw"]
