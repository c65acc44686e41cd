"""Correcting and erasing a person; erasing destroys the key, so that copies of the boxes are worth nothing (9.3)."""

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record, trail_shred
from luoxuan.foundation.vault import registry
from luoxuan.foundation.vault.envelope import box_seal
from luoxuan.foundation.vault.keyring import Keyring, value_digest
from luoxuan.foundation.vault.models import Consent, Person, PersonValue, Unmasking
from luoxuan.foundation.vault.selectors.persons import imports_of
from luoxuan.foundation.vault.selectors.settings import settings_of
from luoxuan.foundation.vault.services.errors import PersonErasedError, VaultError

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@transaction.atomic
def person_correct(
    *, person: Person, kind: str, value: str, actor: "User | None", at: datetime
) -> PersonValue:
    """Put what the person says before what files say. A phone is no value to correct: the person is made of it."""
    words = " ".join(value.split())
    if kind not in (PersonValue.Kind.NAME, PersonValue.Kind.ADDRESS):
        raise VaultError(
            _("Only name and address can be corrected; another phone is another person.")
        )
    if not words or "*" in words:
        raise VaultError(_("Give the right value in full."))
    person = Person.objects.select_for_update().select_related("brand").get(pk=person.pk)
    if person.wrapped is None:
        raise PersonErasedError(_("This person was erased: nothing can be read any more."))
    cipher = "sm4" if settings_of(person.brand).cipher == "sm4" else "aes"
    ring = Keyring(person.brand, cipher=cipher)  # type: ignore[arg-type]
    key = ring.unwrap(bytes(person.wrapped), person.key_version, person.token)
    box = box_seal(
        words.encode(), key=key, bound_to=ring.bound_to(person.token, kind), cipher=ring.cipher
    )
    PersonValue.objects.filter(person=person, kind=kind).update(is_corrected=False)
    _orphans_remove(person, kind)
    saved, _made = PersonValue.objects.update_or_create(
        person=person, kind=kind, digest=value_digest(key, kind, words),
        defaults={"sealed": box, "is_corrected": True, "at": at},
    )  # fmt: skip
    trail_record(
        brand=person.brand, actor=actor, verb="person.corrected", subject_type="person",
        subject_id=person.token, detail={"kind": kind}, at=at,
    )  # fmt: skip
    return saved


def _orphans_remove(person: Person, kind: str) -> None:
    """An earlier correction that no file confirms is not kept beside the new one."""
    PersonValue.objects.filter(person=person, kind=kind, sources__isnull=True).delete()


@transaction.atomic
def person_erase(*, person: Person, actor: "User | None", at: datetime, why: str) -> dict[str, Any]:
    """Destroy the person's key and boxes; give the proof. The token stays in the warehouse and names nobody any more.

    With the person go the words of the trail about them, the purposes of readings, the evidence of consents, and
    what upper apps registered: the sealed originals that speak of the person.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.wrapped is None:
        raise PersonErasedError(_("This person was erased already."))
    _wipe_on()
    proof = _proof(row, at)
    imports = imports_of(row)
    for eraser in registry.erasers():
        proof["removed"] |= eraser(row.brand, imports, at)
    row.values.all().delete()
    Unmasking.objects.filter(person=row).update(purpose="")
    _consents_end(row, actor, at)
    row.wrapped, row.erased_at = None, at
    row.save(update_fields=["wrapped", "erased_at"])
    proof["removed"]["trail_words"] = trail_shred(
        brand=row.brand, subject_type="person", subject_id=row.token
    )
    proof["digest"] = proof_digest(proof)
    trail_record(
        brand=row.brand, actor=actor, verb="person.erased", subject_type="person",
        subject_id=row.token, detail={"why": why, "proof": proof["digest"]}, at=at,
    )  # fmt: skip
    return proof


def proof_digest(proof: dict[str, Any]) -> str:
    """SHA-256 over the proof without its digest, keys in order: anybody can work it out again."""
    body = {key: value for key, value in proof.items() if key != "digest"}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _proof(row: Person, at: datetime) -> dict[str, Any]:
    """What is destroyed, told by digests of the boxes: they show that it was this, and nothing of what was in it."""
    boxes = list(row.values.order_by("pk").values_list("kind", "sealed"))
    whole = hashlib.sha256(bytes(row.wrapped or b""))
    for _kind, box in boxes:
        whole.update(hashlib.sha256(bytes(box)).digest())
    kinds = sorted({kind for kind, _box in boxes})
    return {
        "person": row.token,
        "erased_at": at.isoformat(),
        "key_version": row.key_version,
        "boxes": {kind: sum(kind == each for each, _box in boxes) for kind in kinds},
        "boxes_sha256": whole.hexdigest(),
        "removed": {},
    }


def _consents_end(row: Person, actor: "User | None", at: datetime) -> None:
    """What was agreed to ends; evidence may quote the person and goes."""
    entries = Consent.objects.filter(brand=row.brand, token=row.token)
    last: dict[int, Consent] = {}
    for entry in entries:
        last.setdefault(entry.purpose_id, entry)
    entries.update(evidence="")
    Consent.objects.bulk_create(
        Consent(
            brand=row.brand, token=row.token, purpose_id=purpose, word=Consent.Word.WITHDRAWN,
            said_at=at, source="erasure", recorded_by=actor, recorded_at=at,
        )
        for purpose, entry in last.items()
        if entry.word == Consent.Word.GIVEN
    )  # fmt: skip


def _wipe_on() -> None:
    """SQLite shall write over what it frees; other engines have their own vacuum."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
