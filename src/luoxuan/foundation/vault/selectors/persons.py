"""Persons as others may see them: masked, or counted."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from luoxuan.foundation.vault.envelope import box_open
from luoxuan.foundation.vault.keyring import Keyring, phone_token
from luoxuan.foundation.vault.models import Person, PersonValue, Take, Unmasking
from luoxuan.warehouse.personal import mask_value

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class Plain:
    """One value of a person, opened; never printed by mistake."""

    kind: str
    value: str = field(repr=False)
    is_corrected: bool = False
    at: datetime | None = None


@dataclass(frozen=True)
class Reader:
    """A colleague, how often they read plain values, and of how many persons."""

    user_id: int | None
    name: str
    readings: int
    persons: int


def persons_of(brand: "Brand") -> QuerySet[Person]:
    """Everybody an import in the catalogue speaks of, and who was erased."""
    seen = Q(values__in=values_live(brand)) | Q(erased_at__isnull=False)
    return Person.objects.filter(seen, brand=brand).distinct()


def values_live(brand: "Brand") -> QuerySet[PersonValue]:
    """Values a live import brought or a person said."""
    live = Q(sources__take__state=Take.State.LIVE) | Q(is_corrected=True)
    return PersonValue.objects.filter(live, person__brand=brand).distinct()


def person_of(brand: "Brand", token: str) -> Person | None:
    """The person of that token, None where the brand knows none."""
    return persons_of(brand).filter(token=token).first()


def person_by_phone(brand: "Brand", phone: str) -> Person | None:
    """The person of a phone as somebody types it."""
    token = phone_token(brand, phone)
    return person_of(brand, token) if token else None


def masked_of(person: Person) -> list[Plain]:
    """What is known of the person, starred out."""
    return [
        Plain(each.kind, mask_value(each.kind, each.value), each.is_corrected, each.at)  # type: ignore[arg-type]
        for each in opened_of(person)
    ]


def opened_of(person: Person) -> list[Plain]:
    """The plain values. Only for services that write down who reads them and why, and for masking."""
    if person.wrapped is None:
        return []
    ring = Keyring(person.brand)
    key = ring.unwrap(bytes(person.wrapped), person.key_version, person.token)
    rows = values_live(person.brand).filter(person=person)
    return [
        Plain(row.kind, _opened(ring, person, key, row), row.is_corrected, row.at) for row in rows
    ]


def _opened(ring: Keyring, person: Person, key: bytes, row: PersonValue) -> str:
    bound = ring.bound_to(person.token, row.kind)
    return box_open(bytes(row.sealed), key=key, bound_to=bound).decode()


def readers_between(brand: "Brand", first: datetime, after: datetime) -> list[Reader]:
    """Who read plain values in a span of time, those with most readings first."""
    rows = (
        Unmasking.objects.filter(person__brand=brand, at__gte=first, at__lt=after)
        .order_by()
        .values("user", "user__name", "user__username")
        .annotate(readings=Count("pk"), persons=Count("person", distinct=True))
    )
    found = [
        Reader(row["user"], row["user__name"] or row["user__username"] or "", row["readings"], row["persons"])
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.readings, one.name))


def reads_since(brand: "Brand", moment: datetime, user: "User | None" = None) -> int:
    """Unmaskings from a moment on: of one user, or of everybody."""
    found = Unmasking.objects.filter(person__brand=brand, at__gte=moment)
    return found.filter(user=user).count() if user else found.count()


def unmaskings_of(brand: "Brand", token: str = "") -> QuerySet[Unmasking]:
    """Who read whose values, newest first."""
    found = Unmasking.objects.filter(person__brand=brand).select_related("user", "person")
    return found.filter(person__token=token) if token else found


def imports_of(person: Person) -> list[str]:
    """The imports that speak of the person."""
    takes = Take.objects.filter(sources__value__person=person, state=Take.State.LIVE)
    return sorted(takes.values_list("import_id", flat=True).distinct())
