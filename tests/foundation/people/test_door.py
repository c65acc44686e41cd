"""The door: who comes in, who is kept out, what a session is, and how it ends (9.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.models import Brand, LiveSession, LoginAttempt, User
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from tests.people_there import AT, PASSWORD, brand_there, member_there

LOGIN = "/login"
NEW = "mu-tou-qiao-xi-88"


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def user(brand: Brand) -> User:
    found = member_there(brand, "owner", "yuangong1")
    found.email = "yuangong1@yanshi.example"
    found.save()
    return found


def tries(client: Client, login: str, password: str = PASSWORD, **more: str) -> int:
    """Status of a log-in."""
    return client.post(LOGIN, {"login": login, "password": password, **more}).status_code


@pytest.mark.parametrize("login", ["yuangong1", "yuangong1@yanshi.example"])
def test_a_person_comes_in_by_name_or_e_mail(client: Client, user: User, login: str) -> None:
    assert tries(client, login) == 302
    assert client.get("/account/").status_code == 200


def test_a_wrong_name_and_a_wrong_password_say_the_same(client: Client, user: User) -> None:
    one = client.post(LOGIN, {"login": "yuangong1", "password": "x"})
    other = client.post(LOGIN, {"login": "niemand", "password": "x"})
    assert (one.status_code, other.status_code) == (422, 422)
    assert one.context["form"].errors == other.context["form"].errors


def test_after_ten_failures_the_door_is_closed_from_there_only(client: Client, user: User) -> None:
    for _number in range(10):
        tries(client, "yuangong1", "wrong")
    assert tries(client, "yuangong1") == 422
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert tries(elsewhere, "yuangong1") == 302


@pytest.mark.parametrize(("is_behind_proxy", "status"), [(True, 302), (False, 422)])
def test_only_behind_our_own_proxy_is_the_forwarded_address_believed(
    client: Client, user: User, settings: Any, is_behind_proxy: bool, status: int
) -> None:
    settings.HTTPS = is_behind_proxy
    for _number in range(10):
        said = {"login": "yuangong1", "password": "wrong"}
        client.post(LOGIN, said, headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.9"})
    said = {"login": "yuangong1", "password": PASSWORD}
    answer = client.post(LOGIN, said, headers={"X-Forwarded-For": "192.0.2.9, 192.0.2.1"})
    assert answer.status_code == status


def test_the_door_opens_again_after_a_quarter_of_an_hour(user: User) -> None:
    request = RequestFactory().post(LOGIN)
    wrong = services.Knock("yuangong1", "wrong", "192.0.2.1")
    right = services.Knock("yuangong1", PASSWORD, "192.0.2.1")
    for _number in range(10):
        with pytest.raises(services.PeopleError):
            services.login_check(knock=wrong, request=request, at=AT)
    with pytest.raises(services.PeopleError):
        services.login_check(knock=right, request=request, at=AT + timedelta(minutes=14))
    later = AT + timedelta(minutes=16)
    assert services.login_check(knock=right, request=request, at=later) == user


def test_what_is_kept_of_a_failure_names_nobody(client: Client, user: User) -> None:
    tries(client, "yuangong1", "wrong")
    kept = " ".join(LoginAttempt.objects.values_list("who", flat=True))
    assert "yuangong1" not in kept
    assert "127.0.0.1" not in kept


def test_the_session_gets_a_new_key_at_log_in(client: Client, user: User) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    old = session.session_key
    client.cookies["sessionid"] = old
    tries(client, "yuangong1")
    assert client.cookies["sessionid"].value != old


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(
    client: Client, user: User
) -> None:
    tries(client, "yuangong1")
    cookie = client.cookies["sessionid"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_log_in_one_comes_where_one_wanted_but_never_elsewhere(
    client: Client, user: User, asked: str, led_to: str
) -> None:
    said = {"login": "yuangong1", "password": PASSWORD, "next": asked}
    assert client.post(LOGIN, said)["Location"] == led_to


def test_a_log_in_is_in_the_trail_and_in_the_list_of_sessions(
    client: Client, user: User, brand: Brand
) -> None:
    client.post(LOGIN, {"login": "yuangong1", "password": PASSWORD},
                headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537"})  # fmt: skip
    assert [s.device for s in selectors.sessions_of(user)] == ["Chrome · Windows"]
    entry = trail.trail_entries(brand=brand, question=TrailQuestion(verb="user.logged_in")).get()
    assert entry.actor == f"user:{user.pk}"


def test_a_session_is_ended_from_another_one(client: Client, user: User) -> None:
    there = Client()
    tries(there, "yuangong1")
    tries(client, "yuangong1")
    other = LiveSession.objects.get(session_key=there.session.session_key)
    client.post(reverse("people_session_end", args=[other.pk]))
    assert there.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(client: Client, user: User, brand: Brand) -> None:
    there = Client()
    member_there(brand, "finance", "caiwu1")
    tries(there, "caiwu1")
    tries(client, "yuangong1")
    other = LiveSession.objects.get(session_key=there.session.session_key)
    client.post(reverse("people_session_end", args=[other.pk]))
    assert there.get("/account/").status_code == 200


def test_a_new_password_ends_every_other_session(client: Client, user: User) -> None:
    there = Client()
    tries(there, "yuangong1")
    tries(client, "yuangong1")
    said = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert client.post("/account/password", said).status_code == 302
    assert there.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    assert tries(Client(), "yuangong1", NEW) == 302


@pytest.mark.parametrize(
    "said",
    [
        {"old": "wrong", "new": NEW, "again": NEW},
        {"old": PASSWORD, "new": NEW, "again": NEW + "x"},
        {"old": PASSWORD, "new": "short", "again": "short"},
    ],
)
def test_a_password_is_not_changed_by_mistake(
    client: Client, user: User, said: dict[str, str]
) -> None:
    client.force_login(user)
    assert client.post("/account/password", said).status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_person_who_left_cannot_come_in(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert tries(client, "yuangong1") == 422


def test_log_out_ends_the_session(client: Client, user: User) -> None:
    tries(client, "yuangong1")
    client.post("/logout")
    assert client.get("/account/").status_code == 302
    assert selectors.sessions_of(user) == []


def test_the_forms_ask_for_a_csrf_token(user: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert tries(strict, "yuangong1") == 403
