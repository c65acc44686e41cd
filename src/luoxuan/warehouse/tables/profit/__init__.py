"""The views of profit, each above those it reads (6.6)."""

from luoxuan.warehouse.tables.profit.costs import COST_BOOK
from luoxuan.warehouse.tables.profit.lines import PROFIT_LINES
from luoxuan.warehouse.tables.profit.revenue import PROFIT_REVENUE

PROFIT = (COST_BOOK, PROFIT_REVENUE, PROFIT_LINES)

__all__ = ["PROFIT"]
