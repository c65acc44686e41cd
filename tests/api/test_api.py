"""The interface for programs: tokens, scopes, one shape of error."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import services
from luoxuan.foundation.people.models import ApiToken, Brand, Membership, Shop, User
from luoxuan.foundation.people.services import TokenPlan
from tests.people_there import AT, brand_there, member_there, shop_there

API = "/api/v1"


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


def bearer(brand: Brand, user: User, *permissions: str) -> dict[str, str]:
    """The header of a new token."""
    plan = TokenPlan("脚本", permissions or ("shops.read",))
    _token, secret = services.token_issue(brand=brand, user=user, plan=plan, at=timezone.now())
    return {"Authorization": f"Bearer {secret}"}


def shape(response: Any) -> tuple[int, str]:
    """Status and code of an error, which has exactly the one shape."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "detail"}
    return response.status_code, body["error"]["code"]


def test_a_token_opens_what_it_was_made_for(client: Client, brand: Brand, owner: User) -> None:
    shop_there(brand)
    found = client.get(f"{API}/b/yanshi/shops/", headers=bearer(brand, owner)).json()
    assert [shop["key"] for shop in found] == ["taobao"]


def test_a_token_may_no_more_than_it_says(client: Client, brand: Brand, owner: User) -> None:
    response = client.get(f"{API}/b/yanshi/jobs/", headers=bearer(brand, owner, "shops.read"))
    assert shape(response) == (403, "forbidden")


def test_a_token_may_no_more_than_its_person_still_may(
    client: Client, brand: Brand, owner: User
) -> None:
    analyst = member_there(brand, "data_analyst")
    header = bearer(brand, analyst, "shops.read", "jobs.read")
    services.membership_set(brand=brand, user=analyst, role="content_operator")
    assert shape(client.get(f"{API}/b/yanshi/jobs/", headers=header)) == (403, "forbidden")
    assert client.get(f"{API}/b/yanshi/shops/", headers=header).status_code == 200


def test_nobody_makes_a_token_beyond_the_own_role(brand: Brand) -> None:
    analyst = member_there(brand, "data_analyst")
    with pytest.raises(services.PeopleError, match=r"people\.manage"):
        bearer(brand, analyst, "people.manage")


@pytest.mark.parametrize("end", ["revoked", "expired", "left", "inactive"])
def test_a_token_that_is_over_opens_nothing(
    client: Client, brand: Brand, owner: User, end: str
) -> None:
    header = bearer(brand, owner)
    if end == "revoked":
        ApiToken.objects.update(revoked_at=timezone.now())
    elif end == "expired":
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "left":
        Membership.objects.all().delete()
    else:
        User.objects.update(is_active=False)
    status, _code = shape(client.get(f"{API}/b/yanshi/shops/", headers=header))
    assert status == (404 if end == "left" else 401)


def test_the_use_of_a_token_is_noted(client: Client, brand: Brand, owner: User) -> None:
    client.get(f"{API}/b/yanshi/shops/", headers=bearer(brand, owner))
    assert ApiToken.objects.get().used_at is not None


def test_a_token_of_one_brand_does_not_open_another_of_the_same_person(
    client: Client, brand: Brand, owner: User
) -> None:
    other = brand_there("qita")
    services.membership_set(brand=other, user=owner, role="owner")
    header = bearer(brand, owner)
    assert shape(client.get(f"{API}/b/qita/shops/", headers=header)) == (404, "not_found")
    found = client.get(f"{API}/brands/", headers=header).json()
    assert [one["key"] for one in found] == ["yanshi"]


def test_a_browser_reads_with_its_session_and_writes_with_its_csrf_token(
    brand: Brand, owner: User
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    assert strict.get(f"{API}/brands/").status_code == 200
    said = {"platform": "jd", "name": "演示京东店"}
    response = strict.put(f"{API}/b/yanshi/shops/jd", said, content_type="application/json")
    assert response.status_code == 403
    assert not Shop.objects.exists()


def test_a_program_registers_a_shop_and_reads_the_trail(
    client: Client, brand: Brand, owner: User
) -> None:
    header = bearer(brand, owner, "shops.write", "shops.read", "trail.read")
    said = {"platform": "jd", "name": "演示京东店"}
    response = client.put(
        f"{API}/b/yanshi/shops/jd", said, content_type="application/json", headers=header
    )
    assert (response.status_code, response.json()["name"]) == (200, "演示京东店")
    trail = client.get(f"{API}/b/yanshi/trail/?subject_type=shop", headers=header).json()
    assert [(e["verb"], e["actor"]) for e in trail] == [("shop.registered", f"user:{owner.pk}")]
    verdict = client.get(f"{API}/b/yanshi/trail/verify", headers=header).json()
    assert verdict["broken_at"] is None


def test_a_program_watches_and_cancels_a_job(client: Client, brand: Brand, owner: User) -> None:
    job = jobs.job_enqueue(kind="demo", payload={}, brand=brand, requested_by=None, at=AT)
    header = bearer(brand, owner, "jobs.read", "jobs.manage")
    address = f"{API}/b/yanshi/jobs/{job.job_id}"
    assert client.get(address, headers=header).json()["state"] == "ready"
    assert client.post(f"{address}/cancel", headers=header).json()["state"] == "cancelled"
    assert shape(client.post(f"{address}/cancel", headers=header)) == (409, "conflict")


@pytest.mark.parametrize(
    ("method", "path", "body", "answer"),
    [
        ("get", "/b/yanshi/shops/unknown", None, (404, "not_found")),
        ("get", "/b/unknown/shops/", None, (404, "not_found")),
        ("get", "/no/such/address", None, (404, "not_found")),
        ("put", "/b/yanshi/shops/jd", {"name": "x"}, (422, "invalid")),
        ("put", "/b/yanshi/shops/JD!", {"platform": "jd", "name": "x"}, (422, "invalid")),
        ("get", "/b/yanshi/trail/?since=yesterday", None, (422, "invalid")),
    ],
)
def test_every_error_has_the_one_shape(
    client: Client, brand: Brand, owner: User, method: str, path: str, body: Any, answer: Any
) -> None:
    header = bearer(brand, owner, "shops.read", "shops.write", "trail.read")
    send = getattr(client, method)
    response = send(f"{API}{path}", body, content_type="application/json", headers=header)
    assert shape(response) == answer


def test_without_log_in_there_is_no_answer(client: Client, brand: Brand) -> None:
    assert shape(client.get(f"{API}/brands/")) == (401, "not_authenticated")
    wrong = {"Authorization": "Bearer lx_wrong"}
    assert shape(client.get(f"{API}/brands/", headers=wrong)) == (401, "not_authenticated")


def test_what_was_sent_wrong_is_not_repeated(client: Client, brand: Brand, owner: User) -> None:
    header = bearer(brand, owner, "trail.read")
    answer = client.get(f"{API}/b/yanshi/trail/?since=13800000000x", headers=header)
    assert "13800000000" not in answer.content.decode()


def test_every_operation_is_described(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(owner)
    described = client.get(f"{API}/openapi.json").json()
    operations = [op for path in described["paths"].values() for op in path.values()]
    assert len(operations) >= 15
    assert [op["operationId"] for op in operations if not op.get("summary")] == []
