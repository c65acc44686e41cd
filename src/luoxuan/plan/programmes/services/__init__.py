"""Everything that changes a plan (6.3, 6.4)."""

from luoxuan.plan.programmes.services.approval import (
    programme_ask,
    programme_decided,
    programme_withdraw,
    programme_withdrawn,
)
from luoxuan.plan.programmes.services.errors import PlanWaitsError, ProgrammeError
from luoxuan.plan.programmes.services.writing import part_write, programme_open, programme_remove

__all__ = [
    "PlanWaitsError",
    "ProgrammeError",
    "part_write",
    "programme_ask",
    "programme_decided",
    "programme_open",
    "programme_remove",
    "programme_withdraw",
    "programme_withdrawn",
]
