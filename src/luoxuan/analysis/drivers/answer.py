"""What moved a figure: the answer (9.4)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from luoxuan.analysis.drivers.question import DriversQuestion
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence

State = Literal["kept", "new", "lost", "other"]


@dataclass(frozen=True)
class Contribution:
    """What one member of the dimension did to the total."""

    member: str
    label: str
    """A name a person knows: the shop's key, the product's title; empty where the data name none."""
    before: Decimal
    after: Decimal
    change: Decimal
    share: Decimal | None
    """Of the total change, four decimals; all shares add up to exactly 1. None where nothing changed in total."""
    state: State
    shop: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        numbers = {name: plain(getattr(self, name)) for name in ("before", "after", "change")}
        return {
            "member": self.member,
            "label": self.label,
            "shop": self.shop,
            "state": self.state,
            **numbers,
            "share": plain(self.share),
        }


@dataclass(frozen=True)
class Factor:
    """One factor of a product, and how much of the change is its."""

    name: str
    before: Decimal
    after: Decimal
    effect: Decimal
    """In the unit of the product; the effects of all factors add up to its change exactly."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        numbers = {name: plain(getattr(self, name)) for name in ("before", "after", "effect")}
        return {"name": self.name, **numbers}


@dataclass(frozen=True)
class DriversAnswer:
    """The members that moved most, and the rest; changes add up to the total change exactly."""

    question: DriversQuestion
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    contributions: tuple[Contribution, ...]
    reason: Sentence | None = None
    """Why there is nothing to say; beside contributions it is a warning."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "metric": self.question.metric,
            "by": self.question.by,
            "before": plain(self.before),
            "after": plain(self.after),
            "change": plain(self.change),
            "contributions": [row.to_json() for row in self.contributions],
            "reason": self.reason.to_json() if self.reason else None,
        }
