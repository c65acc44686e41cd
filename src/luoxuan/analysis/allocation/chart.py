"""Marginal returns as bars (12.3)."""

from typing import Any

from luoxuan import charts
from luoxuan.analysis.allocation.answer import AllocationAnswer


def draw(answer: AllocationAnswer) -> dict[str, Any]:
    """What the next yuan brings, per campaign whose return is known."""
    bars = [
        charts.Bar(row.label, row.marginal) for row in answer.returns if row.marginal is not None
    ]
    return charts.bar(bars, charts.Measure("ratio", answer.question.currency))
