"""The main walk: six files in, watch, read the daily report, down to the rows, export, undo."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from luoxuan.foundation.jobs.worker import Worker

LONG = 60_000


def drop(desk: Page, files: list[Path]) -> None:
    """Put the files on the page, as a drag does, and send them."""
    desk.get_by_role("navigation", name="主导航").get_by_role("link", name="数据").click()
    desk.set_input_files("input[type=file]", [str(path) for path in files])
    expect(desk.locator(".drop-list li, [data-drop-list] li")).to_have_count(len(files))
    desk.get_by_role("button", name="导入", exact=True).click()
    desk.wait_for_url(re.compile("/batches/"))


def paid(desk: Page) -> str:
    """The paid sales of all shops as the report says them."""
    desk.goto(re.sub(r"/b/qinglan/.*", "/b/qinglan/check/daily/2026-11-22/", desk.url))
    return desk.locator("#shops tfoot td").first.inner_text()


def test_six_files_become_one_report(desk: Page, six_files: list[Path]) -> None:
    assert len(six_files) == 6
    drop(desk, six_files)
    for path in six_files:
        expect(desk.locator("#batch")).to_contain_text(path.name)
    Worker().run(until_idle=True)
    expect(desk.locator("article.report .status", has_text="已导入")).to_have_count(6, timeout=LONG)

    desk.get_by_role("navigation", name="主导航").get_by_role("link", name="检查").click()
    expect(desk.locator("h1")).to_contain_text("日报")
    total = paid(desk)
    assert re.fullmatch(r"¥[\d,]+\.\d\d", total), total
    expect(desk.locator("#shops tbody tr")).to_have_count(6)
    expect(desk.locator("[data-chart] canvas").first).to_be_visible()

    desk.locator("#shops tfoot td a").first.click()
    expect(desk.locator(".headline")).to_contain_text("行")
    expect(desk.locator("table tbody tr").first).to_be_visible()
    desk.go_back()

    with desk.expect_download() as waiting:
        desk.locator(".actions a", has_text="Excel").click()
    assert waiting.value.suggested_filename == "daily-2026-11-22.xlsx"
    book = openpyxl.load_workbook(BytesIO(waiting.value.path().read_bytes()))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any(total.lstrip("¥").replace(",", "").rstrip("0").rstrip(".") in text for text in cells)

    desk.get_by_role("button", name="English").click()
    expect(desk.locator("h1")).to_contain_text("Daily report")
    desk.get_by_role("button", name="中文").click()
    expect(desk.locator("h1")).to_contain_text("日报")


def test_an_undone_import_takes_its_rows_out_of_the_report(
    desk: Page, six_files: list[Path]
) -> None:
    drop(desk, six_files[:2])
    Worker().run(until_idle=True)
    expect(desk.locator("article.report .status", has_text="已导入")).to_have_count(2, timeout=LONG)
    both = paid(desk)
    desk.goto(re.sub(r"/b/qinglan/.*", "/b/qinglan/data/imports/", desk.url))
    desk.get_by_role("link", name=six_files[0].name).click()
    desk.get_by_role("button", name="撤销").first.click()
    dialog = desk.locator("dialog[open]")
    expect(dialog.get_by_role("button", name="暂不")).to_be_focused()
    dialog.locator("button[type=submit]").click()
    expect(desk.locator(".toast.success")).to_be_visible()
    left = paid(desk)
    assert left != both
    assert float(left[1:].replace(",", "")) < float(both[1:].replace(",", ""))
