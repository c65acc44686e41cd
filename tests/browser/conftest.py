"""Chromium for the tests, a brand with six shops, and six export files of it."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

from luoxuan.demo.brand import SHOPS
from luoxuan.demo.shop_files import shop_files
from luoxuan.demo.story import Story
from luoxuan.foundation.people import services
from luoxuan.foundation.people.models import Brand, User
from tests.browser.chromium import FLAGS, chromium
from tests.people_there import PASSWORD, brand_there, member_there

LAST = date(2026, 11, 23)
PATIENCE = 10_000
ORDERS = ("ExportOrderList", "订单导出", "_qinglan", "orders_export", "订单信息", "微信小店订单")
"""What the platforms call their order exports."""

# Playwright's loop runs in the test's thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them are browser tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip("No Chromium here: apt-get install chromium."))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium: nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A merchant's desk."""
    return {**browser_context_args, "locale": "zh-CN", "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def six_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The newest order export of each of the six shops, as the platforms write them."""
    folder = tmp_path_factory.mktemp("exports")
    newest = {
        file.shop: file
        for file in shop_files(Story(LAST))
        if any(word in file.path for word in ORDERS) and not file.copy_of
    }
    paths = []
    for file in newest.values():
        paths.append(folder / Path(file.path).name)
        paths[-1].write_bytes(file.data)
    return paths


@pytest.fixture
def brand(live_server: LiveServerThread) -> Brand:
    """The demo's register, without data."""
    found = brand_there("qinglan")
    for shop in SHOPS:
        services.shop_register(
            brand=found, key=shop.key, platform=shop.platform, name=shop.name,
            platform_shop_id=shop.platform_shop_id,
        )  # fmt: skip
    return found


@pytest.fixture
def owner(brand: Brand) -> User:
    """Who may do everything."""
    return member_there(brand)


@pytest.fixture
def desk(page: Page, live_server: Any, owner: User) -> Iterator[Page]:
    """The owner, logged in through the door; a script error or a refused asset fails the test."""
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{live_server.url}/login")
    page.fill("input[name=login]", owner.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/b/qinglan/")
    yield page
    assert wrong == []
