"""How the brand's main target stands this month, for the home page (6.4, 6.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from luoxuan.check.dashboards import reports
from luoxuan.plan.targets import landing, standing
from luoxuan.plan.targets import selectors as targets
from luoxuan.plan.targets.standing import NodeStanding

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


def has_targets(scope: "Scope", *, day: date) -> bool:
    """Whether there is a pace to show at all: one look at the table."""
    return scope.may("plan.read") and targets.tree_approved(scope.brand, day.year) is not None


@dataclass(frozen=True)
class Pace:
    """Where the main target stands and where it will land."""

    now: NodeStanding
    verdict: Literal["behind", "short", "good"]
    """Behind the day curve, or expected to land short of the target, or neither."""


def pace_of(scope: "Scope", *, at: datetime) -> Pace | None:
    """The first target the person may see, month to date; None where none is approved."""
    day = reports.newest_day(brand=scope.brand, at=at)
    if targets.tree_approved(scope.brand, day.year) is None:
        return None
    with reports.session_of(brand=scope.brand) as session:
        found = standing.standing_of(scope, day=day, session=session)
    main = next((one for one in found if one.target is not None), None)
    return Pace(main, _verdict(main)) if main else None


def _verdict(main: NodeStanding) -> Literal["behind", "short", "good"]:
    if main.is_behind:
        return "behind"
    if main.landing is None or main.target is None:
        return "good"
    return "short" if landing.is_worse(main.node, main.landing, main.target) else "good"
