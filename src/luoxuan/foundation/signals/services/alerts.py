"""What people say of alerts: seen, true, false (9.15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.signals.errors import AlertError
from luoxuan.foundation.signals.models import Alert
from luoxuan.foundation.signals.services.firing import task_key
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class AlertAnswer:
    """Whether it was a true alarm, and why."""

    is_true: bool
    reason: str = ""


@transaction.atomic
def alert_acknowledge(*, alert: Alert, reason: str, actor: "User", at: datetime) -> Alert:
    """Say that somebody looks after it. Raises AlertError where it is settled or no reason is given."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    if alert.state not in {Alert.State.OPEN, Alert.State.ACKNOWLEDGED}:
        raise AlertError(_("The alert is over: judge it instead."))
    if not reason.strip():
        raise AlertError(_("Say what you do about it, or why nothing is to be done."))
    alert.state, alert.reason = Alert.State.ACKNOWLEDGED, reason.strip()[:300]
    alert.judged_by, alert.judged_at, alert.tell_after = actor, at, None
    alert.save()
    _trailed(alert, "alert.acknowledged", actor, at)
    return alert


@transaction.atomic
def alerts_acknowledge(*, alerts: Sequence[Alert], reason: str, actor: "User", at: datetime) -> int:
    """Acknowledge several at once; those that are over are passed by. How many were."""
    waiting = [alert for alert in alerts if alert.state == Alert.State.OPEN]
    for alert in waiting:
        alert_acknowledge(alert=alert, reason=reason, actor=actor, at=at)
    return len(waiting)


@transaction.atomic
def alert_judge(*, alert: Alert, answer: AlertAnswer, actor: "User", at: datetime) -> Alert:
    """Say whether the alarm was true: the monitor's precision is made of that. A false one closes its task."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    alert.verdict = Alert.Verdict.TRUE if answer.is_true else Alert.Verdict.FALSE
    if not answer.is_true:
        alert.state = Alert.State.FALSE_ALARM
    elif alert.state in {Alert.State.OPEN, Alert.State.FALSE_ALARM}:
        alert.state = Alert.State.ACKNOWLEDGED
    alert.reason = answer.reason.strip()[:300] or alert.reason
    alert.judged_by, alert.judged_at, alert.tell_after = actor, at, None
    alert.save()
    _trailed(alert, "alert.judged", actor, at)
    if not answer.is_true:
        tasks.tasks_settle(
            brand=alert.brand, key=task_key(alert), outcome="false_alarm", actor=actor, at=at
        )
    return alert


def _trailed(alert: Alert, verb: str, actor: "User", at: datetime) -> None:
    trail.trail_record(
        brand=alert.brand,
        actor=actor,
        verb=verb,
        subject_type="alert",
        subject_id=str(alert.pk),
        detail={"state": alert.state, "verdict": alert.verdict, "reason": alert.reason},
        at=at,
    )
