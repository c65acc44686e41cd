"""Writing a difference off: within the tolerance at once, above it through a gate (11.12, 5.4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.check.settlement import words
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.services.errors import SettlementError
from luoxuan.check.settlement.services.records import difference_trailed
from luoxuan.check.settlement.services.tasks import task_over
from luoxuan.check.settlement.services.working import (
    NOTE,
    REFERENCE,
    WORKABLE,
    Said,
    difference_locked,
    is_tolerable,
)
from luoxuan.check.settlement.tolerances import CENT
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject, gate_kind

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import User

KIND = "settlement.write_off"
State = DifferenceRecord.State


@transaction.atomic
def difference_write_off(
    *, difference: DifferenceRecord, said: Said, actor: "User", at: datetime
) -> "Gate | None":
    """Give the money up. The gate it waits for comes back; None where it is done. Raises SettlementError, GateError."""
    record = difference_locked(difference)
    if record.state not in WORKABLE:
        raise SettlementError(_("Nothing is left to do for this difference."))
    if record.gate_id is not None:
        raise SettlementError(_("Its write-off waits for approval already."))
    if not said.note.strip():
        raise SettlementError(_("Say why in a few words."))
    record.note, record.reference = said.note.strip()[:NOTE], said.reference.strip()[:REFERENCE]
    record.changed_at = at
    if is_tolerable(record):
        record.save()
        _written_off(record, actor, at, gate=None)
        return None
    gate = gates.gate_ask(subject=_subject(record), author=actor, at=at)
    record.gate_id = gate.pk
    record.save()
    difference_trailed(record, "write_off_asked", actor, at, note=record.note, gate=gate.pk)
    return gate


def kind_register() -> None:
    """Make the approval of a write-off known."""
    gate_kind(
        GateKind(
            KIND, "差异核销", "Writing a difference off", checks=_checks, on_decided=_decided,
            on_closed=_decided, fingerprint=_fingerprint, action_verbs=("difference.written_off",),
        )
    )  # fmt: skip


def _subject(record: DifferenceRecord) -> GateSubject:
    kind = words.kind(record.kind)
    return GateSubject(
        brand=record.brand, kind=KIND, subject_type="difference", subject_id=str(record.pk),
        title=_("Write off: %(kind)s %(amount)s")
        % {"kind": kind, "amount": f"{record.amount:,.2f}"},
        url=reverse("settlement:difference", args=[record.brand.key, record.pk]),
        amount=abs(record.amount).quantize(CENT),
        evidence={"reason": record.note, "reference": record.reference, "month": record.month},
        summary=f"{record.month} {kind}: {record.amount:,.2f} {record.currency} → 0",
    )  # fmt: skip


def _checks(subject: GateSubject) -> Sequence[GateFinding]:
    record = DifferenceRecord.objects.get(pk=int(subject.subject_id))
    if record.state == State.CLAIMED:
        return [
            GateFinding(
                "settlement.claimed", "warn", "这笔差异已向平台申诉，尚无结果。",
                "This difference is claimed at the platform and not answered yet.", version="1",
            )
        ]  # fmt: skip
    return []


def _fingerprint(subject: GateSubject) -> str:
    """Another amount is another matter."""
    record = DifferenceRecord.objects.filter(pk=int(subject.subject_id)).first()
    return f"{record.amount:.4f} {record.is_explained}" if record else ""


def _decided(gate: "Gate", at: datetime) -> None:
    record = difference_locked(DifferenceRecord.objects.get(pk=int(gate.subject_id)))
    record.gate_id = None
    if gate.state != "approved" or record.state not in WORKABLE:
        record.save(update_fields=["gate_id"])
        return
    vote = gate.votes.last()
    _written_off(record, vote.decider if vote else None, at, gate=gate.pk)


def _written_off(
    record: DifferenceRecord, actor: "User | None", at: datetime, *, gate: int | None
) -> None:
    record.state, record.off_amount = State.WRITTEN_OFF, record.amount
    record.is_by_hand, record.changed_at = True, at
    record.save()
    task_over(record=record, actor=actor, at=at)
    difference_trailed(record, "written_off", actor, at, note=record.note, gate=gate or "")
