"""The task of a gate: opened for those who may decide, settled with the decision (5.4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.authority import bench_of
from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.tasks import services as tasks

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


def task_key(gate: Gate) -> str:
    """What names the gate's task."""
    return f"gate:{gate.pk}"


def gate_task_open(gate: Gate, at: datetime) -> None:
    """One task: the only decider's own, or in the queue of everyone who holds the right."""
    deciders = bench_of(gate.brand, at).deciders(gate)
    only = deciders[0] if len(deciders) == 1 else None
    tasks.task_open(
        brand=gate.brand,
        draft=tasks.TaskDraft(
            kind="gate",
            title=gate.title,
            body=gate.summary,
            source_type="gate",
            source_id=str(gate.pk),
            source_url=reverse("gates:gate", kwargs={"brand": gate.brand.key, "gate_id": gate.pk}),
            evidence_url=gate.url,
            owner=only,
            permission="" if only else registry.kind_of(gate.kind).permission,
            due_at=gate.expires_at,
            key=task_key(gate),
        ),
        actor=gate.author,
        at=at,
    )


def gate_task_settle(gate: Gate, actor: "User | None", at: datetime) -> None:
    """Close the task with what became of the gate."""
    tasks.tasks_settle(brand=gate.brand, key=task_key(gate), outcome=gate.state, actor=actor, at=at)
