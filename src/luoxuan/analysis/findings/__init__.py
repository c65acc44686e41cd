"""Problems the data show by themselves (9.4)."""

from luoxuan.analysis.findings.answer import Evidence, Finding
from luoxuan.analysis.findings.ask import ask
from luoxuan.analysis.findings.question import FindingsQuestion

__all__ = ["Evidence", "Finding", "FindingsQuestion", "ask"]
