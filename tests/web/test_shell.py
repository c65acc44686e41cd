"""The frame around every page: where one may go, language, look, search, the home page."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation

from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import Brand
from luoxuan.web import navigation, today
from luoxuan.web.context import Look
from tests.people_there import PASSWORD, brand_there, member_there, person_there, shop_there

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def brand() -> Brand:
    """A brand with one shop and no data."""
    found = brand_there()
    shop_there(found)
    return found


def signed_in(user: object) -> Client:
    """A browser in which the person is logged in, through the log-in page."""
    client = Client()
    client.post("/login", {"login": user.username, "password": PASSWORD})  # type: ignore[attr-defined]
    return client


def test_the_home_page_of_an_empty_brand_says_what_to_do(brand: Brand) -> None:
    page = signed_in(member_there(brand)).get(f"/b/{brand.key}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "还没有数据" in text
    assert f"/b/{brand.key}/data/imports/" in text


def test_the_home_page_is_closed_to_strangers(brand: Brand) -> None:
    assert Client().get(f"/b/{brand.key}/").status_code == 302
    assert signed_in(person_there()).get(f"/b/{brand.key}/").status_code == 404


def test_who_belongs_nowhere_is_told_whom_to_ask() -> None:
    page = signed_in(person_there()).get("/")
    assert "您还没有加入任何品牌" in page.content.decode()


def test_the_door_leads_to_the_brand_seen_last(brand: Brand) -> None:
    other = brand_there("beta")
    user = member_there(brand, username="liangjia")
    member_there_too = signed_in(user)
    from luoxuan.foundation.people import services

    services.membership_set(brand=other, user=user, role="owner")
    member_there_too.get(f"/b/{other.key}/")
    assert member_there_too.get("/").headers["Location"] == f"/b/{other.key}/"


def test_the_language_is_remembered(brand: Brand) -> None:
    client = signed_in(member_there(brand))
    answer = client.post("/language", {"language": "en", "next": f"/b/{brand.key}/"})
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<html lang="en"' in page
    assert "There is no data yet" in page


def test_a_page_starts_in_chinese(brand: Brand) -> None:
    assert (
        '<html lang="zh-Hans"'
        in signed_in(member_there(brand)).get(f"/b/{brand.key}/").content.decode()
    )


def test_the_way_back_never_leads_to_another_site() -> None:
    answer = Client().post("/language", {"language": "en", "next": "//elsewhere.example/x"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_not_kept() -> None:
    assert "django_language" not in Client().post("/language", {"language": "xx"}).cookies


def test_a_rise_is_red_unless_the_person_says_otherwise(brand: Brand) -> None:
    client = signed_in(member_there(brand))
    assert 'data-rise="red"' in client.get(f"/b/{brand.key}/").content.decode()
    client.post("/look", {"theme": "dark", "rise": "green", "next": "/"})
    page = client.get(f"/b/{brand.key}/").content.decode()
    assert 'data-rise="green"' in page
    assert 'data-theme="dark"' in page


def test_a_look_nobody_offers_is_the_default() -> None:
    assert Look.of({"lx_theme": "pink", "lx_rise": "", "lx_rail": "narrow"}) == Look(
        "auto", "red", "narrow"
    )


def test_a_role_sees_only_where_it_may_go(brand: Brand) -> None:
    scope = scope_of(user=member_there(brand, "content_operator"), brand_key=brand.key)
    assert scope is not None
    with translation.override("en"):
        labels = {label for label, _href in navigation.places_of(scope)}
    assert "Today" in labels
    assert "Imports" not in labels
    assert "Trail" not in labels


def test_every_place_of_the_shell_opens(brand: Brand) -> None:
    user = member_there(brand)
    scope = scope_of(user=user, brand_key=brand.key)
    assert scope is not None
    client = signed_in(user)
    places = navigation.places_of(scope)
    codes = {href: client.get(href, follow=True).status_code for _label, href in places}
    assert set(codes.values()) == {200}, codes
    assert len(places) == sum(len(places) for _key, _label, places in navigation.SECTIONS)


def test_search_finds_pages_and_shops(brand: Brand) -> None:
    client = signed_in(member_there(brand))
    assert "导入" in client.get(f"/b/{brand.key}/search?q=导").content.decode()
    fragment = client.get(f"/b/{brand.key}/search?q=旗舰", headers={"HX-Request": "true"})
    assert "演示旗舰店" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_search_says_what_it_did_not_find_without_running_it(brand: Brand) -> None:
    page = signed_in(member_there(brand)).get(f"/b/{brand.key}/search", {"q": "<script>x"})
    assert "<script>x" not in page.content.decode()
    assert "&lt;script&gt;x" in page.content.decode()


def test_a_shop_without_any_file_is_named_among_the_next_steps(brand: Brand) -> None:
    scope = scope_of(user=member_there(brand), brand_key=brand.key)
    assert scope is not None
    answer = today.today_of(scope, at=AT)
    assert answer.is_empty
    assert [step.text for step in answer.steps] == ["完全没有数据：演示旗舰店。"]


@pytest.mark.parametrize("path", ["/b/nowhere/", "/no/such/page"])
def test_a_page_that_is_not_there_says_so_in_the_language(path: str, brand: Brand) -> None:
    client = signed_in(member_there(brand))
    page = client.get(path)
    assert page.status_code == 404
    assert "没有这个页面" in page.content.decode()


def test_no_page_carries_script_or_style_of_its_own(brand: Brand) -> None:
    text = signed_in(member_there(brand)).get(f"/b/{brand.key}/").content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick" not in text
