"""What moved a figure between two periods: the question (9.4)."""

from dataclasses import dataclass

from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period


@dataclass(frozen=True)
class DriversQuestion:
    """An additive metric, the period and the one before, and the dimension whose members share the change."""

    metric: str
    period: Period
    before: Period
    by: Dimension
    shops: tuple[str, ...] = ()
    currency: str = "CNY"
    top: int = 6
    """The members that moved most; the rest is one row `other`."""
