"""Which days are out of the ordinary: the question (9.15)."""

from dataclasses import dataclass
from typing import Literal

from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period

Side = Literal["both", "up", "down"]
PAST = 400
"""Days before the period that are looked at: the same festival a year ago, and the weeks before the first day."""


@dataclass(frozen=True)
class AnomaliesQuestion:
    """A metric, the days to judge, of which shops, one series for each member of `by`."""

    metric: str
    period: Period
    shops: tuple[str, ...] = ()
    by: tuple[Dimension, ...] = ("shop",)
    currency: str = "CNY"
    score: float = 3.7
    """How far out a day has to be, in standard deviations."""
    share: float = 0.25
    """And by which share of what was expected: a big shop's small wobble is no news."""
    side: Side = "both"
