"""What serves an objective: apps above tell what links to it, and what links to none (5.1).

An app registers one provider in its `AppConfig.ready()`. It is asked twice: with an objective for the things
that link to it, and with None for the brand's live things that link to no objective.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.strategy.models import Objective


@dataclass(frozen=True)
class AlignedThing:
    """One target, budget line, entry or plan."""

    kind: str
    """target, budget_line, calendar_entry, content, programme ..."""
    kind_zh: str
    kind_en: str
    title: str
    url: str = ""
    amount: Decimal | None = None
    """What it costs, where it costs something: the share of spend aligned is made of it."""
    shop_key: str = ""
    permission: str = ""
    """Without it a person does not see the thing; empty: whoever reads plans does."""


Provider = Callable[["Brand", "Objective | None"], list[AlignedThing]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider from now on; registering twice is registering once."""
    if provider not in _providers:
        _providers.append(provider)


def things_of(brand: "Brand", objective: "Objective | None") -> list[AlignedThing]:
    """What links to the objective; with None, what links to none."""
    return [thing for provider in _providers for thing in provider(brand, objective)]
