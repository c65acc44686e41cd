"""What does not apply: granted by the owner, or asked through a gate; always with a reason and an end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.conformity.asked import requirement_named
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.models import Exemption
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import Brand, User

EXEMPTION_GATE = "conformity.exemption"
LONGEST = timedelta(days=366)
SHORTEST_REASON = 6


@dataclass(frozen=True)
class ExemptionDraft:
    """What is said not to apply, why, and until when."""

    requirement_id: str
    reason: str
    expires_on: date
    url: str = ""


@transaction.atomic
def exemption_grant(
    *, brand: "Brand", draft: ExemptionDraft, actor: "User", at: datetime
) -> Exemption:
    """The owner signs. Raises ConformityError for anybody else, and for a draft that says too little."""
    if people.role_in(brand=brand, user=actor) != Role.OWNER:
        raise ConformityError(
            _("Only the owner signs an exemption directly: ask for approval instead.")
        )
    made = _made(brand, draft, actor, at)
    made.state, made.signed_by, made.signed_at = Exemption.State.GRANTED, actor, at
    made.save()
    _trailed(made, "conformity.exempted", actor, at)
    return made


@transaction.atomic
def exemption_ask(
    *, brand: "Brand", draft: ExemptionDraft, actor: "User", at: datetime
) -> Exemption:
    """Somebody else asks; the gate's decision signs or refuses."""
    made = _made(brand, draft, actor, at)
    made.save()
    subject = GateSubject(
        brand=brand, kind=EXEMPTION_GATE, subject_type="exemption", subject_id=str(made.pk),
        title=f"T/GXDSL 265-2025 {draft.requirement_id}", url=draft.url, summary=made.reason,
    )  # fmt: skip
    gates.gate_ask(subject=subject, author=actor, at=at)
    _trailed(made, "conformity.exemption_asked", actor, at)
    return made


def exemption_decided(gate: "Gate", at: datetime) -> None:
    """Runs in the decision's transaction: the last who voted has signed."""
    made = Exemption.objects.select_for_update().get(brand=gate.brand, pk=int(gate.subject_id))
    vote = gate.votes.order_by("at", "pk").last()
    decider = vote.decider if vote else None
    is_granted = gate.state == gate.State.APPROVED
    made.state = Exemption.State.GRANTED if is_granted else Exemption.State.REFUSED
    made.signed_by, made.signed_at = decider, at
    made.save(update_fields=["state", "signed_by", "signed_at"])
    verb = "conformity.exempted" if is_granted else "conformity.exemption_refused"
    _trailed(made, verb, decider, at)


@transaction.atomic
def exemption_end(*, exemption: Exemption, actor: "User", at: datetime) -> Exemption:
    """It applies again. Raises ConformityError where the exemption is not in force."""
    found = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if found.state != Exemption.State.GRANTED:
        raise ConformityError(_("Only an exemption that was granted can be ended."))
    found.state = Exemption.State.ENDED
    found.save(update_fields=["state"])
    _trailed(found, "conformity.exemption_ended", actor, at)
    return found


def _made(brand: "Brand", draft: ExemptionDraft, actor: "User", at: datetime) -> Exemption:
    named = requirement_named(draft.requirement_id)
    today = at.astimezone(ZoneInfo(brand.zone)).date()
    if len(draft.reason.strip()) < SHORTEST_REASON:
        raise ConformityError(_("Say why it does not apply, in a sentence."))
    if not today < draft.expires_on <= today + LONGEST:
        raise ConformityError(_("An exemption ends after today and within a year."))
    waiting = Exemption.objects.filter(
        brand=brand, requirement_id=draft.requirement_id, state=Exemption.State.ASKED
    )
    if waiting.exists():
        raise ConformityError(_("An exemption of this requirement already waits for a decision."))
    return Exemption(
        brand=brand, edition=named.edition, requirement_id=draft.requirement_id,
        reason=draft.reason.strip(), state=Exemption.State.ASKED, asked_by=actor, asked_at=at,
        expires_on=draft.expires_on,
    )  # fmt: skip


def _trailed(made: Exemption, verb: str, actor: "User | None", at: datetime) -> None:
    trail_record(
        brand=made.brand, actor=actor, verb=verb, subject_type="requirement",
        subject_id=made.requirement_id, at=at,
        detail={"reason": made.reason, "expires_on": made.expires_on.isoformat()},
    )  # fmt: skip
