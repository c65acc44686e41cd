"""Every goal of a year with its loop, and how many are closed (12.8)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.act.loop.gathering import year_of
from luoxuan.act.loop.judging import is_goal, loop_of
from luoxuan.act.loop.objectives import objective_loop, serves
from luoxuan.act.loop.stations import Loop

if TYPE_CHECKING:
    from collections.abc import Collection

    from luoxuan.foundation.people.models import Brand
    from luoxuan.metrics.scope import Session


def loops(
    brand: "Brand",
    year: int,
    day: date,
    *,
    shop_keys: "Collection[str] | None" = None,
    session: "Session | None" = None,
) -> list[Loop]:
    """The loops of the objectives and of the approved targets, from the top; limited to shops where given."""
    known = year_of(brand, year, day, session)
    made = []
    if known.planned is not None:
        for node, _depth in known.planned.walk():
            if is_goal(known, node):
                made.append((node, loop_of(known, node)))
    targets = [loop for node, loop in made if shop_keys is None or node.shop_key in shop_keys]
    if shop_keys is not None:
        return targets
    objectives = [
        objective_loop(
            known, one, [loop for node, loop in made if serves(known, node.objective_id, one)]
        )
        for one in known.objectives
    ]
    return [*objectives, *targets]


@dataclass(frozen=True)
class LoopRecord:
    """Evidence of 12.8: goals, and how many have a closed loop."""

    goals: int
    closed: int

    @property
    def share(self) -> Decimal | None:
        """Closed over all; None where there is no goal."""
        return Decimal(self.closed) / Decimal(self.goals) if self.goals else None


def loop_record(brand: "Brand", year: int, day: date) -> LoopRecord:
    """How many of the year's goals have a closed loop on that day."""
    return record_of(loops(brand, year, day))


def record_of(found: list[Loop]) -> LoopRecord:
    """The same of loops at hand."""
    return LoopRecord(len(found), sum(loop.is_closed for loop in found))
