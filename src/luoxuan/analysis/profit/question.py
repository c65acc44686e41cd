"""What is asked. What is left of a sale after every cost (6.6)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from luoxuan.metrics.period import Period
from luoxuan.metrics.question import QuestionError

Dimension = Literal[
    "shop",
    "platform",
    "channel",
    "product",
    "sku",
    "campaign",
    "influencer",
    "live_session",
    "province",
    "day",
    "month",
]
Basis = Literal["best", "estimated", "actual"]
AdRule = Literal["sales", "orders", "none"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


@dataclass(frozen=True)
class ProfitQuestion:
    """Whose profit: days of payment, cut by what, of which shops. Raises QuestionError where it makes no sense."""

    first: date
    last: date
    by: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    """Empty: all of them."""
    basis: Basis = "best"
    """best: as billed where settled, else estimated. estimated: by agreed rates. actual: settled lines only, as billed."""
    currency: str = "CNY"
    """Rows in other currencies stay out."""
    ad_rule: AdRule = "sales"
    """What spend that names no product sold is shared by."""

    def __post_init__(self) -> None:
        strange = [name for name in self.by if name not in DIMENSIONS]
        if strange or len(set(self.by)) < len(self.by):
            asked = ", ".join(self.by)
            raise QuestionError(f"Cut profit by some of {', '.join(DIMENSIONS)}, not by {asked}.")
        if self.last < self.first:
            raise QuestionError(f"The period ends ({self.last}) before it begins ({self.first}).")
        if self.basis not in get_args(Basis) or self.ad_rule not in get_args(AdRule):
            raise QuestionError(f"There is no basis {self.basis} with ad rule {self.ad_rule}.")

    @property
    def period(self) -> Period:
        """The days."""
        return Period(self.first, self.last)
