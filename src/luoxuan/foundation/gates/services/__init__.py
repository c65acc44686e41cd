"""Asking, deciding, withdrawing; limits and delegations (5.4, 11.10)."""

from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.foundation.gates.services.asking import (
    gate_ask,
    gate_expire,
    gate_withdraw,
    gates_expire,
)
from luoxuan.foundation.gates.services.deciding import findings_now, gate_decide
from luoxuan.foundation.gates.services.errors import (
    BlockedError,
    GateAskedError,
    GateClosedError,
    GateError,
    NotTheirsError,
)
from luoxuan.foundation.gates.services.settings import (
    DelegationPlan,
    LimitPlan,
    delegation_end,
    delegation_give,
    limit_remove,
    limit_set,
)

__all__ = [
    "BlockedError",
    "DelegationPlan",
    "GateAskedError",
    "GateClosedError",
    "GateError",
    "GateSubject",
    "LimitPlan",
    "NotTheirsError",
    "delegation_end",
    "delegation_give",
    "findings_now",
    "gate_ask",
    "gate_decide",
    "gate_expire",
    "gate_withdraw",
    "gates_expire",
    "limit_remove",
    "limit_set",
]
