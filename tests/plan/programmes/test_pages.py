"""The pages of the plans, as a member opens and fills them (6.3, 6.4)."""

import pytest
from django.test import Client

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from luoxuan.plan.programmes import selectors, services
from tests.people_there import AT, brand_there, member_there, shop_there
from tests.plan.programmes.there import plan_there

BASE = "/b/yanshi/plan/programmes/"


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def member(client: Client, brand: Brand) -> Client:
    client.force_login(member_there(brand, "operations_manager"))
    return client


def test_a_year_is_opened_from_the_list(member: Client, brand: Brand) -> None:
    assert "2026Q4" in member.get(f"{BASE}?year=2026").content.decode()
    answer = member.post(f"{BASE}open", {"period": "2026", "copy": ""})
    assert answer["Location"] == f"{BASE}2026/"
    assert selectors.programme_named(brand, "2026") is not None


def test_copying_what_is_not_there_opens_nothing(member: Client, brand: Brand) -> None:
    member.post(f"{BASE}open", {"period": "2026-10", "copy": "before"})
    assert selectors.programmes_of(brand) == []


def test_a_part_is_written_and_shown_as_html(member: Client, brand: Brand) -> None:
    plan_there(brand)
    member.post(f"{BASE}2026-10/parts/kpis/", {"text": "**重点** <b>x</b>"})
    text = member.get(f"{BASE}2026-10/").content.decode()
    assert "<strong>重点</strong> &lt;b&gt;x&lt;/b&gt;" in text


def test_a_plan_is_handed_in_compared_and_withdrawn(member: Client, brand: Brand) -> None:
    plan_there(brand)
    member.post(f"{BASE}2026-10/ask", {"note": "第一版"})
    assert "第一版" in member.get(f"{BASE}2026-10/").content.decode()
    assert member.get(f"{BASE}2026-10/versions/1/").status_code == 200
    refused = member.post(f"{BASE}2026-10/parts/kpis/", {"text": "改"})
    assert refused.status_code == 422
    member.post(f"{BASE}2026-10/withdraw")
    member.post(f"{BASE}2026-10/parts/kpis/", {"text": "改成这样"})
    compared = member.get(f"{BASE}2026-10/compare/?from=1&to=0").content.decode()
    assert "<ins>改成这样</ins>" in compared
    assert member.get(f"{BASE}2026-10/compare/?from=9&to=0").status_code == 404


def test_a_plan_leaves_as_workbook_and_paper(member: Client, brand: Brand) -> None:
    plan_there(brand)
    assert member.get(f"{BASE}2026-10/plan.xlsx").content[:2] == b"PK"
    assert member.get(f"{BASE}2026-10/plan.pdf").content[:4] == b"%PDF"


def test_who_sees_one_shop_sees_no_other_in_the_plan(client: Client, brand: Brand) -> None:
    mine, other = shop_there(brand, "mine"), shop_there(brand, "other")
    other.name = "另一家店"
    other.save()
    plan_there(brand, "year")
    user = member_there(brand, "content_operator")
    people.membership_set(brand=brand, user=user, role="content_operator", shops=[mine])
    client.force_login(user)
    for path in ("", "parts/channels/"):
        assert "另一家店" not in client.get(f"{BASE}2026/{path}").content.decode()


def test_a_plan_nobody_handed_in_can_be_removed(member: Client, brand: Brand) -> None:
    plan = plan_there(brand)
    member.post(f"{BASE}2026-10/remove")
    assert selectors.programmes_of(brand) == []
    plan = plan_there(brand)
    services.programme_ask(programme=plan, author=member_there(brand, "owner"), at=AT)
    member.post(f"{BASE}2026-10/remove")
    assert len(selectors.programmes_of(brand)) == 1


@pytest.mark.parametrize("path", ["2026-99/", "2026-10/", "x/", "2026-10/plan.pdf"])
def test_a_plan_that_is_not_there_is_not_found(member: Client, path: str) -> None:
    assert member.get(BASE + path).status_code == 404
