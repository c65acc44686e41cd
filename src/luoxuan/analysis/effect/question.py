"""Did an action work? The question (12.4, 9.15)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from luoxuan.metrics.period import Period

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class EffectQuestion:
    """A metric, the shops (products, campaign) where something was done, since when, and who is compared with."""

    metric: str
    shops: tuple[str, ...]
    started_on: date
    before: Period
    """Days before the start that the expectation is learnt from."""
    after: Period
    """Days the effect is measured on; days between `before` and `after` are left out (the change settles)."""
    controls: tuple[str, ...] = ()
    """Shops where nothing was done; empty: before and after alone."""
    products: tuple[str, ...] = ()
    campaign: str = ""
    expected: Decimal | None = None
    """Expected change per day in the metric's unit, signed; of a ratio the change of the ratio."""
    expected_share: Decimal | None = None
    """Instead of an amount: the expected change over what it would have been."""
    wanted: Direction = "up"
    """Which way is good."""
    currency: str = "CNY"
    names: tuple[tuple[str, str], ...] = ()
    """What people call the shops, by key, for the sentences."""
