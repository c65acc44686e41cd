"""Personal data for programs: masked unless a token may and says what for; refused is unchanged (9.3)."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.services import TokenPlan
from luoxuan.foundation.trail.models import TrailEntry, TrailPersonal
from luoxuan.foundation.vault import services
from luoxuan.foundation.vault.models import Consent, Person, Unmasking
from tests.foundation.vault.conftest import CHOICE, OTHER, PHONE, person_met
from tests.people_there import AT, brand_there, member_there

pytestmark = pytest.mark.clause("9.3")
GOOD = {"kinds": ["phone"], "basis": "contract", "purpose": "补发漏寄的商品"}
SAID = {"purpose": "sms", "word": "given", "source": "表单"}


@pytest.fixture
def person(brand: Brand) -> Person:
    person_met(brand)
    return Person.objects.get()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


class Caller:
    """A program with a token of some permissions."""

    def __init__(self, brand: Brand, user: User, *permissions: str) -> None:
        plan = TokenPlan("脚本", permissions)
        _token, secret = people.token_issue(brand=brand, user=user, plan=plan, at=timezone.now())
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})
        self.root = f"/api/v1/b/{brand.key}/persons"

    def get(self, path: str = "/") -> Any:
        """What is read."""
        return self.client.get(self.root + path)

    def post(self, path: str, body: Any) -> Any:
        """What is asked or written."""
        return self.client.post(self.root + path, body, content_type="application/json")


def told() -> tuple[int, int, int]:
    """Entries of the trail, readings, consents: what a refused call leaves as it was."""
    return TrailEntry.objects.count(), Unmasking.objects.count(), Consent.objects.count()


def test_the_overview_counts_and_names_nobody(brand: Brand, person: Person, owner: User) -> None:
    answer = Caller(brand, owner, "persons.read").get()
    assert answer.json() == {
        "keeps_personal": True, "persons": 1, "erased": 0, "requests_due": 0, "key_version": 1,
    }  # fmt: skip
    assert answer.headers["cache-control"] == "no-store"


def test_a_person_is_looked_up_by_a_posted_phone_and_shown_masked(
    brand: Brand, person: Person, owner: User
) -> None:
    caller = Caller(brand, owner, "persons.read")
    before = told()
    answer = caller.post("/lookup", {"phone": "+86 138-0000-0001"})
    body = answer.json()
    assert (body["id"], body["token"]) == (person.pk, person.token)
    assert {each["kind"]: each["value"] for each in body["values"]} == {
        "phone": "138****0001", "name": "演***", "address": "***",
    }  # fmt: skip
    assert PHONE not in answer.text
    nobody = caller.post("/lookup", {"phone": OTHER})
    assert nobody.status_code == 404
    assert OTHER not in nobody.text
    assert told() == before


def test_a_phone_of_the_wrong_shape_is_not_said_back(brand: Brand, owner: User) -> None:
    caller = Caller(brand, owner, "persons.read")
    for body in ({"phone": int(PHONE)}, {"phone": [PHONE]}, {"tel": PHONE}):
        answer = caller.post("/lookup", body)
        assert answer.status_code == 422
        assert PHONE not in answer.text


def test_plain_values_are_given_for_a_purpose_and_the_trail_says_so(
    brand: Brand, person: Person, owner: User
) -> None:
    answer = Caller(brand, owner, "persons.unmask").post(f"/people/{person.pk}/unmask", GOOD)
    assert answer.json() == [{"kind": "phone", "value": PHONE, "is_corrected": False}]
    assert answer.headers["cache-control"] == "no-store"
    entry = TrailEntry.objects.get(verb="person.unmasked")
    assert (entry.actor, entry.subject_id) == (f"user:{owner.pk}", person.token)
    assert TrailPersonal.objects.get(entry=entry).body == {"purpose": "补发漏寄的商品"}
    assert PHONE not in str(list(TrailEntry.objects.values()))


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": " "}, {"basis": "because"}, {"kinds": []}, {"kinds": ["iris"]}, {"purpose": None}],
)
def test_without_purpose_basis_or_kind_no_value_is_given_and_nothing_written(
    brand: Brand, person: Person, owner: User, wrong: dict[str, Any]
) -> None:
    caller = Caller(brand, owner, "persons.unmask")
    before = told()
    answer = caller.post(f"/people/{person.pk}/unmask", GOOD | wrong)
    assert answer.status_code == 422
    assert PHONE not in answer.text
    assert told() == before


def test_beyond_the_limit_of_the_day_no_value_is_given(
    brand: Brand, person: Person, owner: User
) -> None:
    choice = services.Choice(**(CHOICE.__dict__ | {"reads_per_day": 1}))
    services.settings_save(brand=brand, choice=choice, actor=None, at=AT)
    caller = Caller(brand, owner, "persons.unmask")
    assert caller.post(f"/people/{person.pk}/unmask", GOOD).status_code == 200
    before = told()
    answer = caller.post(f"/people/{person.pk}/unmask", GOOD)
    assert (answer.status_code, PHONE in answer.text) == (422, False)
    assert told() == before


def test_an_erased_person_has_no_value_to_give(brand: Brand, person: Person, owner: User) -> None:
    services.person_erase(person=person, actor=None, at=AT, why="request")
    caller = Caller(brand, owner, "persons.read", "persons.unmask")
    before = told()
    assert caller.post(f"/people/{person.pk}/unmask", GOOD).status_code == 422
    assert told() == before
    assert caller.post("/lookup", {"phone": PHONE}).json()["values"] == []


@pytest.mark.parametrize(
    ("permission", "path", "body"),
    [
        ("persons.read", "/people/{}/unmask", GOOD),
        ("persons.manage", "/people/{}/unmask", GOOD),
        ("persons.unmask", "/lookup", {"phone": PHONE}),
        ("persons.unmask", "/people/{}/consents", SAID),
        ("persons.read", "/people/{}/consents", SAID),
    ],
)
def test_a_token_without_the_permission_gets_and_writes_nothing(
    brand: Brand, person: Person, owner: User, permission: str, path: str, body: dict[str, Any]
) -> None:
    caller = Caller(brand, owner, permission)
    before = told()
    answer = caller.post(path.format(person.pk), body)
    assert answer.status_code == 403
    assert PHONE not in answer.text
    assert person.token not in answer.text
    assert told() == before


def test_a_person_of_another_brand_is_not_there(brand: Brand, person: Person) -> None:
    other = brand_there("qita")
    services.settings_save(brand=other, choice=CHOICE, actor=None, at=AT)
    stranger = member_there(other, "owner", "qita1")
    caller = Caller(other, stranger, "persons.read", "persons.unmask", "persons.manage")
    before = told()
    assert caller.post("/lookup", {"phone": PHONE}).status_code == 404
    assert caller.post(f"/people/{person.pk}/unmask", GOOD).status_code == 404
    assert caller.post(f"/people/{person.pk}/consents", SAID).status_code == 404
    assert caller.get("/requests").json() == []
    caller.root = f"/api/v1/b/{brand.key}/persons"
    assert caller.post(f"/people/{person.pk}/unmask", GOOD).status_code == 404
    assert told() == before


def test_a_consent_is_recorded_with_who_recorded_it(
    brand: Brand, person: Person, owner: User
) -> None:
    draft = services.PurposeDraft("活动短信", "consent")
    services.purpose_save(brand=brand, key="sms", draft=draft, actor=None, at=AT)
    caller = Caller(brand, owner, "persons.manage")
    answer = caller.post(f"/people/{person.pk}/consents", SAID | {"said_at": "2026-09-30T10:00:00+08:00"})  # fmt: skip
    assert answer.json()["word"] == "given"
    assert Consent.objects.get().recorded_by == owner
    assert TrailEntry.objects.filter(verb="consent.given", subject_id=person.token).count() == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"said_at": "2099-01-01T00:00:00Z"}, 422),
        ({"said_at": "2026-09-30T10:00:00"}, 422),
        ({"source": " "}, 422),
        ({"word": "perhaps"}, 422),
        ({"purpose": "nothing"}, 422),
    ],
)
def test_a_consent_that_cannot_be_is_refused_and_not_written(
    brand: Brand, person: Person, owner: User, wrong: dict[str, Any], status: int
) -> None:
    draft = services.PurposeDraft("活动短信", "consent")
    services.purpose_save(brand=brand, key="sms", draft=draft, actor=None, at=AT)
    caller = Caller(brand, owner, "persons.manage")
    before = told()
    assert caller.post(f"/people/{person.pk}/consents", SAID | wrong).status_code == status
    assert told() == before


def test_requests_are_listed_due_first_without_a_plain_value(
    brand: Brand, person: Person, owner: User
) -> None:
    made = services.request_open(brand=brand, token=person.token, kind="access", actor=None, at=AT, source="电话", note=f"回电 {PHONE}")  # fmt: skip
    answer = Caller(brand, owner, "persons.read").get("/requests")
    assert answer.json() == [
        {"id": made.pk, "token": person.token, "kind": "access", "state": "open", "due_on": str(made.due_on), "answer": ""}
    ]  # fmt: skip
    assert PHONE not in answer.text
