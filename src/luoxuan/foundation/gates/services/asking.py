"""A subject asks; it may ask no more before the answer, and take its question back (5.4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.models import Gate, GateFindingKept, GateVote
from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject
from luoxuan.foundation.gates.services.errors import GateAskedError, GateClosedError, NotTheirsError
from luoxuan.foundation.gates.services.queue import gate_task_open, gate_task_settle
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@transaction.atomic
def gate_ask(*, subject: GateSubject, author: "User", at: datetime) -> Gate:
    """Run the checks, keep what they found, open the deciders' task. Raises GateAskedError where it waits already."""
    kind = registry.kind_of(subject.kind)
    findings = kind.checks(subject)
    gate = _created(subject, kind, author, at)
    findings_keep(gate, kind, findings, moment="asked", vote=None)
    gate_trail(
        gate, author, "gate.asked", at,
        kind=gate.kind, title=gate.title, amount=str(gate.amount or ""),
        findings=[f"{found.severity} {found.rule}" for found in findings],
    )  # fmt: skip
    gate_task_open(gate, at)
    return gate


@transaction.atomic
def gate_withdraw(*, gate: Gate, actor: "User", at: datetime) -> Gate:
    """Take the question back: the author's right, and the owner's."""
    kept = gate_locked(gate)
    is_owner = people.role_in(brand=kept.brand, user=actor) == Role.OWNER
    if actor.pk != kept.author_id and not is_owner:
        raise NotTheirsError(_("Only who asked, or the owner, may withdraw."))
    gate_close(kept, Gate.State.WITHDRAWN, at)
    gate_trail(kept, actor, "gate.withdrawn", at, title=kept.title)
    gate_task_settle(kept, actor, at)
    registry.kind_of(kept.kind).on_closed(kept, at)
    return kept


@transaction.atomic
def gate_expire(*, gate: Gate, at: datetime) -> Gate:
    """Close a gate whose time is over. Raises GateClosedError where somebody was faster, or it has time."""
    kept = gate_locked(gate)
    if kept.expires_at is None or kept.expires_at > at:
        raise GateClosedError(_("Its time is not over yet."))
    gate_close(kept, Gate.State.EXPIRED, at)
    gate_trail(kept, None, "gate.expired", at, title=kept.title)
    gate_task_settle(kept, None, at)
    if registry.kind_is_known(kept.kind):
        registry.kind_of(kept.kind).on_closed(kept, at)
    return kept


def gates_expire(*, at: datetime) -> int:
    """Close whatever has run out. How many."""
    from luoxuan.foundation.gates import selectors

    closed = 0
    for gate in selectors.gates_run_out(at):
        try:
            gate_expire(gate=gate, at=at)
        except GateClosedError:
            continue
        closed += 1
    return closed


def subject_of(gate: Gate) -> GateSubject:
    """The subject as it asked."""
    return GateSubject(
        gate.brand, gate.kind, gate.subject_type, gate.subject_id, gate.title, gate.url,
        gate.amount, gate.evidence, gate.summary,
    )  # fmt: skip


def gate_locked(gate: Gate) -> Gate:
    """The gate, locked until the transaction ends. Raises GateClosedError where it is decided."""
    kept = Gate.objects.select_for_update().get(pk=gate.pk)
    if not kept.is_open:
        vote = kept.votes.select_related("decider").last()
        told = {"state": kept.get_state_display(), "who": str(vote.decider) if vote else ""}
        raise GateClosedError(
            _("This is no longer open: %(state)s, %(who)s.") % told
            if vote
            else _("This is no longer open: %(state)s.") % told
        )
    return kept


def gate_close(gate: Gate, state: str, at: datetime) -> None:
    """The gate's last change."""
    gate.state, gate.closed_at = state, at
    gate.save(update_fields=["state", "closed_at"])


def findings_keep(
    gate: Gate,
    kind: GateKind,
    findings: Sequence[GateFinding],
    *,
    moment: str,
    vote: GateVote | None,
) -> None:
    """Keep each finding with its rule and version."""
    GateFindingKept.objects.bulk_create(
        GateFindingKept(
            gate=gate, vote=vote, moment=moment, rule=found.rule,
            version=found.version or kind.version, severity=found.severity,
            zh=found.zh, en=found.en, url=found.url,
        )
        for found in findings
    )  # fmt: skip


def gate_trail(gate: Gate, actor: "User | None", verb: str, at: datetime, **detail: object) -> None:
    """One entry on the gate."""
    trail.trail_record(
        brand=gate.brand, actor=actor, verb=verb, subject_type="gate",
        subject_id=str(gate.pk), detail=detail, at=at,
    )  # fmt: skip


def _created(subject: GateSubject, kind: GateKind, author: "User", at: datetime) -> Gate:
    try:
        with transaction.atomic():
            return Gate.objects.create(
                brand=subject.brand, kind=subject.kind, subject_type=subject.subject_type,
                subject_id=str(subject.subject_id), title=subject.title[:200],
                summary=subject.summary, url=subject.url, amount=subject.amount,
                evidence=subject.evidence, two_persons=kind.two_persons, author=author,
                fingerprint=kind.fingerprint(subject) if kind.fingerprint else "", asked_at=at,
                expires_at=at + kind.expires_after if kind.expires_after else None,
            )  # fmt: skip
    except IntegrityError:
        raise GateAskedError(
            _("%(title)s waits for approval already: withdraw that first.")
            % {"title": subject.title}
        ) from None
