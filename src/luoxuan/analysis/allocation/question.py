"""Where the next yuan of advertising works best: the question (12.3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoxuan.metrics.period import Period


@dataclass(frozen=True)
class AllocationQuestion:
    """The days that are learned from, what is compared, and how much of the budget may move."""

    period: Period
    by: Literal["campaign", "shop"] = "campaign"
    shops: tuple[str, ...] = ()
    currency: str = "CNY"
    most_moved: Decimal = Decimal("0.10")
    """Of the spend of those whose return is known."""
    present_days: int = 28
    """Present spend is the mean of so many last days."""
