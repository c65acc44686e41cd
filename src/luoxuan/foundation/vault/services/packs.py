"""Everything known of a person, for that person: to read, or to take elsewhere (9.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.vault import registry
from luoxuan.foundation.vault.models import Person, PersonRequest, PersonValue, Unmasking
from luoxuan.foundation.vault.selectors.persons import unmaskings_of
from luoxuan.foundation.vault.selectors.rights import consents_of, purposes_of
from luoxuan.foundation.vault.services.errors import VaultError
from luoxuan.foundation.vault.services.reads import Reason, person_unmask

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

PACKS = (PersonRequest.Kind.ACCESS, PersonRequest.Kind.PORTABILITY)


@dataclass(frozen=True)
class PackTable:
    """One part: what it is called by programs and by people, and its rows, all with the same keys."""

    name: str
    title: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Pack:
    """All parts, and when they were true."""

    person: str
    at: datetime
    tables: tuple[PackTable, ...]

    def to_json(self) -> dict[str, Any]:
        """For programs: the parts by their names."""
        return {
            "person": self.person,
            "at": self.at.isoformat(),
            **{table.name: table.rows for table in self.tables},
        }


@transaction.atomic
def pack_make(*, person: Person, request: PersonRequest, actor: "User", at: datetime) -> Pack:
    """The pack of an open request; that it was read is written down as any reading. It is kept nowhere."""
    if request.token != person.token or request.kind not in PACKS:
        raise VaultError(_("The request is no request of this person for a copy."))
    if request.state != PersonRequest.State.OPEN:
        raise VaultError(_("This request is answered already."))
    reason = Reason(Unmasking.Basis.REQUEST, f"{request.get_kind_display()} #{request.pk}")
    plain = person_unmask(
        person=person, kinds=PersonValue.Kind.values, reason=reason, actor=actor, at=at
    )
    brand = person.brand
    values = [
        {"kind": each.kind, "value": each.value, "is_corrected": each.is_corrected, "since": _when(each.at)}
        for each in plain
    ]  # fmt: skip
    parts = [
        PackTable("values", _("What is kept of you"), values),
        PackTable("purposes", _("What it is used for"), [_purpose(each) for each in purposes_of(brand)]),
        PackTable("consents", _("What you agreed to"), [_consent(each) for each in consents_of(brand, person.token)]),
        PackTable("readings", _("Who read it"), [_reading(each) for each in unmaskings_of(brand, person.token)]),
    ]  # fmt: skip
    parts += [
        PackTable(part.name, str(part.title), part.rows(brand, person.token))
        for part in registry.parts()
    ]
    return Pack(person.token, at, tuple(parts))


def _purpose(row: Any) -> dict[str, Any]:
    return {"purpose": row.name, "basis": str(row.get_basis_display()), "retention": row.retention}


def _consent(row: Any) -> dict[str, Any]:
    return {
        "purpose": row.purpose.name, "word": str(row.get_word_display()),
        "said_at": _when(row.said_at), "source": row.source,
    }  # fmt: skip


def _reading(row: Any) -> dict[str, Any]:
    """The role of who read, not the name: colleagues have rights too."""
    return {"at": _when(row.at), "basis": str(row.get_basis_display()), "purpose": row.purpose}


def _when(at: datetime | None) -> str:
    return at.isoformat() if at else ""
