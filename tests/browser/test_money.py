"""Finance on the filled demo: differences, a month signed, true profit, a broken row, data quality (11.12, 6.6, 9.2)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import money_steps as steps
from tests.browser.conftest import LAST
from tests.browser.desks import Desks, go
from tests.browser.filled_house import House
from tests.demo.home import Home

FINANCE, OWNER = "finance", ""
MONTH, SIGNED = "2026-10", "2026-08"
PLANTED = ("missing_settlement", "fee_rate_differs", "duplicated", "unmatched_in", "balance_break")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demo, filled once; LUOXUAN_FILLED_DEMO spares the filling."""
    return Home(tmp_path_factory.mktemp("money"), LAST)


@pytest.fixture(scope="module")
def house(home: Home) -> Iterator[House]:
    """The demo served."""
    made = House(home.folder)
    yield made
    made.close()


@pytest.fixture
def desks(house: House, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Desks]:
    """Desks of the demo's people; nothing may go wrong at any of them."""
    made = Desks(browser, browser_context_args, house.url, "demo", word=steps.WORD)
    yield made
    made.leave()
    assert made.wrong == []


def test_finance_follows_a_cause_to_its_evidence_and_explains_it(desks: Desks, home: Home) -> None:
    finance = desks.of(FINANCE)
    expect(finance.locator(".today-work")).to_contain_text(f"{MONTH}：¥")
    steps.month_opened(finance, MONTH)
    expect(finance.locator(".lead")).to_contain_text(
        re.compile(r"资金变动中 \d\d\.\d+ % 已匹配或已解释；\d+ 笔差异共 ¥[\d,.]+ 未解释")
    )
    for kind in PLANTED:
        problem = steps.planted(home, kind, MONTH)
        steps.difference_opened(finance, kind, problem)
        steps.evidence_seen(finance, kind, problem)
        go(finance, "检查", "对账")

    steps.difference_opened(finance, "duplicated", steps.planted(home, "duplicated", MONTH))
    finance.get_by_label("负责人").select_option(label="演示财务一号")
    finance.get_by_role("button", name="转交", exact=True).click()
    expect(finance.locator(".toast.success")).to_be_visible()
    finance.get_by_label("原因").fill("微信小店多记一笔，次月冲回。")
    finance.get_by_role("button", name="解释", exact=True).click()
    expect(finance.locator(".lead .status")).to_have_text("已解释")
    expect(finance.locator("main")).to_contain_text("次月冲回")


def test_a_month_is_asked_for_signed_by_somebody_else_and_frozen(desks: Desks) -> None:
    finance = desks.of(FINANCE)
    steps.month_opened(finance, SIGNED)
    finance.get_by_role("link", name="月结").click()
    finance.get_by_role("button", name="提请签字").click()
    expect(finance.locator(".lead .status")).to_have_text("等待审批")

    owner = desks.of(OWNER)
    go(owner, "今日", "审批")
    owner.locator("main").get_by_role("link", name=re.compile(SIGNED)).first.click()
    owner.get_by_role("button", name="批准").click()

    finance.reload()
    expect(finance.locator(".lead .status")).to_have_text("已月结")
    expect(finance.locator("main")).to_contain_text("SHA-256")
    expect(finance.get_by_role("button", name="提请签字")).to_have_count(0)
    assert steps.downloaded(finance, "Excel").startswith(b"PK")
    assert steps.downloaded(finance, "PDF").startswith(b"%PDF-")


def test_profit_is_cut_its_losses_named_and_a_cost_kept(desks: Desks, home: Home) -> None:
    finance = desks.of(FINANCE)
    go(finance, "检查", "利润")
    expect(finance.locator(".headline")).to_contain_text(re.compile("净收入 .*经营利润"))
    expect(finance.locator("[data-chart] canvas").first).to_be_visible()
    finance.get_by_role("navigation", name="分析维度").get_by_role("link", name="SKU").click()
    expect(finance.locator("main table").nth(1)).to_contain_text("青岚")

    within = finance.get_by_role("navigation", name="利润")
    within.get_by_role("link", name="亏损清单").click()
    for problem in home.planted_all("losing_sku"):
        steps.loss_seen(finance, problem)
    within.get_by_role("link", name="价格底线").click()
    expect(finance.locator(".lead")).to_contain_text(re.compile(r"\d+ 个 SKU 中有 \d+ 个售价低于"))

    within.get_by_role("link", name="成本表").click()
    steps.cost_typed(finance, "QL-NEW-01", "2026-11-20", "12.50")
    finance.get_by_label("编码或名称").fill("QL-NEW-01")
    finance.get_by_role("button", name="搜索", exact=True).click()
    expect(finance.locator("main table", has_text="QL-NEW-01")).to_contain_text("¥12.50")


def test_a_broken_row_is_set_right_and_quality_told(desks: Desks, tmp_path: Path) -> None:
    finance = desks.of(FINANCE)
    path = steps.broken_bill(tmp_path)
    go(finance, "数据")
    finance.set_input_files("input[type=file]", str(path))
    finance.locator("#drop-shop").select_option("pdd")
    finance.get_by_role("button", name="导入", exact=True).click()
    report = finance.locator("article.report", has=finance.locator(".status", has_text="已导入"))
    expect(report).to_be_visible(timeout=steps.LONG)
    report.get_by_role("link", name="明细、隔离区、撤销").click()
    finance.get_by_role("link", name="改正隔离行").click()
    steps.row_mended(finance, "六十", "60.00")
    expect(finance.locator(".toast.success")).to_be_visible()
    expect(finance.get_by_role("link", name="改正隔离行")).to_have_count(0)

    go(finance, "数据", "数据质量")
    expect(finance.locator(".lead")).to_contain_text(re.compile(r"数据约定兑现率 [\d.]+\s%"))
    steps.score_seen(finance, "账单与账户")
