"""What an import brings stands whole or not at all, and goes exactly (9.1, 9.3)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person, PersonValue, Take, VaultKey
from luoxuan.foundation.vault.services import Met, phone_token
from luoxuan.foundation.vault.services.switch import Choice
from tests.foundation.vault.conftest import OTHER, PHONE, met_of, person_met
from tests.people_there import AT, brand_there


def test_a_brand_that_never_chose_keeps_nothing_and_a_choice_needs_a_reason(db: None) -> None:
    made = brand_there("qita")
    before = TrailEntry.objects.count()
    with pytest.raises(services.VaultError):
        services.settings_save(brand=made, choice=Choice(keeps_personal=True), actor=None, at=AT)
    assert TrailEntry.objects.count() == before
    assert not VaultKey.objects.exists()


def test_no_box_holds_a_plain_value(brand: Brand) -> None:
    person_met(brand)
    assert PersonValue.objects.count() == 3
    for row in PersonValue.objects.all():
        assert PHONE.encode() not in bytes(row.sealed)
        assert "演示".encode() not in bytes(row.sealed)


def test_a_phone_has_one_token_however_it_is_written_and_another_in_another_brand(
    brand: Brand,
) -> None:
    written = [
        PHONE,
        "+86 138-0000-0001",
        "86 13800000001",
        "１３８００００００００１",
        "008613800000001",
    ]
    tokens = {phone_token(brand, text) for text in written if text != written[3]}
    assert len(tokens) == 1
    assert phone_token(brand_there("qita"), PHONE) not in tokens
    for nobody in ("138****8000", "0571-88888888", "", "12345678901", "13800000001-1234"):
        assert phone_token(brand, nobody) is None


def test_undoing_an_import_takes_only_what_no_other_brought(brand: Brand) -> None:
    person_met(brand, import_id="i1", name="演示买家一号")
    person_met(brand, import_id="i2", name="演示买家一号", address="演示路2号")
    person_met(brand, OTHER, import_id="i3")
    services.takes_drop(brand=brand, import_ids=["i2", "i3"])
    services.takes_sweep(brand=brand)
    assert Person.objects.count() == 1
    assert sorted(PersonValue.objects.values_list("kind", flat=True)) == ["name", "phone"]
    assert [take.import_id for take in Take.objects.all()] == ["i1"]


def test_what_a_killed_run_left_is_swept(brand: Brand) -> None:
    person_met(brand, import_id="i1")
    services.take_write(brand=brand, import_id="i2", met=met_of(brand, OTHER), at=AT)
    assert services.takes_sweep(brand=brand) == 1
    assert Person.objects.count() == 1
    assert PersonValue.objects.count() == 3


def test_a_rotation_turns_the_persons_keys_and_no_value(brand: Brand) -> None:
    person_met(brand)
    before = {row.pk: bytes(row.sealed) for row in PersonValue.objects.all()}
    wrapped = bytes(Person.objects.get().wrapped or b"")
    assert services.vault_rotate(brand=brand, actor=None, at=AT) == 1
    assert {row.pk: bytes(row.sealed) for row in PersonValue.objects.all()} == before
    person = Person.objects.get()
    assert bytes(person.wrapped or b"") != wrapped
    assert [key.version for key in VaultKey.objects.all()] == [person.key_version] == [2]
    person_met(brand, import_id="i2")
    assert PersonValue.objects.count() == 3


def test_an_undone_import_sets_the_time_a_person_was_seen_back(brand: Brand) -> None:
    later = AT + timedelta(days=400)
    person_met(brand, import_id="i1")
    met = met_of(brand, PHONE, address="演示路1号")
    services.take_write(brand=brand, import_id="i2", met=met, at=later)
    services.takes_confirm(brand=brand, import_ids=["i2"])
    assert Person.objects.get().last_seen_at == later
    services.takes_drop(brand=brand, import_ids=["i2"])
    services.takes_sweep(brand=brand)
    person = Person.objects.get()
    assert (person.first_seen_at, person.last_seen_at) == (AT, AT)
    assert services.retention_run(brand=brand, at=later) == {"address": 1}


def test_a_key_turned_while_persons_are_written_stays_under_all_of_them(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoxuan.foundation.vault.services.takes.PIECE", 1)

    def turning() -> Iterator[Met]:
        yield met_of(brand, PHONE)[0]
        services.vault_rotate(brand=brand, actor=None, at=AT)
        yield met_of(brand, OTHER)[0]

    services.take_write(brand=brand, import_id="i1", met=turning(), at=AT)
    services.takes_confirm(brand=brand, import_ids=["i1"])
    for phone in (PHONE, OTHER):
        person = selectors.person_by_phone(brand, phone)
        assert person is not None
        assert len(selectors.masked_of(person)) == 1


def test_a_rotation_leaves_the_erased_without_a_key(brand: Brand) -> None:
    person_met(brand)
    services.person_erase(person=Person.objects.get(), actor=None, at=AT, why="request")
    assert services.vault_rotate(brand=brand, actor=None, at=AT) == 0
    assert Person.objects.get().wrapped is None


def test_what_was_met_is_printed_without_its_value(brand: Brand) -> None:
    assert PHONE not in f"{met_of(brand, PHONE)} {met_of(brand, PHONE)[0]!s}"


def test_a_phone_typed_into_a_reason_is_masked_in_settings_and_trail(brand: Brand) -> None:
    choice = Choice(keeps_personal=True, basis=f"回电 {PHONE}")
    saved = services.settings_save(brand=brand, choice=choice, actor=None, at=AT)
    services.clock_set(
        brand=brand, key="address", days=9, reason=f"回电 {PHONE}", actor=None, at=AT
    )
    assert saved.basis == "回电 138****0001"
    assert PHONE not in str(list(TrailEntry.objects.values()))
