"""What a person does about a difference: give it to somebody, explain, claim, write off (11.12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.check.settlement import selectors
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.services.errors import SettlementError
from luoxuan.check.settlement.services.records import difference_trailed
from luoxuan.check.settlement.services.tasks import task_for, task_over

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

State = DifferenceRecord.State
NOTE, REFERENCE = 500, 200
WORKABLE = (State.OPEN, State.EXPLAINED, State.CLAIMED)


@dataclass(frozen=True)
class Said:
    """Why, and the document or claim that shows it."""

    note: str
    reference: str = ""


@transaction.atomic
def difference_assign(
    *, difference: DifferenceRecord, owner: "User", actor: "User", at: datetime
) -> DifferenceRecord:
    """Give it to a member: a task opens for it. Raises SettlementError, TaskError."""
    record = difference_locked(difference)
    if record.state not in WORKABLE:
        raise SettlementError(_("Nothing is left to do for this difference."))
    task_for(record=record, owner=owner, actor=actor, at=at)
    record.owner, record.changed_at = owner, at
    record.save(update_fields=["owner", "changed_at"])
    difference_trailed(record, "assigned", actor, at, owner=f"user:{owner.pk}")
    return record


@transaction.atomic
def difference_explain(
    *, difference: DifferenceRecord, said: Said, actor: "User", at: datetime
) -> DifferenceRecord:
    """A person knows why: it counts as explained, and its task is done."""
    record = _moved(difference, State.EXPLAINED, said, at)
    task_over(record=record, actor=actor, at=at)
    difference_trailed(record, "explained", actor, at, **_told(record))
    return record


@transaction.atomic
def difference_claim(
    *, difference: DifferenceRecord, said: Said, actor: "User", at: datetime
) -> DifferenceRecord:
    """The platform is asked for it; the task stays until the money comes."""
    record = _moved(difference, State.CLAIMED, said, at)
    difference_trailed(record, "claimed", actor, at, **_told(record))
    return record


@transaction.atomic
def difference_reopen(
    *, difference: DifferenceRecord, said: Said, actor: "User", at: datetime
) -> DifferenceRecord:
    """Take an explanation, a claim or a write-off back."""
    record = difference_locked(difference)
    if record.state in {State.OPEN, State.SETTLED}:
        raise SettlementError(_("There is nothing to take back."))
    _filled(record, said)
    record.state, record.off_amount, record.is_by_hand, record.changed_at = (
        State.OPEN,
        None,
        True,
        at,
    )
    record.save()
    difference_trailed(record, "reopened", actor, at, **_told(record))
    return record


def difference_locked(difference: DifferenceRecord) -> DifferenceRecord:
    """The row as it is, ours until the transaction ends."""
    return (
        DifferenceRecord.objects.select_for_update(of=("self",))
        .select_related("brand", "owner")
        .get(pk=difference.pk)
    )


def _moved(difference: DifferenceRecord, state: str, said: Said, at: datetime) -> DifferenceRecord:
    record = difference_locked(difference)
    if record.state not in WORKABLE:
        raise SettlementError(
            _("This difference is %(state)s: take that back first.")
            % {"state": record.get_state_display()}
        )
    if record.gate_id is not None:
        raise SettlementError(_("Its write-off waits for approval: withdraw it first."))
    _filled(record, said)
    record.state, record.is_by_hand, record.changed_at = state, True, at
    record.save()
    return record


def _filled(record: DifferenceRecord, said: Said) -> None:
    note = said.note.strip()
    if not note:
        raise SettlementError(_("Say why in a few words."))
    record.note, record.reference = note[:NOTE], said.reference.strip()[:REFERENCE]


def _told(record: DifferenceRecord) -> dict[str, str]:
    return {"note": record.note, "reference": record.reference}


def is_tolerable(record: DifferenceRecord) -> bool:
    """Whether its amount is within the tolerance, so that it is written off without asking anybody."""
    rules = selectors.rules_of(record.brand)
    return rules.covers(record.kind, record.platform, (record.amount, record.expected))
