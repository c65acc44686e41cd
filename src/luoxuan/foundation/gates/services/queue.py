"""The task of a gate: opened for those who may decide, settled with the decision (5.4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from luoxuan.foundation.gates.authority import bench_of
from luoxuan.foundation.gates.models import Gate

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

try:
    from luoxuan.foundation.tasks import services as tasks
except ImportError:  # the queue is being built
    tasks = None  # type: ignore[assignment]

ROLES = ("operations_manager", "finance", "owner", "admin")
"""Whose queue it is where several may decide: the nearest to the daily work first."""


def task_key(gate: Gate) -> str:
    """What names the gate's task."""
    return f"gate:{gate.pk}"


def gate_task_open(gate: Gate, at: datetime) -> None:
    """One task: the only decider's own, or that of a role in which somebody may decide."""
    if tasks is None or not hasattr(tasks, "task_open"):
        return
    bench = bench_of(gate.brand, at)
    deciders = bench.deciders(gate)
    roles = {bench.members[user.pk].role for user in deciders}
    role = next((one for one in ROLES if one in roles), "owner")
    tasks.task_open(
        brand=gate.brand,
        draft=tasks.TaskDraft(
            kind="gate",
            title=gate.title,
            body=gate.summary,
            source_type="gate",
            source_id=str(gate.pk),
            source_url=f"/b/{gate.brand.key}/approvals/{gate.pk}",
            evidence_url=gate.url,
            owner=deciders[0] if len(deciders) == 1 else None,
            role="" if len(deciders) == 1 else role,
            due_at=gate.expires_at,
            key=task_key(gate),
        ),
        actor=gate.author,
        at=at,
    )


def gate_task_settle(gate: Gate, actor: "User | None", at: datetime) -> None:
    """Close the task with what became of the gate."""
    if tasks is None or not hasattr(tasks, "tasks_settle"):
        return
    tasks.tasks_settle(brand=gate.brand, key=task_key(gate), outcome=gate.state, actor=actor, at=at)
