"""The views of profit, each above those it reads (6.6)."""

from luoxuan.warehouse.tables.profit.billed import PROFIT_BILLED
from luoxuan.warehouse.tables.profit.costs import COST_BOOK
from luoxuan.warehouse.tables.profit.lines import PROFIT_LINES
from luoxuan.warehouse.tables.profit.refunds import PROFIT_REFUNDS
from luoxuan.warehouse.tables.profit.revenue import PROFIT_REVENUE
from luoxuan.warehouse.tables.profit.terms import FEE_BOOK

PROFIT = (COST_BOOK, FEE_BOOK, PROFIT_REVENUE, PROFIT_REFUNDS, PROFIT_BILLED, PROFIT_LINES)

__all__ = ["PROFIT"]
