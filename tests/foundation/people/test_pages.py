"""The pages of people, jobs and trail, as a browser asks for them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.models import ApiToken, Brand, Membership, Shop, User
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from tests.people_there import AT, PASSWORD, brand_there, member_there, person_there, shop_there


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


@pytest.fixture
def page(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def verbs(brand: Brand) -> list[str]:
    """What the trail says, newest first."""
    return [e.verb for e in trail.trail_entries(brand=brand, question=TrailQuestion())]


@pytest.mark.parametrize(
    "name",
    ["people:brand", "people:shop_list", "people:shop_new", "people:member_list",
     "people:member_new", "people:token_list", "jobs:job_list", "trail:trail_list",
     "trail:trail_check"],
)  # fmt: skip
def test_every_page_opens_for_an_owner(page: Client, brand: Brand, name: str) -> None:
    response = page.get(reverse(name, args=[brand.key]))
    assert response.status_code == 200


@pytest.mark.clause("7.1")
def test_a_shop_is_registered_and_changed(page: Client, brand: Brand) -> None:
    said = {
        "key": "jd-1", "platform": "jd", "name": "演示京东店", "zone": "Asia/Shanghai",
        "currency": "CNY", "channel_type": "general", "is_live": "on",
    }  # fmt: skip
    response = page.post(reverse("people:shop_new", args=[brand.key]), said)
    assert response.status_code == 302
    change = said | {"key": "other", "platform": "pdd", "name": "演示京东店二"}
    page.post(reverse("people:shop_edit", args=[brand.key, "jd-1"]), change)
    shop = Shop.objects.get(brand=brand)
    assert (shop.key, shop.platform, shop.name) == ("jd-1", "jd", "演示京东店二")
    assert verbs(brand)[:2] == ["shop.changed", "shop.registered"]


def test_a_taken_shop_key_is_refused(page: Client, brand: Brand) -> None:
    shop_there(brand, "taobao")
    said = {"key": "taobao", "platform": "taobao", "name": "x", "zone": "Asia/Shanghai",
            "currency": "CNY"}  # fmt: skip
    response = page.post(reverse("people:shop_new", args=[brand.key]), said)
    assert response.status_code == 422
    assert Shop.objects.get(brand=brand).name == "演示旗舰店"


@pytest.mark.clause("6.1")
def test_a_person_is_added_with_a_role_and_shops(page: Client, brand: Brand) -> None:
    shop = shop_there(brand)
    said = {"username": "xinren", "name": "演示新人", "password": PASSWORD,
            "role": "data_analyst", "shops": [shop.pk]}  # fmt: skip
    response = page.post(reverse("people:member_new", args=[brand.key]), said)
    assert response.status_code == 302
    member = Membership.objects.get(user__username="xinren")
    assert (member.role, [s.key for s in member.shops.all()]) == ("data_analyst", ["taobao"])
    assert verbs(brand)[0] == "member.set"


def test_a_weak_password_is_refused(page: Client, brand: Brand) -> None:
    said = {"username": "xinren", "password": "12345678", "role": "finance"}
    response = page.post(reverse("people:member_new", args=[brand.key]), said)
    assert response.status_code == 422
    assert selectors.user_by_name("xinren") is None


def test_adding_a_stranger_does_not_show_whether_they_exist(page: Client, brand: Brand) -> None:
    member_there(brand_there("qita"), "owner", "stranger")
    said = {"username": "stranger", "password": PASSWORD, "role": "finance"}
    response = page.post(reverse("people:member_new", args=[brand.key]), said)
    assert response.status_code == 422
    assert Membership.objects.filter(brand=brand).count() == 1


def test_a_role_is_changed_and_a_member_taken_out(page: Client, brand: Brand) -> None:
    user = member_there(brand, "finance")
    member = Membership.objects.get(brand=brand, user=user)
    page.post(reverse("people:member_edit", args=[brand.key, member.pk]), {"role": "auditor"})
    assert selectors.role_in(brand=brand, user=user) == "auditor"
    page.post(reverse("people:member_end", args=[brand.key, member.pk]))
    assert selectors.role_in(brand=brand, user=user) == ""
    assert verbs(brand)[:2] == ["member.ended", "member.set"]


def test_the_last_owner_cannot_step_down(page: Client, brand: Brand, owner: User) -> None:
    member = Membership.objects.get(brand=brand, user=owner)
    address = reverse("people:member_edit", args=[brand.key, member.pk])
    response = page.post(address, {"role": "auditor"})
    assert response.status_code == 422
    page.post(reverse("people:member_end", args=[brand.key, member.pk]))
    assert selectors.role_in(brand=brand, user=owner) == "owner"


def test_an_administrator_makes_no_owner(client: Client, brand: Brand, owner: User) -> None:
    client.force_login(member_there(brand, "admin"))
    finance = member_there(brand, "finance")
    member = Membership.objects.get(brand=brand, user=finance)
    address = reverse("people:member_edit", args=[brand.key, member.pk])
    assert client.post(address, {"role": "owner"}).status_code == 422
    assert selectors.role_in(brand=brand, user=finance) == "finance"


def test_an_administrator_cannot_take_over_somebody_of_another_brand(
    page: Client, brand: Brand
) -> None:
    user = member_there(brand, "finance")
    other = brand_there("qita")
    member_there(other, "owner", "other-owner")
    Membership.objects.create(brand=other, user=user, role="owner")
    member = Membership.objects.get(brand=brand, user=user)
    address = reverse("people:member_password", args=[brand.key, member.pk])
    assert page.post(address, {"new": "mima-geng-xin-9"}).status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_forgotten_password_is_set_anew(page: Client, brand: Brand) -> None:
    user = member_there(brand, "finance")
    member = Membership.objects.get(brand=brand, user=user)
    page.post(
        reverse("people:member_password", args=[brand.key, member.pk]), {"new": "mima-geng-xin-9"}
    )
    user.refresh_from_db()
    assert user.check_password("mima-geng-xin-9")


def test_a_token_is_shown_once_and_stored_as_a_hash(page: Client, brand: Brand) -> None:
    said = {"name": "脚本", "permissions": ["reports.read"], "days": "30"}
    address = reverse("people:token_list", args=[brand.key])
    shown = page.post(address, said).content.decode()
    secret = re.search(r"lx_[\w-]{40,}", shown)
    assert secret is not None
    assert secret.group() not in page.get(address).content.decode()
    token = ApiToken.objects.get(brand=brand)
    assert secret.group() not in {token.digest, token.name}
    page.post(reverse("people:token_revoke", args=[brand.key, token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_nobody_revokes_the_token_of_another(page: Client, brand: Brand) -> None:
    analyst = member_there(brand, "data_analyst")
    token = ApiToken.objects.create(
        brand=brand, user=analyst, name="x", digest="d", created_at=AT, expires_at=AT
    )
    address = reverse("people:token_revoke", args=[brand.key, token.pk])
    assert page.post(address).status_code == 404


def test_a_job_is_seen_cancelled_and_run_again(page: Client, brand: Brand) -> None:
    job = jobs.job_enqueue(kind="demo", payload={}, brand=brand, requested_by=None, at=AT)
    address = reverse("jobs:job_page", args=[brand.key, job.job_id])
    fragment = page.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" in fragment
    assert "<html" not in fragment
    page.post(reverse("jobs:job_cancel", args=[brand.key, job.job_id]))
    assert "hx-get" not in page.get(address, headers={"HX-Request": "true"}).content.decode()
    page.post(reverse("jobs:job_retry", args=[brand.key, job.job_id]))
    assert verbs(brand)[:2] == ["job.repeated", "job.cancelled"]


def test_the_trail_page_names_people_and_filters(page: Client, brand: Brand, owner: User) -> None:
    shown = page.get(reverse("trail:trail_list", args=[brand.key])).content.decode()
    assert owner.name in shown
    asked = {"verb": "brand.created", "since": "2026-09-30", "until": "2026-10-01"}
    found = page.get(reverse("trail:trail_list", args=[brand.key]), asked)
    assert [line.verb for line in found.context["lines"]] == ["brand.created"]


def test_the_trail_page_tells_details_in_words(page: Client, brand: Brand) -> None:
    member_there(brand, "finance")
    shown = page.get(reverse("trail:trail_list", args=[brand.key]), {"verb": "member.set"})
    assert [line.detail for line in shown.context["lines"]] == ["财务", "所有者"]


def test_a_person_of_no_brand_sees_the_account(client: Client, db: None) -> None:
    client.force_login(person_there())
    assert client.get(reverse("people_account")).status_code == 200
