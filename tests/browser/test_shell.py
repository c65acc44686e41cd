"""Door, language, look, keyboard: the frame as a person uses it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from luoxuan.foundation.people.models import Brand, User

SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


def test_a_wrong_password_is_told_and_opens_nothing(
    page: Page, live_server: Any, owner: User
) -> None:
    page.goto(f"{live_server.url}/login")
    page.fill("input[name=login]", owner.username)
    page.fill("input[name=password]", "falsch")
    page.click("main button[type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    page.goto(f"{live_server.url}/b/qinglan/")
    expect(page).to_have_url(re.compile("/login"))


def test_an_empty_brand_leads_to_the_drop_zone(desk: Page) -> None:
    expect(desk.locator(".lead")).to_contain_text("还没有数据")
    desk.locator(".first-steps").get_by_role("link", name="投放文件").click()
    expect(desk.locator(".drop-zone")).to_be_visible()


def test_the_language_switches_and_stays(desk: Page) -> None:
    desk.get_by_role("button", name="English").click()
    expect(desk.locator("html")).to_have_attribute("lang", "en")
    expect(desk.locator("h1")).to_have_text("Today")
    desk.reload()
    expect(desk.locator("h1")).to_have_text("Today")
    desk.get_by_role("button", name="中文").click()
    expect(desk.locator("h1")).to_have_text("今日")


def test_dark_and_the_colour_of_a_rise_change_at_once_and_stay(desk: Page) -> None:
    desk.locator(".person > summary").click()
    desk.locator(".person select[name=theme]").select_option("dark")
    desk.locator(".person select[name=rise]").select_option("green")
    expect(desk.locator("html")).to_have_attribute("data-theme", "dark")
    desk.reload()
    expect(desk.locator("html")).to_have_attribute("data-theme", "dark")
    expect(desk.locator("html")).to_have_attribute("data-rise", "green")


def test_the_rail_folds_and_stays_folded(desk: Page) -> None:
    desk.locator("[data-rail-fold]").click()
    desk.reload()
    expect(desk.locator("html")).to_have_attribute("data-rail", "narrow")


def test_search_works_with_the_keyboard_alone(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    desk.keyboard.type("导入")
    found = desk.locator("#search-found a").first
    expect(found).to_contain_text("导入")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(found).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("导入")


def test_the_first_tab_skips_to_the_content(desk: Page) -> None:
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#main")).to_be_focused()


def test_help_opens_and_escape_closes_it(desk: Page) -> None:
    desk.locator("[data-open=help]").click()
    expect(desk.locator("#help")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#help")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_scrolls_sideways_on_a_phone(desk: Page, brand: Brand, language: str) -> None:
    address = desk.url.split("/b/")[0]
    desk.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    links = desk.locator(".rail a").evaluate_all("links => links.map(a => a.href)")
    desk.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for href in links:
        desk.goto(href)
        more = desk.locator(".sub a").evaluate_all("links => links.map(a => a.href)")
        for page in more or [href]:
            desk.goto(page)
            wide[page] = desk.evaluate(SIDEWAYS)
    assert {page: by for page, by in wide.items() if by > 0} == {}
    assert len(wide) > 6


def test_a_page_prints_without_its_frame(desk: Page) -> None:
    desk.emulate_media(media="print")
    expect(desk.locator(".rail")).to_be_hidden()
    expect(desk.locator(".top")).to_be_hidden()
    expect(desk.locator("h1")).to_be_visible()
