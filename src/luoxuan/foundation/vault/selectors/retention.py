"""What the clocks would remove now: the figures of the page and the rows of the run."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from luoxuan.foundation.vault.clocks import CLASSES, DataClass
from luoxuan.foundation.vault.models import (
    Consent,
    Person,
    PersonRequest,
    PersonValue,
    RetentionClock,
    RetentionRun,
    Unmasking,
)

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class Clock:
    """A class with the days that count in the brand."""

    data_class: DataClass
    days: int
    reason: str
    is_own: bool
    over: int = 0
    """Rows that are over now."""


def clocks_of(brand: "Brand", at: datetime) -> list[Clock]:
    """Every class, with what would go now."""
    own = {row.data_class: row for row in RetentionClock.objects.filter(brand=brand)}
    clocks = []
    for each in CLASSES:
        row = own.get(each.key)
        days = row.days if row else each.days
        over = rows_over(brand, each.key, at - timedelta(days=days)).count()
        clocks.append(
            Clock(each, days, row.reason if row else str(each.reason), row is not None, over)
        )
    return clocks


def rows_over(brand: "Brand", key: str, before: datetime) -> QuerySet[Any]:
    """The rows of a class whose time is over."""
    return _ROWS[key](brand, before)


def runs_of(brand: "Brand") -> QuerySet[RetentionRun]:
    """What was removed, newest first."""
    return RetentionRun.objects.filter(brand=brand)


def _addresses(brand: "Brand", before: datetime) -> QuerySet[PersonValue]:
    return PersonValue.objects.filter(
        person__brand=brand, kind=PersonValue.Kind.ADDRESS, person__last_seen_at__lt=before
    )


def _contacts(brand: "Brand", before: datetime) -> QuerySet[Person]:
    return Person.objects.filter(brand=brand, wrapped__isnull=False, last_seen_at__lt=before)


def _readings(brand: "Brand", before: datetime) -> QuerySet[Unmasking]:
    return Unmasking.objects.filter(person__brand=brand, at__lt=before)


def _consents(brand: "Brand", before: datetime) -> QuerySet[Consent]:
    """Entries of a person and purpose whose last word is a withdrawal of long ago."""
    last = Consent.objects.filter(
        brand=brand, token=OuterRef("token"), purpose=OuterRef("purpose")
    ).order_by("-said_at", "-pk")
    mine = Consent.objects.filter(brand=brand).annotate(
        last_word=Subquery(last.values("word")[:1]), last_at=Subquery(last.values("said_at")[:1])
    )
    return mine.filter(last_word=Consent.Word.WITHDRAWN, last_at__lt=before)


def _requests(brand: "Brand", before: datetime) -> QuerySet[PersonRequest]:
    return PersonRequest.objects.filter(brand=brand, answered_at__lt=before)


_ROWS = {
    "address": _addresses,
    "contact": _contacts,
    "readings": _readings,
    "consents": _consents,
    "requests": _requests,
}
