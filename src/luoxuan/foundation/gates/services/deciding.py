"""A person decides: checks run again, rights and limits hold, what follows is in the same transaction (5.4, 11.10)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.authority import Authority, Bench, bench_of
from luoxuan.foundation.gates.models import Gate, GateVote
from luoxuan.foundation.gates.registry import GateFinding, GateKind
from luoxuan.foundation.gates.services.asking import (
    findings_keep,
    gate_close,
    gate_locked,
    gate_trail,
    subject_of,
)
from luoxuan.foundation.gates.services.errors import (
    BlockedError,
    GateClosedError,
    GateError,
    NotTheirsError,
)
from luoxuan.foundation.gates.services.queue import gate_task_open, gate_task_settle
from luoxuan.foundation.gates.words import refusal_sentence

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

Decision = Literal["approved", "refused"]


@transaction.atomic
def gate_decide(
    *,
    gate: Gate,
    decision: Decision,
    reason: str,
    actor: "User",
    at: datetime,
    waiver: str = "",
) -> Gate:
    """Approve or refuse. Raises a GateError, and nothing is written, where that may not be.

    Of two who decide at once the second finds the gate closed: the row is locked first.
    """
    kept = gate_locked(gate)
    kind = registry.kind_of(kept.kind)
    bench = bench_of(kept.brand, at)
    authority = _allowed(kept, bench, actor)
    _in_time(kept, at)
    _reasoned(decision, reason)
    findings = kind.checks(subject_of(kept))
    is_waivable = bench.is_owner(actor) and authority.on_behalf_of is None
    waived = ""
    if decision == "approved":
        waived = _passed(kept, kind, findings, waiver if is_waivable else "")
    vote = GateVote.objects.create(
        gate=kept, decider=actor, on_behalf_of=authority.on_behalf_of, decision=decision,
        reason=reason.strip(), waiver=waived, at=at,
    )  # fmt: skip
    findings_keep(kept, kind, findings, moment="decided", vote=vote)
    _told(kept, vote, at)
    if decision == "approved" and kept.two_persons and kept.votes.count() < 2:
        _wait_for_second(kept, actor, at)
        return kept
    gate_close(kept, decision, at)
    gate_task_settle(kept, actor, at)
    kind.on_decided(kept, at)
    return kept


def findings_now(gate: Gate) -> Sequence[GateFinding]:
    """What the checks find at this moment; nothing is written."""
    return registry.kind_of(gate.kind).checks(subject_of(gate))


def _allowed(gate: Gate, bench: Bench, actor: "User") -> Authority:
    authority = bench.authority(gate, actor)
    if not authority.is_held:
        raise NotTheirsError(refusal_sentence(authority))
    return authority


def _in_time(gate: Gate, at: datetime) -> None:
    if gate.expires_at is not None and gate.expires_at <= at:
        raise GateClosedError(_("The time for this decision is over: let it be asked again."))


def _reasoned(decision: str, reason: str) -> None:
    if decision not in {"approved", "refused"}:
        raise GateError(_("Decide approved or refused."))
    if decision == "refused" and not reason.strip():
        raise GateError(_("Say why it is refused, so that it can be mended."))


def _passed(gate: Gate, kind: GateKind, findings: Sequence[GateFinding], waiver: str) -> str:
    """The waiver where one was needed. Raises BlockedError where a finding blocks and nobody may waive it."""
    subject = subject_of(gate)
    if kind.fingerprint and kind.fingerprint(subject) != gate.fingerprint:
        raise BlockedError(_("The subject has changed since it was asked: let it be asked again."))
    blocking = [found for found in findings if found.severity == "block"]
    if not blocking:
        return ""
    if not waiver.strip():
        is_chinese = (get_language() or "zh").startswith("zh")
        told = " ".join(found.zh if is_chinese else found.en for found in blocking)
        raise BlockedError(
            _("%(findings)s Mend this first; only the owner may waive it, with a reason.")
            % {"findings": told}
        )
    return waiver.strip()


def _told(gate: Gate, vote: GateVote, at: datetime) -> None:
    behalf = f"user:{vote.on_behalf_of_id}" if vote.on_behalf_of_id else ""
    gate_trail(
        gate, vote.decider, f"gate.{vote.decision}", at,
        kind=gate.kind, title=gate.title, amount=str(gate.amount or ""),
        reason=vote.reason, on_behalf_of=behalf, waiver=vote.waiver,
    )  # fmt: skip


def _wait_for_second(gate: Gate, actor: "User", at: datetime) -> None:
    """The task goes on to somebody who has not spoken yet."""
    gate_task_settle(gate, actor, at)
    gate_task_open(Gate.objects.get(pk=gate.pk), at)
