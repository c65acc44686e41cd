"""What persons may ask for: a copy, a correction, an end; and what they agreed to (9.3)."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry, TrailPersonal
from luoxuan.foundation.vault import registry, selectors, services
from luoxuan.foundation.vault.models import Consent, Person, PersonRequest, PersonValue
from luoxuan.foundation.vault.selectors.persons import opened_of
from luoxuan.foundation.vault.services import PurposeDraft, Reason, Said
from tests.foundation.vault.conftest import PHONE, person_met
from tests.people_there import AT, member_there

DRAFT = PurposeDraft("活动短信", "consent", ("phone",), "撤回后即停用")


@pytest.fixture
def person(brand: Brand) -> Person:
    person_met(brand)
    return Person.objects.get()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


def asked(brand: Brand, person: Person, kind: str = "access") -> PersonRequest:
    return services.request_open(
        brand=brand, token=person.token, kind=kind, actor=None, at=AT, source="电话"
    )


def agreed(brand: Brand, person: Person, word: str = "given", days: int = 0) -> Consent:
    purpose = services.purpose_save(brand=brand, key="sms", draft=DRAFT, actor=None, at=AT)
    said = Said(word, AT - timedelta(days=days), "订单页勾选", "截图 12")
    return services.consent_record(
        purpose=purpose, token=person.token, said=said, actor=None, at=AT
    )


def test_a_request_is_due_after_fifteen_working_days_over_the_holiday(
    brand: Brand, person: Person
) -> None:
    made = asked(brand, person)
    # 1 to 7 October are holidays, 10 October is worked; 20 September too, before it came.
    assert made.due_on == date(2026, 10, 27)
    with pytest.raises(services.VaultError):
        asked(brand, person)
    assert [row.pk for row in selectors.requests_open(brand)] == [made.pk]


def test_a_request_ends_once_and_never_without_words(brand: Brand, person: Person) -> None:
    made = asked(brand, person, "explanation")
    with pytest.raises(services.VaultError):
        services.request_refuse(request=made, reason=" ", actor=None, at=AT)
    services.request_refuse(request=made, reason="无法核实身份", actor=None, at=AT)
    with pytest.raises(services.VaultError):
        services.request_answer(request=made, answer="好", actor=None, at=AT)
    assert PersonRequest.objects.get().state == "refused"


@pytest.fixture
def orders_part() -> Iterator[None]:
    kept = dict(registry._PARTS)
    rows = [{"order_id": "1", "paid": "99.00"}]
    registry.part_register(registry.PackPart("zz", "订单", lambda _brand, _token: rows))
    yield
    registry._PARTS.clear()
    registry._PARTS.update(kept)


@pytest.mark.clause("9.3")
def test_the_access_pack_holds_everything_and_is_itself_written_down(
    brand: Brand, person: Person, owner: User, orders_part: None
) -> None:
    agreed(brand, person)
    pack = services.pack_make(person=person, request=asked(brand, person), actor=owner, at=AT)
    told: dict[str, Any] = json.loads(json.dumps(pack.to_json()))
    assert {row["value"] for row in told["values"]} == {PHONE, "演示买家一号", "演示路1号"}
    assert [row["purpose"] for row in told["consents"]] == ["活动短信"]
    assert told["zz"] == [{"order_id": "1", "paid": "99.00"}]
    assert [row["basis"] for row in told["readings"]] == [
        str(selectors.unmaskings_of(brand)[0].get_basis_display())
    ]
    other = services.request_open(
        brand=brand, token="0" * 64, kind="access", actor=None, at=AT, source="信"
    )
    with pytest.raises(services.VaultError):
        services.pack_make(person=person, request=other, actor=owner, at=AT)


def test_a_correction_stands_before_what_files_say_and_outlives_an_undo(
    brand: Brand, person: Person, owner: User
) -> None:
    services.person_correct(person=person, kind="name", value="演示更名", actor=owner, at=AT)
    services.person_correct(person=person, kind="name", value="演示再更名", actor=owner, at=AT)
    names = [each for each in opened_of(person) if each.kind == "name"]
    assert [(each.value, each.is_corrected) for each in names] == [
        ("演示再更名", True), ("演示买家一号", False),
    ]  # fmt: skip
    services.takes_drop(brand=brand, import_ids=["i1"])
    services.takes_sweep(brand=brand)
    assert [each.value for each in opened_of(person)] == ["演示再更名"]
    for kind, value in (("phone", "13800000009"), ("name", "演**"), ("name", " ")):
        with pytest.raises(services.VaultError):
            services.person_correct(person=person, kind=kind, value=value, actor=owner, at=AT)


@pytest.mark.clause("9.3")
def test_erasing_destroys_the_key_and_proves_it(brand: Brand, person: Person, owner: User) -> None:
    agreed(brand, person)
    services.person_unmask(
        person=person, kinds=["phone"], reason=Reason("contract", "核对收货电话"), actor=owner, at=AT
    )  # fmt: skip
    boxes = [bytes(row.sealed) for row in PersonValue.objects.all()]
    proof = services.person_erase(person=person, actor=owner, at=AT, why="request")
    row = Person.objects.get()
    assert (row.wrapped, row.erased_at, PersonValue.objects.count()) == (None, AT, 0)
    assert len(boxes) == sum(proof["boxes"].values()) == 3
    assert proof["digest"] == services.proof_digest(proof)
    assert PHONE not in json.dumps(proof)
    entry = TrailEntry.objects.get(verb="person.erased")
    assert entry.detail == {"why": "request", "proof": proof["digest"]}
    assert not TrailPersonal.objects.filter(entry__subject_id=row.token).exists()
    assert not selectors.has_consent(brand=brand, token=row.token, purpose="sms")
    assert set(Consent.objects.values_list("evidence", flat=True)) == {""}
    assert opened_of(row) == []
    with pytest.raises(services.PersonErasedError):
        services.person_erase(person=person, actor=owner, at=AT, why="request")


def test_an_erased_person_is_not_filled_again_by_an_old_file(brand: Brand, person: Person) -> None:
    services.person_erase(person=person, actor=None, at=AT, why="request")
    person_met(brand, import_id="i2")
    assert not PersonValue.objects.exists()
    from luoxuan.foundation.vault.models import Take

    assert Take.objects.get(import_id="i2").withheld == 1


def test_the_last_word_counts_and_silence_is_no_consent(brand: Brand, person: Person) -> None:
    assert not selectors.has_consent(brand=brand, token=person.token, purpose="sms")
    agreed(brand, person, "withdrawn", days=1)
    agreed(brand, person, "given", days=9)
    assert not selectors.has_consent(brand=brand, token=person.token, purpose="sms")
    entry = agreed(brand, person, "given")
    assert selectors.has_consent(brand=brand, token=person.token, purpose="sms")
    assert selectors.given_count(entry.purpose) == 1
    services.purpose_retire(purpose=entry.purpose, actor=None, at=AT)
    with pytest.raises(services.VaultError):
        services.consent_record(
            purpose=selectors.purposes_of(brand)[0], token=person.token,
            said=Said("given", AT, "电话"), actor=None, at=AT,
        )  # fmt: skip


def test_a_consent_of_the_future_or_from_nowhere_is_refused(brand: Brand, person: Person) -> None:
    agreed(brand, person)
    before = TrailEntry.objects.count()
    purpose = selectors.purposes_of(brand)[0]
    for said in (Said("given", AT + timedelta(days=1), "电话"), Said("given", AT, " "), Said("perhaps", AT, "电话")):  # fmt: skip
        with pytest.raises(services.VaultError):
            services.consent_record(
                purpose=purpose, token=person.token, said=said, actor=None, at=AT
            )
    assert TrailEntry.objects.count() == before
