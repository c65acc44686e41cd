"""Purposes, consents and requests of a brand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from luoxuan.almanac.workdays import is_workday
from luoxuan.foundation.vault.models import Consent, PersonRequest, Purpose

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class Standing:
    """What a person's last word on a purpose is."""

    purpose: Purpose
    entry: Consent | None

    @property
    def is_given(self) -> bool:
        """Silence is no consent."""
        return self.entry is not None and self.entry.word == Consent.Word.GIVEN


def purposes_of(brand: "Brand") -> list[Purpose]:
    """The register, retired ones last."""
    return sorted(Purpose.objects.filter(brand=brand), key=lambda each: each.is_retired)


def purpose_of(brand: "Brand", key: str) -> Purpose | None:
    """One purpose, None where the register has no such."""
    return Purpose.objects.filter(brand=brand, key=key).first()


def consents_of(brand: "Brand", token: str = "") -> QuerySet[Consent]:
    """The ledger, of one person or of all, newest first."""
    found = Consent.objects.filter(brand=brand).select_related("purpose", "recorded_by")
    return found.filter(token=token) if token else found


def standings_of(brand: "Brand", token: str) -> list[Standing]:
    """The person's last word on each purpose."""
    last: dict[int, Consent] = {}
    for entry in consents_of(brand, token):
        last.setdefault(entry.purpose_id, entry)
    return [Standing(purpose, last.get(purpose.pk)) for purpose in purposes_of(brand)]


def has_consent(*, brand: "Brand", token: str, purpose: str) -> bool:
    """Whether the person's last word on the purpose is yes; for journeys and messages."""
    entry = consents_of(brand, token).filter(purpose__key=purpose).first()
    return entry is not None and entry.word == Consent.Word.GIVEN


def given_count(purpose: Purpose) -> int:
    """How many persons agree now."""
    words: dict[str, str] = {}
    for token, word in purpose.consents.values_list("token", "word"):
        words.setdefault(token, word)
    return sum(word == Consent.Word.GIVEN for word in words.values())


def requests_of(brand: "Brand") -> QuerySet[PersonRequest]:
    """All requests, those due first."""
    return PersonRequest.objects.filter(brand=brand).select_related("taken_by", "answered_by")


def requests_open(brand: "Brand") -> QuerySet[PersonRequest]:
    """What waits for an answer."""
    return requests_of(brand).filter(state=PersonRequest.State.OPEN)


def requests_late(brand: "Brand", due: date, moment: datetime) -> QuerySet[PersonRequest]:
    """Requests due by that day which nobody had answered at the moment, the longest waiting first."""
    waiting = Q(answered_at__isnull=True) | Q(answered_at__gte=moment)
    return requests_of(brand).filter(waiting, due_on__lte=due, received_at__lt=moment)


def request_of(brand: "Brand", request_id: int) -> PersonRequest | None:
    """One request, None where the brand has no such."""
    return requests_of(brand).filter(pk=request_id).first()


def due_day(received: date, workdays: int) -> date:
    """That many working days after the day it came, holidays and their make-up days counted as they fall."""
    day, left = received, workdays
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day
