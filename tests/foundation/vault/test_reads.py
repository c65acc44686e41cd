"""Plain values are read for a purpose, within a limit, and the trail says so without the value (9.3)."""

from datetime import timedelta
from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry, TrailPersonal
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person, Unmasking
from luoxuan.foundation.vault.services import Reason
from tests.foundation.vault.conftest import CHOICE, OTHER, PHONE, person_met
from tests.people_there import AT, member_there

REASON = Reason("contract", "补发漏寄的商品")


@pytest.fixture
def person(brand: Brand) -> Person:
    person_met(brand)
    return Person.objects.get()


@pytest.fixture
def lead(brand: Brand) -> User:
    return member_there(brand, "service_lead")


def read(person: Person, lead: User, **other: Any) -> list[selectors.Plain]:
    said = {"kinds": ["phone", "name"], "reason": REASON, "at": AT} | other
    return services.person_unmask(person=person, actor=lead, **said)


@pytest.mark.clause("9.3")
def test_a_reading_gives_the_kinds_asked_for_and_stands_in_the_trail(
    person: Person, lead: User
) -> None:
    assert [(each.kind, each.value) for each in read(person, lead)] == [
        ("name", "演示买家一号"), ("phone", PHONE),
    ]  # fmt: skip
    entry = TrailEntry.objects.filter(verb="person.unmasked").get()
    assert (entry.actor, entry.subject_id) == (f"user:{lead.pk}", person.token)
    assert entry.detail == {"kinds": ["phone", "name"], "basis": "contract"}
    assert TrailPersonal.objects.get(entry=entry).body == {"purpose": "补发漏寄的商品"}
    assert PHONE not in str(list(TrailEntry.objects.values())) + str(
        list(Unmasking.objects.values())
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": Reason("contract", "  ")},
        {"reason": Reason("because", "补发漏寄的商品")},
        {"kinds": []},
    ],
)
def test_without_purpose_basis_or_kind_nothing_is_read_and_nothing_written(
    person: Person, lead: User, wrong: dict[str, Any]
) -> None:
    before = TrailEntry.objects.count()
    with pytest.raises(services.PurposeMissingError):
        read(person, lead, **wrong)
    assert (TrailEntry.objects.count(), Unmasking.objects.count()) == (before, 0)


def test_a_day_has_a_limit_per_user_and_the_next_day_begins_at_midnight_of_the_brand(
    brand: Brand, person: Person, lead: User
) -> None:
    choice = services.Choice(**(CHOICE.__dict__ | {"reads_per_day": 2}))
    services.settings_save(brand=brand, choice=choice, actor=None, at=AT)
    read(person, lead)
    read(person, lead, at=AT + timedelta(hours=13, minutes=59))
    with pytest.raises(services.LimitReachedError):
        read(person, lead, at=AT + timedelta(hours=13, minutes=59))
    read(person, member_there(brand, "owner"))
    read(person, lead, at=AT + timedelta(hours=14))
    assert selectors.reads_since(brand, AT, lead) == 3


def test_a_number_typed_into_the_purpose_is_masked(person: Person, lead: User) -> None:
    read(person, lead, reason=Reason("contract", f"回电 {OTHER} 的客户"))
    assert Unmasking.objects.get().purpose == "回电 139****0002 的客户"


def test_what_others_see_is_masked(brand: Brand, person: Person) -> None:
    assert [(each.kind, each.value) for each in selectors.masked_of(person)] == [
        ("address", "***"), ("name", "演***"), ("phone", "138****0001"),
    ]  # fmt: skip
    assert selectors.person_by_phone(brand, "+86 138 0000 0001") == person
    assert selectors.person_by_phone(brand, OTHER) is None


def test_a_person_of_an_import_that_is_not_in_the_catalogue_is_not_seen(brand: Brand) -> None:
    from tests.foundation.vault.conftest import met_of

    services.take_write(brand=brand, import_id="i9", met=met_of(brand, OTHER), at=AT)
    assert selectors.person_by_phone(brand, OTHER) is None
    assert not selectors.persons_of(brand).exists()
