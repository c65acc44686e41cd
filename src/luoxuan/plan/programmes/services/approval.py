"""A plan is handed in as a frozen version, and approved or refused through the gate (6.3, 6.4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates import services as gating
from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.foundation.trail.services import trail_record
from luoxuan.plan.programmes import parts
from luoxuan.plan.programmes.models import Programme, ProgrammeVersion
from luoxuan.plan.programmes.periods import name_of
from luoxuan.plan.programmes.services.errors import PlanWaitsError, ProgrammeError

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import User

GATE = "programmes.plan"
SUBJECT = "programme_version"


@transaction.atomic
def programme_ask(
    *, programme: Programme, note: str = "", author: "User", at: datetime
) -> ProgrammeVersion:
    """Freeze the plan as it stands and ask for its approval. Raises ProgrammeError."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == Programme.State.WAITING:
        raise PlanWaitsError(_("The plan waits for approval already."))
    version = _frozen(programme, note, author, at)
    if not any(part["text"].strip() for part in version.body["parts"]):
        raise ProgrammeError(_("Nothing is written yet: write at least one part."))
    programme.state = Programme.State.WAITING
    programme.save(update_fields=["state"])
    _told(version, "programme.asked", author, at)
    try:
        gating.gate_ask(subject=_subject(version), author=author, at=at)
    except gating.GateError as error:
        raise ProgrammeError(str(error)) from error
    return version


@transaction.atomic
def programme_withdraw(*, programme: Programme, actor: "User", at: datetime) -> None:
    """Take the plan back to change it. Raises ProgrammeError where it does not wait, or is not theirs to take back."""
    version = programme.versions.filter(state=ProgrammeVersion.State.ASKED).first()
    gate = gates.gate_latest(programme.brand, SUBJECT, str(version.pk)) if version else None
    if version is None or gate is None:
        raise ProgrammeError(_("The plan does not wait for approval."))
    try:
        gating.gate_withdraw(gate=gate, actor=actor, at=at)
    except gating.GateError as error:
        raise ProgrammeError(str(error)) from error


def programme_decided(gate: "Gate", at: datetime) -> None:
    """What follows the gate's decision, in its own transaction."""
    version = _version_of(gate)
    if version is None:
        return
    programme = Programme.objects.select_for_update().get(pk=version.programme_id)
    version.state, version.decided_at = gate.state, at
    version.save(update_fields=["state", "decided_at"])
    if version.state == ProgrammeVersion.State.APPROVED:
        programme.state, programme.version = Programme.State.APPROVED, version.number
        programme.approved_at = at
        programme.first_approved_at = programme.first_approved_at or at
    else:
        programme.state = Programme.State.DRAFT
    programme.save()
    _told(version, f"programme.{version.state}", None, at)


def programme_withdrawn(gate: "Gate", at: datetime) -> None:
    """What follows when the gate was withdrawn or ran out of time."""
    version = _version_of(gate)
    if version is None:
        return
    version.state, version.decided_at = ProgrammeVersion.State.WITHDRAWN, at
    version.save(update_fields=["state", "decided_at"])
    Programme.objects.filter(pk=version.programme_id).update(state=Programme.State.DRAFT)
    _told(version, "programme.withdrawn", None, at)


def _frozen(programme: Programme, note: str, author: "User", at: datetime) -> ProgrammeVersion:
    body = parts.body_of(parts.parts_now(programme))
    data_version = parts.data_version_of(programme.brand)
    last = programme.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return ProgrammeVersion.objects.create(
        programme=programme, number=last + 1, note=note.strip(), body=body,
        data_version=data_version, digest=parts.digest_of(body, data_version),
        author=author, asked_at=at,
    )  # fmt: skip


def _subject(version: ProgrammeVersion) -> GateSubject:
    programme = version.programme
    name = name_of(programme.kind, programme.starts_on)
    url = reverse("programmes:version", args=[programme.brand.key, name, version.number])
    title = f"{programme.get_kind_display()} {name} · v{version.number}"
    return GateSubject(
        brand=programme.brand, kind=GATE, subject_type=SUBJECT, subject_id=str(version.pk),
        title=title, url=url, summary=version.note,
        evidence={"data_version": version.data_version, "digest": version.digest},
    )  # fmt: skip


def _version_of(gate: "Gate") -> ProgrammeVersion | None:
    found = ProgrammeVersion.objects.filter(programme__brand=gate.brand, pk=gate.subject_id)
    return found.select_related("programme__brand").first()


def _told(version: ProgrammeVersion, verb: str, actor: "User | None", at: datetime) -> None:
    programme = version.programme
    trail_record(
        brand=programme.brand, actor=actor, verb=verb, subject_type=SUBJECT,
        subject_id=str(version.pk), at=at,
        detail={
            "period": name_of(programme.kind, programme.starts_on),
            "version": version.number,
            "digest": version.digest,
        },
    )  # fmt: skip
