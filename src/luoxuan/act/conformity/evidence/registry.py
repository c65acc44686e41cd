"""Which function computes the evidence of which requirement; each chapter's file registers its own."""

from collections.abc import Callable

from luoxuan.act.conformity.evidence.model import Evidence, EvidenceContext

Measure = Callable[[EvidenceContext], Evidence]
EVIDENCE: dict[str, Measure] = {}


def evidence(requirement_id: str) -> Callable[[Measure], Measure]:
    """Register the function as the evidence of that requirement; a requirement has one."""

    def register(function: Measure) -> Measure:
        known = EVIDENCE.get(requirement_id)
        if known is not None and known is not function:
            raise ValueError(f"{requirement_id} has two evidence functions.")
        EVIDENCE[requirement_id] = function
        return function

    return register
