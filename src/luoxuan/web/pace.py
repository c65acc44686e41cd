"""How the brand's main target stands this month, for the home page (6.4, 6.6)."""

from datetime import datetime
from typing import TYPE_CHECKING

from luoxuan.check.dashboards import reports
from luoxuan.plan.targets import selectors as targets
from luoxuan.plan.targets import standing
from luoxuan.plan.targets.standing import NodeStanding

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


def has_targets(scope: "Scope", *, at: datetime) -> bool:
    """Whether there is a pace to show at all: one look at the table."""
    if not scope.may("plan.read"):
        return False
    day = reports.newest_day(brand=scope.brand, at=at)
    return targets.tree_approved(scope.brand, day.year) is not None


def pace_of(scope: "Scope", *, at: datetime) -> NodeStanding | None:
    """The first target the person may see, month to date; None where none is approved."""
    day = reports.newest_day(brand=scope.brand, at=at)
    if targets.tree_approved(scope.brand, day.year) is None:
        return None
    with reports.session_of(brand=scope.brand) as session:
        found = standing.standing_of(scope, day=day, session=session)
    return next((one for one in found if one.target is not None), None)
