"""The register of purposes, and the ledger of what persons agreed to (9.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.models import Consent, Purpose, Unmasking
from luoxuan.foundation.vault.services.errors import VaultError
from luoxuan.warehouse.personal import mask_text

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class PurposeDraft:
    """What a person says of a purpose."""

    name: str
    basis: str
    kinds: tuple[str, ...] = ()
    retention: str = ""
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody said, when, and how it is known."""

    word: str
    said_at: datetime
    source: str
    evidence: str = ""


@transaction.atomic
def purpose_save(
    *, brand: "Brand", key: str, draft: PurposeDraft, actor: "User | None", at: datetime
) -> Purpose:
    """Put a purpose into the register, or change what is said of it."""
    if not key or not draft.name.strip() or draft.basis not in Unmasking.Basis.values:
        raise VaultError(_("A purpose has a key, a name, and what allows it."))
    said = {
        "name": mask_text(draft.name.strip()), "basis": draft.basis, "kinds": list(draft.kinds),
        "retention": mask_text(draft.retention), "note": mask_text(draft.note), "is_retired": False,
    }  # fmt: skip
    saved, _made = Purpose.objects.update_or_create(
        brand=brand, key=key, defaults=said, create_defaults=said | {"created_at": at}
    )
    _trailed(saved, "purpose.saved", {"basis": draft.basis, "name": saved.name}, actor, at)
    return saved


@transaction.atomic
def purpose_retire(*, purpose: Purpose, actor: "User | None", at: datetime) -> Purpose:
    """Nothing new is agreed to for it; what was said stays in the ledger."""
    purpose.is_retired = True
    purpose.save(update_fields=["is_retired"])
    _trailed(purpose, "purpose.retired", {}, actor, at)
    return purpose


@transaction.atomic
def consent_record(
    *, purpose: Purpose, token: str, said: Said, actor: "User | None", at: datetime
) -> Consent:
    """One more entry; earlier ones stay as they are."""
    if said.word not in Consent.Word.values:
        raise VaultError(_("A consent is given or withdrawn."))
    if said.said_at > at:
        raise VaultError(_("What was said lies in the past."))
    if not said.source.strip():
        raise VaultError(_("Say where it is known from: a form, a call, a message."))
    if purpose.is_retired and said.word == Consent.Word.GIVEN:
        raise VaultError(_("The purpose is retired: nothing new is agreed to for it."))
    entry = Consent.objects.create(
        brand=purpose.brand, token=token, purpose=purpose, word=said.word, said_at=said.said_at,
        source=mask_text(said.source.strip())[:60], evidence=mask_text(said.evidence)[:300],
        recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    trail_record(
        brand=purpose.brand, actor=actor, verb=f"consent.{said.word}", subject_type="person",
        subject_id=token, detail={"purpose": purpose.key}, personal={"source": entry.source}, at=at,
    )  # fmt: skip
    return entry


def _trailed(
    purpose: Purpose, verb: str, detail: dict[str, str], actor: "User | None", at: datetime
) -> None:
    trail_record(
        brand=purpose.brand, actor=actor, verb=verb, subject_type="purpose",
        subject_id=purpose.key, detail=detail, at=at,
    )  # fmt: skip
