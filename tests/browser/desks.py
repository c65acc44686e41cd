"""Several people at their desks at once, each in a browser of their own; nothing may go wrong in any of them."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.people_there import PASSWORD

PATIENCE = 20_000


@dataclass
class Desks:
    """Who sits where; `wrong` holds script errors, refused assets and pages that failed."""

    browser: Browser
    look: dict[str, Any]
    url: str
    brand: str
    word: str = PASSWORD
    wrong: list[str] = field(default_factory=list)

    def of(self, role: str) -> Page:
        """The person of the role, logged in through the door; without a role the brand's first account."""
        page = self.browser.new_context(**self.look).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._said(page, said.type, said.text))
        page.goto(f"{self.url}/login")
        page.fill("input[name=login]", f"{self.brand}-{role}" if role else self.brand)
        page.fill("input[name=password]", self.word)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**/b/{self.brand}/")
        return page

    def _said(self, page: Page, kind: str, text: str) -> None:
        if kind == "error":
            self.wrong.append(f"{page.url}: {text}")

    def leave(self) -> None:
        """Everybody goes home."""
        for context in self.browser.contexts:
            context.close()


def go(page: Page, section: str, place: str = "") -> None:
    """By the rail to a section, and by its tabs to a place."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name=section).click()
    if place:
        page.locator(".sub").get_by_role("link", name=place, exact=True).click()
