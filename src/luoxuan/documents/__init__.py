"""A report as a value, and what it becomes: a workbook, a paper (9.4)."""

from luoxuan.documents.document import Document, Prose
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook

__all__ = ["Document", "Prose", "paper", "workbook"]
