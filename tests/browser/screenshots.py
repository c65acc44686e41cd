"""Takes every page of a running server as pictures, to be looked at.

`python -m tests.browser.screenshots OUT_DIR --url http://127.0.0.1:8000 --user NAME --password WORD`
takes each page a link leads to at 1440 and 390 px, in zh and en, light and dark.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import FLAGS, chromium

WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
THEMES = ("light", "dark")
MOST_PAGES = 40
NOT_PAGES = re.compile(r"\.(xlsx|pdf|csv|zip|json)$|/logout|/static/|/api/")


@dataclass(frozen=True)
class Look:
    """How one series of pictures looks."""

    width: str
    language: str
    theme: str

    def __str__(self) -> str:
        return f"{self.width}-{self.language}-{self.theme}"


@dataclass(frozen=True)
class Door:
    """Where the server is and who looks."""

    url: str
    user: str
    password: str


def pages_found(page: Page, door: Door) -> list[str]:
    """Paths the links lead to, level by level; of addresses that differ in ids only the first two."""
    host, shapes = urlsplit(door.url).netloc, dict[str, int]()
    queue, seen = ["/"], list[str]()
    while queue and len(seen) < MOST_PAGES:
        path = queue.pop(0)
        response = page.goto(door.url + path)
        here = urlsplit(page.url).path
        if here in seen or response is None or response.status >= 400:
            continue
        seen.append(here)
        for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
            parts = urlsplit(href)
            shape = re.sub(r"[0-9a-f-]{16,}|\d[\d-]*(W\d+)?", "*", parts.path)
            if parts.netloc != host or NOT_PAGES.search(parts.path) or parts.path in queue:
                continue
            shapes[shape] = shapes.get(shape, 0) + 1
            if shapes[shape] <= 2 or "*" not in shape:
                queue.append(parts.path)
    return seen


def faults(page: Page) -> Iterator[str]:
    """What can be seen by measuring: sideways scroll, and cut-off figures."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        yield f"scrolls sideways by {wide} px"
    cut = page.evaluate(
        "Array.from(document.querySelectorAll('.figure, .stat-value'))"
        ".filter(e => e.parentElement.scrollWidth > e.parentElement.clientWidth + 1"
        " && getComputedStyle(e.parentElement).overflow === 'hidden').length"
    )
    if cut:
        yield f"cuts {cut} figures"


def take(out: Path, door: Door, looks: list[Look], only: str) -> list[str]:
    """All pictures; returns what was wrong with a page."""
    wrong: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context()
        page = context.new_page()
        log_in(page, door)
        paths = [path for path in pages_found(page, door) if only in path]
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        for look in looks:
            width, height = WIDTHS[look.width]
            page.set_viewport_size({"width": width, "height": height})
            context.add_cookies(
                [
                    {"name": name, "value": value, "url": door.url}
                    for name, value in (
                        ("django_language", LANGUAGES[look.language]),
                        ("lx_theme", look.theme),
                    )
                ]
            )
            for path in paths:
                page.goto(door.url + path)
                page.wait_for_load_state("networkidle")
                wrong += [f"{look} {path}: {fault}" for fault in faults(page)]
                name = path.strip("/").replace("/", "_") or "start"
                page.screenshot(path=out / f"{name}-{look}.png", full_page=True)
        browser.close()
    return wrong


def log_in(page: Page, door: Door) -> None:
    """Through the log-in page."""
    page.goto(f"{door.url}/login")
    page.fill("input[name=login]", door.user)
    page.fill("input[name=password]", door.password)
    page.click("main button[type=submit]")


def main() -> int:
    """Take the pictures, print what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--user", default="demo")
    parser.add_argument("--password", required=True)
    parser.add_argument("--only", default="", help="a part of the path")
    parser.add_argument("--looks", default="", help="such as wide-zh-light,phone-en-dark")
    asked = parser.parse_args()
    every = [Look(*parts) for parts in product(WIDTHS, LANGUAGES, THEMES)]
    names = set(filter(None, asked.looks.split(",")))
    asked.out.mkdir(parents=True, exist_ok=True)
    looks = [look for look in every if not names or str(look) in names]
    wrong = take(asked.out, Door(asked.url, asked.user, asked.password), looks, asked.only)
    sys.stdout.write("".join(f"{line}\n" for line in sorted(set(wrong))))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
