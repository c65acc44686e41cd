"""Asking for problems (9.4)."""

from collections.abc import Callable, Iterator

from luoxuan.analysis.findings import demand, trade
from luoxuan.analysis.findings.answer import Finding
from luoxuan.analysis.findings.question import FindingsQuestion
from luoxuan.metrics.scope import Session

FINDERS: tuple[Callable[[FindingsQuestion, Session], Iterator[Finding]], ...] = (
    demand.conversion_breaks,
    demand.burning_campaigns,
    demand.stock_outs,
    trade.price_conflicts,
    trade.brushing,
    trade.file_notes,
)


def ask(question: FindingsQuestion, session: Session) -> tuple[Finding, ...]:
    """Everything that is wrong on the day: kinds in the finders' order, what weighs most first."""
    found: list[Finding] = []
    for finder in FINDERS:
        found += sorted(finder(question, session), key=lambda finding: -finding.weight)
    return tuple(found)
