"""Everything that is read of plans (6.3, 6.4)."""

from luoxuan.plan.programmes.selectors.plans import (
    above,
    programme_for,
    programme_named,
    programme_of,
    programmes_of,
    version_in_force,
    version_is_intact,
    version_of,
    versions_of,
)
from luoxuan.plan.programmes.selectors.timing import MonthPlan, PlanTiming, months_on_time

__all__ = [
    "MonthPlan",
    "PlanTiming",
    "above",
    "months_on_time",
    "programme_for",
    "programme_named",
    "programme_of",
    "programmes_of",
    "version_in_force",
    "version_is_intact",
    "version_of",
    "versions_of",
]
