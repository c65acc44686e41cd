"""Steps of finance as people take them, with what the answer sheet planted."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from luoxuan.cli.demo_brand import SHARED_WORD as WORD
from tests.browser.desks import go
from tests.demo.home import Home

__all__ = ["WORD"]
LONG = 60_000
KINDS = {
    "missing_settlement": "未结算", "fee_rate_differs": "费率不符", "duplicated": "重复入账",
    "unmatched_in": "不明收入", "balance_break": "余额断点",
}  # fmt: skip
BOOKS = {
    "missing_settlement": ("订单", "订单明细"), "fee_rate_differs": ("订单", "结算单"),
    "duplicated": ("订单", "平台账户"), "unmatched_in": ("平台账户",), "balance_break": ("资金账户",),
}  # fmt: skip
REASONS = {"fees": "费用", "cost_rise": "售价低于成本", "ad_spend": "广告花费"}
BILL = """拼多多店铺账务明细查询

起始时间：2026-11-23 00:00:00  终止时间：2026-11-23 23:59:59
----------交易记录明细列表---------
商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述
261120-000000000000001\t,2026-11-23 01:07:23\t,28.70,0.00,交易收入,,0010002|交易收入-订单收入
261120-000000000000002\t,2026-11-23 02:07:23\t,六十,0.00,交易收入,,0010002|交易收入-订单收入
"""


def planted(home: Home, kind: str, month: str) -> dict[str, Any]:
    """The planted difference of the month."""
    found = [one for one in home.planted_all(kind) if one["subject"].get("month") == month]
    assert len(found) == 1
    return found[0]


def month_opened(page: Page, month: str) -> None:
    """The reconciliation of a month."""
    go(page, "检查", "对账")
    page.get_by_role("link", name=month, exact=True).click()
    expect(page.locator("h1")).to_contain_text(month)


def difference_opened(page: Page, kind: str, problem: dict[str, Any]) -> None:
    """By its cause to the list, there by its number to the difference."""
    subject = problem["subject"]
    month_opened(page, subject["month"])
    page.locator("main table").first.get_by_role("link", name=KINDS[kind]).click()
    expect(page.get_by_label("原因")).to_have_value(kind)
    page.get_by_label("订单号或流水号").fill(
        (subject["orders"] or subject["flow_nos"]).split(",")[0]
    )
    page.get_by_role("button", name="筛选").click()
    page.locator("main table tbody").get_by_role("link", name=KINDS[kind]).click()
    expect(page.locator(".lead")).to_contain_text(f"{KINDS[kind]}：")


def evidence_seen(page: Page, kind: str, problem: dict[str, Any]) -> None:
    """Every book that has something to say of it stands there with its rows."""
    for book in BOOKS[kind]:
        expect(page.get_by_role("table", name=book).locator("tbody tr").first).to_be_visible()
    amount = problem["size"]["amount"].lstrip("-")
    if kind != "fee_rate_differs":
        expect(page.locator(".lead")).to_contain_text(f"¥{float(amount):,.2f}")
    if kind in ("duplicated", "unmatched_in", "balance_break"):
        for flow in problem["subject"]["flow_nos"].split(","):
            expect(page.locator("main")).to_contain_text(flow)


def downloaded(page: Page, word: str) -> bytes:
    """The file behind the link."""
    with page.expect_download() as coming:
        page.locator("main").get_by_role("link", name=word, exact=True).first.click()
    return coming.value.path().read_bytes()


def loss_seen(page: Page, problem: dict[str, Any]) -> None:
    """The planted SKU stands in the list of its month with its reason."""
    sku, reason = problem["subject"]["merchant_sku"], problem["subject"]["reason"]
    page.get_by_label("从", exact=True).fill(f"{problem['last_day'][:7]}-01")
    page.get_by_label("到", exact=True).fill(problem["last_day"])
    page.get_by_role("button", name="应用").click()
    expect(page.locator("main table tbody tr", has_text=f"({sku})")).to_contain_text(
        REASONS[reason]
    )


def cost_typed(page: Page, sku: str, day: str, cost: str) -> None:
    """One cost by hand."""
    page.get_by_text("手工录入", exact=True).click()
    form = page.locator("form", has=page.get_by_role("heading", name="单条成本"))
    form.get_by_label("商家编码").fill(sku)
    form.get_by_label("生效日期").fill(day)
    form.get_by_label("单位成本").fill(cost)
    form.get_by_role("button", name="保存此条").click()
    expect(page.locator(".toast.success")).to_be_visible()


def broken_bill(folder: Path) -> Path:
    """A bill of two movements; the amount of one cannot be read."""
    path = folder / "pdd-mall-bill-detail-2026-11-23.csv"
    path.write_bytes(BILL.encode("gb18030"))
    return path


def row_mended(page: Page, wrong: str, right: str) -> None:
    """The cell is set right and the file read again."""
    cell = page.locator(f"input[value='{wrong}']")
    expect(cell).to_have_count(1)
    cell.fill(right)
    page.get_by_role("button", name="重新读取文件").click()


def score_seen(page: Page, table: str) -> None:
    """The table has its scores, and leads to its promises."""
    expect(page.locator("main table").first.locator("tr", has_text=table)).to_contain_text("%")
    page.locator("main table").first.get_by_role("link", name=table).click()
    expect(page.locator("main table tbody tr").first).to_be_visible()
