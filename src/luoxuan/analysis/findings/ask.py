"""Asking for problems (9.4)."""

from luoxuan.analysis.findings.answer import Finding
from luoxuan.analysis.findings.question import FindingsQuestion
from luoxuan.metrics.scope import Session


def ask(question: FindingsQuestion, session: Session) -> tuple[Finding, ...]:
    """Everything that is wrong on the day, what costs most first."""
    return ()
