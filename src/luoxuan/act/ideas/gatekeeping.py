"""What is checked before a trial may spend (5.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from luoxuan.act.ideas import selectors, services
from luoxuan.act.ideas.services.trying import GATE
from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject, gate_kind
from luoxuan.foundation.tasks.kinds import TaskKind, kind_add

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate


def register() -> None:
    """Make the kind of approval and of task known."""
    kind_add(TaskKind("suggestion", _("Suggestion")))
    gate_kind(
        GateKind(
            key=GATE,
            zh="创新试验",
            en="Innovation trial",
            checks=findings,
            on_decided=decided,
            on_closed=decided,
            action_verbs=("trial.started",),
        )
    )


def findings(subject: GateSubject) -> Sequence[GateFinding]:
    """The year's trial money must reach."""
    trial = selectors.trial_of(subject.brand, int(subject.subject_id))
    if trial is None:
        return [GateFinding("trial.there", "block", "试验不存在。", "The trial is gone.")]
    left = selectors.pool_of(subject.brand, trial.starts_on.year).left
    if trial.budget <= left:
        return []
    return [
        GateFinding(
            "trial.pool",
            "block",
            f"本年度试错预算只剩 {left} 元，试验需要 {trial.budget} 元。",
            f"The year's trial money has {left} left, the trial wants {trial.budget}.",
        )
    ]


def decided(gate: "Gate", at: datetime) -> None:
    """Start the trial, or give it back to its author."""
    services.trial_decided(
        trial_id=int(gate.subject_id), is_approved=gate.state == "approved", at=at
    )
