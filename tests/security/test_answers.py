"""What every answer carries, and what no answer, error or log line tells (9.3)."""

import io
import logging
import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from luoxuan.foundation.people.models import Brand
from luoxuan.settings.logging import LOGGING, WithoutQuery
from luoxuan.web.middleware import POLICY, body_limited
from tests.people_there import brand_there, member_there

PAGES = ("/login", "/healthz", "/no/such/page", "/api/v1/brands/", "/api/v1/nowhere")


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.mark.parametrize("path", [*PAGES, "/b/yanshi/settings/people", "/b/yanshi/"])
def test_every_answer_carries_the_same_protection(client: Client, brand: Brand, path: str) -> None:
    client.force_login(member_there(brand, "owner"))
    answer = client.get(path)
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


def test_the_policy_allows_no_inline_script_and_no_other_site() -> None:
    assert "unsafe" not in POLICY
    assert re.findall(r"https?:|\*", POLICY) == []


@pytest.mark.parametrize("path", ["/login", "/account/", "/b/yanshi/settings/tokens"])
def test_a_page_has_no_inline_script_or_style(client: Client, brand: Brand, path: str) -> None:
    client.force_login(member_there(brand, "owner"))
    shown = client.get(path, follow=True).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", shown) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", shown) == []


def test_https_asks_browsers_to_stay_on_https(client: Client, db: None, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    answer = client.get("/login", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"


def test_an_error_page_tells_nothing(client: Client, brand: Brand, settings: Any) -> None:
    assert settings.DEBUG is False
    client.force_login(member_there(brand, "owner"))
    shown = client.get("/no/such/page?phone=13800000000").content.decode()
    assert "Traceback" not in shown
    assert "13800000000" not in shown


def test_the_log_has_the_path_and_no_query(client: Client, brand: Brand) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutQuery())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    client.get("/no/such/page?phone=13800000000")
    logger.removeHandler(handler)
    assert "/no/such/page" in stream.getvalue()
    assert "13800000000" not in stream.getvalue()


def test_every_handler_of_the_installation_cuts_queries() -> None:
    assert {name: "without_query" in h["filters"] for name, h in LOGGING["handlers"].items()} == {
        "stderr": True
    }


@pytest.mark.parametrize(("length", "status"), [("1048577", 413), ("1048576", 200), ("x", 413)])
def test_a_body_over_the_limit_is_not_read(settings: Any, length: str, status: int) -> None:
    settings.LUOXUAN_UPLOAD_MB = 1

    def read(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    assert body_limited(read)(request).status_code == status


def test_a_foreign_host_is_refused(client: Client, db: None) -> None:
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
