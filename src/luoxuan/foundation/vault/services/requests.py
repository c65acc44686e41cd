"""What persons ask for by right: taken, answered in time, or refused with a reason (9.3)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.models import Person, PersonRequest
from luoxuan.foundation.vault.selectors.rights import due_day
from luoxuan.foundation.vault.selectors.settings import settings_of
from luoxuan.foundation.vault.services.erase import person_erase
from luoxuan.foundation.vault.services.errors import VaultError
from luoxuan.warehouse.personal import mask_text

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@transaction.atomic
def request_open(
    *, brand: "Brand", token: str, kind: str, actor: "User | None", at: datetime,
    source: str, note: str = "",
) -> PersonRequest:  # fmt: skip
    """Take a request; it is due after the working days of the settings."""
    if kind not in PersonRequest.Kind.values:
        raise VaultError(_("Choose which right is asked for."))
    if not source.strip():
        raise VaultError(_("Say how the request came: by phone, by message, by letter."))
    waiting = PersonRequest.objects.filter(
        brand=brand, token=token, kind=kind, state=PersonRequest.State.OPEN
    )
    if waiting.exists():
        raise VaultError(_("The same request of this person is open already."))
    received = at.astimezone(ZoneInfo(brand.zone)).date()
    made = PersonRequest.objects.create(
        brand=brand, token=token, kind=kind, source=mask_text(source.strip())[:60],
        note=mask_text(note)[:300], received_at=at, taken_by=actor,
        due_on=due_day(received, settings_of(brand).answer_days),
    )  # fmt: skip
    _trailed(made, "person_request.opened", {"kind": kind, "due_on": str(made.due_on)}, actor, at)
    return made


@transaction.atomic
def request_answer(
    *, request: PersonRequest, answer: str, actor: "User | None", at: datetime,
    proof: dict[str, Any] | None = None,
) -> PersonRequest:  # fmt: skip
    """Say what was done."""
    return _ended(request, PersonRequest.State.ANSWERED, answer, (actor, at), proof)


@transaction.atomic
def request_refuse(
    *, request: PersonRequest, reason: str, actor: "User | None", at: datetime
) -> PersonRequest:
    """Refuse, with a reason: article 50 asks for one."""
    return _ended(request, PersonRequest.State.REFUSED, reason, (actor, at), None)


def _ended(
    request: PersonRequest,
    state: str,
    words: str,
    by: "tuple[User | None, datetime]",
    proof: dict[str, Any] | None,
) -> PersonRequest:
    actor, at = by
    row = PersonRequest.objects.select_for_update().get(pk=request.pk)
    if row.state != PersonRequest.State.OPEN:
        raise VaultError(_("This request is answered already."))
    if not words.strip():
        raise VaultError(_("Say what was answered."))
    row.state, row.answer, row.proof = state, mask_text(words.strip())[:300], proof or {}
    row.answered_by, row.answered_at = actor, at
    row.save(update_fields=["state", "answer", "proof", "answered_by", "answered_at"])
    _trailed(row, f"person_request.{state}", {"kind": row.kind}, actor, at)
    return row


def _trailed(
    row: PersonRequest, verb: str, detail: dict[str, str], actor: "User | None", at: datetime
) -> None:
    trail_record(
        brand=row.brand, actor=actor, verb=verb, subject_type="person_request",
        subject_id=str(row.pk), detail=detail | {"person": row.token}, at=at,
    )  # fmt: skip


@transaction.atomic
def request_erase(
    *, request: PersonRequest, person: Person, actor: "User | None", at: datetime
) -> PersonRequest:
    """Erase the person of a request for deletion, and keep the proof with the request."""
    if request.kind != PersonRequest.Kind.DELETION or request.token != person.token:
        raise VaultError(_("The request is no request of this person for deletion."))
    if request.state != PersonRequest.State.OPEN:
        raise VaultError(_("This request is answered already."))
    proof = person_erase(person=person, actor=actor, at=at, why=f"request {request.pk}")
    words = _("Erased; proof %(digest)s") % {"digest": proof["digest"]}
    return request_answer(request=request, answer=words, actor=actor, at=at, proof=proof)
