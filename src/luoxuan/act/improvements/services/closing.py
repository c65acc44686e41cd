"""An action closes on a measured effect or with a recorded reason, and not otherwise (12.4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.improvements import outcomes
from luoxuan.act.improvements.models import Action, Effect
from luoxuan.act.improvements.services.actions import LONGEST
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.findings import finding_settle
from luoxuan.act.improvements.services.records import (
    action_locked,
    decision_key,
    recorded,
    task_key,
)
from luoxuan.foundation.tasks import services as tasks

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

Decision = Literal["kept", "not_kept", "closed_with_reason"]


@transaction.atomic
def action_close(
    *, action: Action, decision: Decision, actor: "User", at: datetime, reason: str = ""
) -> Action:
    """Kept or not kept on the newest effect, or closed with a reason; who decides against the proposal says why."""
    row = action_locked(action)
    if row.is_over:
        raise ImprovementError(_("The action is closed already."))
    reason = reason.strip()[:LONGEST]
    effect = row.effects.filter(per_day__isnull=False).first()
    if decision == "closed_with_reason":
        effect = None
        if not reason:
            raise ImprovementError(
                _("Without a measured effect an action closes with a reason only.")
            )
    else:
        _may(effect, decision, reason)
    row.state, row.closing_effect, row.close_reason = decision, effect, reason
    row.closed_at, row.closed_by = at, actor
    row.save(update_fields=["state", "closing_effect", "close_reason", "closed_at", "closed_by"])
    for key in (task_key(row), decision_key(row)):
        tasks.tasks_settle(brand=row.brand, key=key, outcome=decision, actor=actor, at=at)
    recorded(
        row, "closed", actor=actor, at=at, decision=decision, reason=reason,
        effect=effect.pk if effect else None,
    )  # fmt: skip
    finding_settle(row.finding, actor, at)
    outcomes.tell(outcomes.ActionOutcome(row, effect, actor, at))
    return row


def _may(effect: Effect | None, decision: str, reason: str) -> None:
    if decision not in (Action.State.KEPT, Action.State.NOT_KEPT):
        raise ImprovementError(_("An action is kept, not kept, or closed with a reason."))
    if effect is None:
        raise ImprovementError(
            _("Its effect is not measured yet: measure it, or close it with a reason.")
        )
    if effect.verdict != decision and not reason:
        raise ImprovementError(_("The measurement proposes something else: say why you decide so."))
