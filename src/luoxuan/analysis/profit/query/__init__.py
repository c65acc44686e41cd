"""The only SQL of this analysis (6.6)."""

from luoxuan.analysis.profit.query.bridges import OF_ERROR, Found, bridges, titles
from luoxuan.analysis.profit.query.items import Row, Session

__all__ = ["OF_ERROR", "Found", "Row", "Session", "bridges", "titles"]
