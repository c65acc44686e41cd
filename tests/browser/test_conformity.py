"""From the gap to the printed pack, in a browser (12.8, all clauses)."""

import zipfile
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page

from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.models import Brand

HOME = "/b/qinglan/act/conformity/"
PAGES = ("", "requirements/6.1/", "citations/", "terms/", "kpis/", "editions/", "runs/")
PHONE = {"width": 390, "height": 844}


def test_measure_make_a_task_sign_and_take_the_pack(
    desk: Page, live_server: Any, brand: Brand, tmp_path: Any
) -> None:
    desk.goto(f"{live_server.url}{HOME}")
    desk.get_by_role("button", name="测量").first.click()
    jobs.jobs_run_pending(at=timezone.now())
    desk.goto(f"{live_server.url}{HOME}")
    assert "75 条要求" in desk.inner_text("main .headline")

    desk.goto(f"{live_server.url}{HOME}requirements/6.1/")
    desk.get_by_role("button", name="转为任务").click()
    desk.wait_for_url("**/tasks/**")
    assert "6.1" in desk.inner_text("h1")

    desk.goto(f"{live_server.url}{HOME}")
    desk.get_by_role("link", name="签字与证据包").click()
    desk.fill("textarea[name=statement]", "以上属实")
    desk.get_by_role("button", name="签字").click()
    desk.get_by_role("button", name="制作证据包").click()
    with desk.expect_download() as loading:
        desk.click("#packs a")
    kept = tmp_path / "pack.zip"
    loading.value.save_as(kept)
    with zipfile.ZipFile(kept) as archive:
        assert archive.read("report.pdf").startswith(b"%PDF")
    fits_a_phone(desk, [*(f"{live_server.url}{HOME}{page}" for page in PAGES), desk.url])


def fits_a_phone(desk: Page, addresses: list[str]) -> None:
    """No page is wider than a phone."""
    desk.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for address in addresses:
        desk.goto(address)
        assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
