"""The pages of personal data as people of different roles meet them (9.3)."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.foundation.vault import services
from luoxuan.foundation.vault.models import Consent, Person, PersonRequest, Unmasking
from tests.foundation.vault.conftest import CHOICE, OTHER, PHONE, person_met
from tests.people_there import AT, PASSWORD, brand_there, member_there


@pytest.fixture
def person(brand: Brand) -> Person:
    person_met(brand)
    return Person.objects.get()


def client_of(brand: Brand, role: str = "owner") -> Client:
    user, client = member_there(brand, role), Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def at(brand: Brand, name: str, *more: object) -> str:
    return reverse(f"vault:{name}", args=[brand.key, *more])


def test_a_brand_that_keeps_nothing_says_so_and_shows_how_to_begin(db: None) -> None:
    brand = brand_there()
    client = client_of(brand)
    answer = client.get(at(brand, "home"), headers={"accept-language": "zh-hans"})
    assert "不保存任何人的信息" in answer.text
    saved = client.post(
        at(brand, "settings"),
        {"keeps_personal": "on", "basis": "售后联系", "cipher": "sm4", "reads_per_day": 30, "answer_days": 15},
    )  # fmt: skip
    assert saved.status_code == 302
    person_met(brand)
    assert Person.objects.count() == 1
    refused = client.post(at(brand, "settings"), {"keeps_personal": "on", "cipher": "aes", "reads_per_day": 30, "answer_days": 15})  # fmt: skip
    assert refused.status_code == 422


def test_a_person_is_found_by_a_posted_phone_that_is_shown_nowhere(
    brand: Brand, person: Person
) -> None:
    client = client_of(brand)
    found = client.post(at(brand, "find"), {"phone": "+86 138-0000-0001"})
    assert found.headers["location"] == at(brand, "person", person.pk)
    page = client.get(found.headers["location"])
    assert "138****0001" in page.text
    assert "no-store" in page.headers["cache-control"]
    assert PHONE not in page.text + found.headers["location"]
    lost = client.post(at(brand, "find"), {"phone": OTHER})
    assert lost.status_code == 422
    assert OTHER not in lost.text


def test_reading_asks_for_a_purpose_and_shows_the_value_once(brand: Brand, person: Person) -> None:
    client = client_of(brand, "service_lead")
    address = at(brand, "unmask", person.pk)
    assert client.post(address, {"kinds": ["phone"], "basis": "contract"}).status_code == 422
    shown = client.post(
        address, {"kinds": ["phone"], "basis": "contract", "purpose": "补发漏寄的商品"}
    )
    assert PHONE in shown.text
    assert "no-store" in shown.headers["cache-control"]
    assert Unmasking.objects.count() == 1
    assert PHONE not in client.get(at(brand, "person", person.pk)).text


@pytest.mark.parametrize("role", ["data_analyst", "campaign_operator", "finance"])
def test_who_may_not_see_persons_does_not(brand: Brand, person: Person, role: str) -> None:
    client = client_of(brand, role)
    before = TrailEntry.objects.count()
    assert client.get(at(brand, "person", person.pk)).status_code == 403
    assert client.post(at(brand, "unmask", person.pk), {"kinds": ["phone"]}).status_code == 403
    assert TrailEntry.objects.count() == before


def test_an_auditor_sees_masked_values_and_reads_none(brand: Brand, person: Person) -> None:
    client = client_of(brand, "auditor")
    assert client.get(at(brand, "person", person.pk)).status_code == 200
    assert client.post(at(brand, "unmask", person.pk), {}).status_code == 403


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "pdf"])
def test_a_copy_is_given_for_an_open_request_only(brand: Brand, person: Person, form: str) -> None:
    client = client_of(brand)
    client.post(at(brand, "ask", person.pk), {"kind": "access", "source": "电话"})
    row = PersonRequest.objects.get()
    given = client.post(at(brand, "pack", row.pk), {"form": form})
    assert given.status_code == 200
    head = {"pdf": b"%PDF", "xlsx": b"PK", "json": b"{", "csv": b"\xef\xbb\xbfpart"}[form]
    assert given.content.startswith(head)
    if form == "json":
        assert {each["value"] for each in json.loads(given.content)["values"]} >= {PHONE}
    client.post(at(brand, "answer", row.pk), {"answer": "已寄出", "to": "answered"})
    assert client.post(at(brand, "pack", row.pk), {"form": form}).status_code == 302
    assert "已寄出" in client.get(at(brand, "requests")).text


def test_a_deletion_is_answered_by_erasing_and_the_proof_stays(
    brand: Brand, person: Person
) -> None:
    client = client_of(brand)
    client.post(at(brand, "ask", person.pk), {"kind": "deletion", "source": "电话"})
    row = PersonRequest.objects.get()
    client.post(at(brand, "erase", row.pk))
    row.refresh_from_db()
    assert row.state == "answered"
    assert row.proof["digest"] == services.proof_digest(row.proof)
    page = client.get(at(brand, "person", person.pk))
    assert page.status_code == 200
    assert "****" not in page.text


def test_purposes_consents_and_clocks_are_kept_on_their_pages(brand: Brand, person: Person) -> None:
    client = client_of(brand)
    client.post(at(brand, "purpose_save"), {"key": "sms", "name": "活动短信", "basis": "consent", "kinds": ["phone"]})  # fmt: skip
    client.post(
        at(brand, "consent", person.pk), {"purpose": "sms", "word": "given", "source": "表单"}
    )
    assert Consent.objects.get().purpose.name == "活动短信"
    assert "活动短信" in client.get(at(brand, "consents")).text
    assert client.get(at(brand, "consents_xlsx")).content.startswith(b"PK")
    assert (
        client.post(
            at(brand, "clock_set"), {"key": "readings", "days": 3, "reason": "少"}
        ).status_code
        == 422
    )
    assert (
        client.post(
            at(brand, "clock_set"), {"key": "address", "days": 90, "reason": "只用于发货"}
        ).status_code
        == 302
    )
    assert "只用于发货" in client.get(at(brand, "retention")).text
    assert client.post(at(brand, "rotate")).status_code == 302
    assert client.post(at(brand, "purpose_retire", "sms")).status_code == 302


def test_a_person_of_another_brand_is_not_there(brand: Brand, person: Person) -> None:
    other = brand_there("qita")
    services.settings_save(brand=other, choice=CHOICE, actor=None, at=AT)
    client = client_of(other)
    assert client.get(at(other, "person", person.pk)).status_code == 404
    assert client.post(at(other, "find"), {"phone": PHONE}).status_code == 422


def test_the_scan_command_says_what_it_read(own_home: Path, brand: Brand, person: Person) -> None:
    from django.conf import settings

    from luoxuan.foundation.vault.selectors import scan

    done = scan.scan([*scan.home_texts(settings.LUOXUAN_HOME), *scan.database_texts()])
    assert done.hits == ()
    assert done.letters > 0
