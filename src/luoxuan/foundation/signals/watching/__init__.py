"""One look of a monitor at some days: who was looked at, and at whom it fires (9.15)."""

from collections.abc import Callable, Sequence
from datetime import date

from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.watching.anomaly import anomaly
from luoxuan.foundation.signals.watching.look import Look
from luoxuan.foundation.signals.watching.numbers import change, threshold
from luoxuan.foundation.signals.watching.records import freshness, pace, table
from luoxuan.warehouse.engine import Session

KINDS: dict[str, Callable[[Monitor, Sequence[date], Session], list[Look]]] = {
    "threshold": threshold,
    "change": change,
    "anomaly": anomaly,
    "pace": pace,
    "freshness": freshness,
    "table": table,
}

__all__ = ["Look", "look"]


def look(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Look at the days, one after the other. The monitor need not be saved. Raises QuestionError."""
    return KINDS[monitor.kind](monitor, days, session)
