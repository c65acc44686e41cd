"""Setting pushes up, and sending a report once (9.4)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.signals import delivery
from luoxuan.foundation.signals.models import PushDelivery, PushTarget
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

STUCK_AFTER = timedelta(minutes=10)
"""A delivery still `sending` after this long belonged to a worker that died."""
MOST_ATTEMPTS = 5


@dataclass(frozen=True)
class PushPlan:
    """What a person asks for: which report, where to, when."""

    name: str
    kind: str
    secret_name: str
    report: str
    send_at: time
    is_live: bool = True


@transaction.atomic
def push_target_save(
    *, brand: "Brand", plan: PushPlan, target: PushTarget | None, actor: "User", at: datetime
) -> PushTarget:
    """Create the target, or change it. Raises PushError where the secret's name is not allowed."""
    if not delivery.SECRET_NAME.fullmatch(plan.secret_name):
        raise delivery.PushError("Call the variable LUOXUAN_PUSH_ and then capital letters.")
    target = target or PushTarget(brand=brand)
    for name, value in plan.__dict__.items():
        setattr(target, name, value)
    target.save()
    trail.trail_record(
        brand=brand,
        actor=actor,
        verb="push_target.saved",
        subject_type="push_target",
        subject_id=str(target.pk),
        detail={"name": plan.name, "kind": plan.kind, "report": plan.report},
        at=at,
    )
    return target


@transaction.atomic
def push_target_remove(*, target: PushTarget, actor: "User", at: datetime) -> None:
    """Remove the target with its attempts; the trail keeps that it was there."""
    trail.trail_record(
        brand=target.brand,
        actor=actor,
        verb="push_target.removed",
        subject_type="push_target",
        subject_id=str(target.pk),
        detail={"name": target.name},
        at=at,
    )
    target.delete()


def push_send(
    *, target: PushTarget, subject: str, message: delivery.Message, at: datetime
) -> PushDelivery:
    """Send `subject` to the target unless it was sent before; the attempt says how it ended.

    The claim is committed before the message leaves, so two workers never send twice; a worker killed between
    claim and answer leaves `sending`, which is tried again after ten minutes.
    """
    claim = _claim(target=target, subject=subject, at=at)
    if claim is None:
        return PushDelivery.objects.get(target=target, subject=subject)
    try:
        address = delivery.address_of(kind=target.kind, secret_name=target.secret_name)
        delivery.deliver(message, kind=target.kind, address=address)
    except delivery.PushError as error:
        claim.state, claim.reason = PushDelivery.State.FAILED, str(error)
    else:
        claim.state, claim.reason = PushDelivery.State.SENT, ""
    claim.save(update_fields=["state", "reason"])
    return claim


def push_queue(
    *, target: PushTarget, subject: str, message: delivery.Message, at: datetime
) -> None:
    """Let a message wait for the next round of deliveries; a subject waits once. Part of the caller's transaction."""
    PushDelivery.objects.get_or_create(
        target=target,
        subject=subject,
        defaults={
            "state": PushDelivery.State.WAITING,
            "title": message.title[:200],
            "body": message.body,
            "at": at,
        },
    )


def pushes_deliver(*, at: datetime) -> int:
    """Send the messages that wait, and again those that failed or got stuck. How many were tried."""
    asked = PushDelivery.objects.exclude(title="").exclude(state=PushDelivery.State.SENT)
    due = asked.filter(attempts__lt=MOST_ATTEMPTS, target__is_live=True).select_related("target")
    for attempt in due:
        message = delivery.Message(title=attempt.title, body=attempt.body)
        push_send(target=attempt.target, subject=attempt.subject, message=message, at=at)
    return len(due)


@transaction.atomic
def _claim(*, target: PushTarget, subject: str, at: datetime) -> PushDelivery | None:
    """The attempt that may send now, None where it was sent, is being sent, or was tried often enough."""
    attempt, _created = PushDelivery.objects.select_for_update().get_or_create(
        target=target,
        subject=subject,
        defaults={"state": PushDelivery.State.FAILED, "at": at},
    )
    in_flight = attempt.state == PushDelivery.State.SENDING and at - attempt.at < STUCK_AFTER
    if attempt.state == PushDelivery.State.SENT or in_flight or attempt.attempts >= MOST_ATTEMPTS:
        return None
    attempt.state, attempt.at = PushDelivery.State.SENDING, at
    attempt.attempts += 1
    attempt.save(update_fields=["state", "at", "attempts"])
    return attempt
