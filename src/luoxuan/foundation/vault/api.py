"""The interface to personal data: masked by default, plain for a stated purpose only (9.3)."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError
from pydantic import AwareDatetime

from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person

router = Router(tags=["persons"])


class OverviewOut(Schema):
    """Whether anything is kept, of how many, and what waits."""

    keeps_personal: bool
    persons: int
    erased: int
    requests_due: int
    key_version: int | None


class PhoneIn(Schema):
    """Who is looked for; a phone belongs into a body, never into an address."""

    phone: str


class ValueOut(Schema):
    """One value."""

    kind: str
    value: str
    is_corrected: bool


class PersonOut(Schema):
    """A person, masked."""

    id: int
    token: str
    first_seen_at: datetime
    last_seen_at: datetime
    erased_at: datetime | None
    values: list[ValueOut]


class UnmaskIn(Schema):
    """What is to be read, what allows it, what for."""

    kinds: list[str]
    basis: str
    purpose: str


class ConsentIn(Schema):
    """What a person said to a purpose."""

    purpose: str
    word: str
    source: str
    evidence: str = ""
    said_at: AwareDatetime | None = None


class ConsentOut(Schema):
    """An entry of the ledger."""

    id: int
    word: str
    said_at: datetime


class RequestOut(Schema):
    """A request of a person."""

    id: int
    token: str
    kind: str
    state: str
    due_on: date
    answer: str


@router.get("/", response=OverviewOut, summary="Whether personal data is kept, and of how many")
def overview(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """Counts only."""
    scope = scope_from(request, "persons.read")
    persons, key = selectors.persons_of(scope.brand), selectors.key_now(scope.brand)
    return {
        "keeps_personal": selectors.keeps_personal(scope.brand),
        "persons": persons.filter(erased_at__isnull=True).count(),
        "erased": persons.filter(erased_at__isnull=False).count(),
        "requests_due": selectors.requests_open(scope.brand).count(),
        "key_version": key.version if key else None,
    }


@router.get("/requests", response=list[RequestOut], summary="Requests of persons, those due first")
def requests_look(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """Open and answered ones."""
    return list(selectors.requests_of(scope_from(request, "persons.read").brand))


@router.post("/lookup", response=PersonOut, summary="The person of a phone, masked")
def lookup(request: HttpRequest, brand: Path[str], said: PhoneIn) -> Any:  # noqa: ARG001
    """404 where nothing is kept of such a person."""
    scope = scope_from(request, "persons.read")
    person = selectors.person_by_phone(scope.brand, said.phone)
    if person is None:
        raise Http404
    names = ("token", "first_seen_at", "last_seen_at", "erased_at")
    return {
        "id": person.pk,
        **{name: getattr(person, name) for name in names},
        "values": selectors.masked_of(person),
    }


@router.post(
    "/people/{person_id}/unmask", response=list[ValueOut], summary="Plain values for a purpose"
)
def unmask(request: HttpRequest, brand: Path[str], person_id: int, said: UnmaskIn) -> Any:  # noqa: ARG001
    """422 without a purpose, and beyond the day's limit; every reading stands in the trail."""
    scope = scope_from(request, "persons.unmask")
    try:
        return services.person_unmask(
            person=_person(scope, person_id), kinds=said.kinds, actor=scope.user,
            reason=services.Reason(said.basis, said.purpose), at=timezone.now(),
        )  # fmt: skip
    except services.VaultError as error:
        raise HttpError(422, str(error)) from None


@router.post(
    "/people/{person_id}/consents", response=ConsentOut, summary="Record what a person said"
)
def consent(request: HttpRequest, brand: Path[str], person_id: int, said: ConsentIn) -> Any:  # noqa: ARG001
    """422 where it lies in the future, comes from nowhere, or the purpose is retired."""
    scope = scope_from(request, "persons.manage")
    person, at = _person(scope, person_id), timezone.now()
    purpose = selectors.purpose_of(scope.brand, said.purpose)
    if purpose is None:
        raise HttpError(422, "No such purpose is written down: keep it under consents first.")
    words = services.Said(said.word, said.said_at or at, said.source, said.evidence)
    try:
        return services.consent_record(
            purpose=purpose, token=person.token, said=words, actor=scope.user, at=at
        )
    except services.VaultError as error:
        raise HttpError(422, str(error)) from None


def _person(scope: Scope, person_id: int) -> Person:
    person = selectors.persons_of(scope.brand).filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person
