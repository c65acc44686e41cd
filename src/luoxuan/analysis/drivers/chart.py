"""The change as a waterfall (9.4)."""

from typing import Any

from luoxuan.analysis.drivers.answer import DriversAnswer
from luoxuan.metrics.question import plain


def draw(answer: DriversAnswer) -> dict[str, Any]:
    """Before, each member's step, after."""
    return {
        "kind": "waterfall",
        "before": plain(answer.before),
        "after": plain(answer.after),
        "steps": [
            {"name": row.label or row.member, "state": row.state, "value": plain(row.change)}
            for row in answer.contributions
        ],
    }
