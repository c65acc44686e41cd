"""Why a figure is not what was expected: the question (12.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period

DIMENSIONS: tuple[Dimension, ...] = (
    "shop",
    "product",
    "sku",
    "campaign",
    "source",
    "province",
)


@dataclass(frozen=True)
class GapQuestion:
    """A metric over a period against a target, or against an earlier period where no target is given."""

    metric: str
    period: Period
    reference: Period
    """What was expected is cut as this period was, scaled to the target."""
    target: Decimal | None = None
    target_days: tuple[tuple[date, Decimal], ...] = ()
    """The target by day; empty: by the weekdays of the reference."""
    shops: tuple[str, ...] = ()
    """Keys; empty: every shop that has a file."""
    currency: str = "CNY"
    by: tuple[Dimension, ...] = DIMENSIONS
    top: int = 6
    """Members named per dimension; the rest is one row `other`."""
    names: tuple[tuple[str, str], ...] = ()
    """Key and name of the shops, for the sentences; a shop without is called by its key."""

    def name(self, shop: str) -> str:
        """How people call the shop."""
        return dict(self.names).get(shop, shop)
