"""The only SQL of this analysis (6.6)."""

from luoxuan.analysis.profit.query.bridges import bridges, errors, titles
from luoxuan.analysis.profit.query.items import Row, Session

__all__ = ["Row", "Session", "bridges", "errors", "titles"]
