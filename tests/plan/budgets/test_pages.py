"""The pages of budgets: plan, approve, commit, book, import, export (11.10)."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from xlsxwriter import Workbook

from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import Budget, BudgetCommitment, BudgetException, CostEntry
from luoxuan.plan.budgets.models import BudgetLine as Line
from tests.people_there import member_there

HOME = "/b/yanshi/plan/budgets"


@pytest.fixture
def desk(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def sheet(rows: list[tuple[object, ...]], above: int = 0) -> SimpleUploadedFile:
    """A workbook with these rows."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("费用")
        for y, row in enumerate([("预算项", "日期", "金额", "摘要", "凭证号"), *rows], above):
            for x, cell in enumerate(row):
                page.write(y, x, cell)
    return SimpleUploadedFile("费用.xlsx", target.getvalue())


@pytest.mark.clause("6.3")
def test_a_year_is_planned_approved_and_used(desk: Client, brand: Brand, owner: User) -> None:
    assert f'action="{HOME}/open"' in desk.get(f"{HOME}/").content.decode()
    assert desk.post(f"{HOME}/open", {"year": 2026}).status_code == 302
    made = desk.post(
        f"{HOME}/2026/lines/new",
        {
            "name": "达人佣金",
            "cost_kind": "influencer",
            "control": "stop",
            "total": "100.00",
            "split": "even",
        },
    )
    line = Line.objects.get()
    assert made["Location"] == f"{HOME}/lines/{line.pk}/"
    assert sum(selectors.months_of(line)) == Decimal("100.00")
    desk.post(f"{HOME}/2026/grid", {f"m-{line.pk}-3": "50.00"})
    assert selectors.months_of(line)[2] == Decimal("50.00")
    desk.post(f"{HOME}/2026/ask")
    gate = Gate.objects.get()
    assert (gate.kind, gate.amount) == ("budgets.plan", sum(selectors.months_of(line)))
    boss = Client()
    boss.force_login(owner)
    shown = boss.get(f"/b/yanshi/approvals/{gate.pk}").content.decode()
    assert "达人佣金" in shown
    boss.post(f"/b/yanshi/approvals/{gate.pk}/decide", {"decision": "approved"})
    assert Budget.objects.get().version == 1
    done = desk.post(f"{HOME}/lines/{line.pk}/commit", {"commit-month": "3", "commit-amount": "50"})
    assert done.status_code == 302
    assert desk.get(f"{HOME}/2026/versions/1").status_code == 200


@pytest.mark.clause("11.10")
def test_what_does_not_fit_is_said_and_the_way_past_it_is_an_exception(
    desk: Client, line: Line, brand: Brand
) -> None:
    entries = TrailEntry.objects.count()
    answer = desk.post(
        f"{HOME}/lines/{line.pk}/commit", {"commit-month": "3", "commit-amount": "100.01"}
    )
    assert answer.status_code == 422
    assert "100.00" in answer.content.decode()
    assert (BudgetCommitment.objects.count(), TrailEntry.objects.count()) == (0, entries)
    desk.post(
        f"{HOME}/lines/{line.pk}/exception",
        {"exception-month": "3", "exception-amount": "5", "exception-reason": "加投"},
    )
    assert BudgetException.objects.get().state == "waiting"
    assert "加投" in desk.get(f"{HOME}/lines/{line.pk}/").content.decode()


def test_a_budget_in_force_is_changed_by_asking(desk: Client, line: Line, owner: User) -> None:
    desk.post(f"{HOME}/2026/grid", {f"m-{line.pk}-3": "80.00", "reason": "减少样品"})
    assert selectors.months_of(line)[2] == Decimal("100.00")
    gate = Gate.objects.get(kind="budgets.change")
    assert (gate.amount, gate.evidence["net"]) == (Decimal("20.00"), "-20.00")
    boss = Client()
    boss.force_login(owner)
    boss.post(f"/b/yanshi/approvals/{gate.pk}/decide", {"decision": "approved"})
    line.refresh_from_db()
    assert selectors.months_of(selectors.lines_of(line.brand, 2026).get())[2] == Decimal("80.00")


def test_a_promise_is_paid_or_released_on_the_line_s_page(desk: Client, line: Line) -> None:
    for _n in range(2):
        desk.post(f"{HOME}/lines/{line.pk}/commit", {"commit-month": "3", "commit-amount": "10"})
    second, first = BudgetCommitment.objects.all()
    desk.post(f"{HOME}/commitments/{first.pk}/spend", {"amount": "9.50", "spent_on": "2026-03-05"})
    desk.post(f"{HOME}/commitments/{second.pk}/release")
    assert set(BudgetCommitment.objects.values_list("state", flat=True)) == {"spent", "released"}
    assert CostEntry.objects.get().amount == Decimal("9.50")


def test_costs_come_in_by_the_file(desk: Client, line: Line) -> None:
    rows: list[tuple[object, ...]] = [
        ("样品", "2026-02-03", 12.3, "寄样", "F-1"),
        ("样品", "2026/02/04", "1,000.50", "寄样", ""),
    ]
    desk.post(f"{HOME}/2026/costs", {"file": sheet(rows, above=3)})
    assert sorted(CostEntry.objects.values_list("amount", flat=True)) == [
        Decimal("12.30"), Decimal("1000.50"),
    ]  # fmt: skip
    again = desk.post(f"{HOME}/2026/costs", {"file": sheet(rows)})
    assert again.status_code == 422
    assert CostEntry.objects.count() == 2


def test_a_file_with_bad_rows_names_each_and_writes_nothing(desk: Client, line: Line) -> None:
    entries = TrailEntry.objects.count()
    rows: list[tuple[object, ...]] = [
        ("样品", "2026-02-03", 12.3, "寄样", "F-1"),
        ("没有的", "2026-02-03", 1, "x", ""),
        ("样品", "2025-02-03", 1, "x", ""),
        ("样品", "昨天", 1, "x", ""),
        ("样品", "2026-02-03", "很多", "x", ""),
        ("样品", "2026-02-03", 1, "", ""),
        ("样品", "2026-02-03", 1, "x", "F-1"),
    ]
    answer = desk.post(f"{HOME}/2026/costs", {"file": sheet(rows)})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert [n for n in range(2, 9) if f'class="number">{n}</th>' in shown] == [3, 4, 5, 6, 7, 8]
    assert (CostEntry.objects.count(), TrailEntry.objects.count()) == (0, entries)


def test_no_workbook_is_said_to_be_none(desk: Client, line: Line) -> None:
    answer = desk.post(f"{HOME}/2026/costs", {"file": SimpleUploadedFile("x.xlsx", b"nothing")})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["budget.xlsx", "budget.pdf", "costs/template.xlsx"])
def test_the_budget_leaves_as_a_file(desk: Client, line: Line, name: str) -> None:
    answer = desk.get(f"{HOME}/2026/{name}")
    assert answer.status_code == 200
    assert answer.content[:2] in {b"PK", b"%P"}


def test_the_year_says_where_it_stands(desk: Client, line: Line) -> None:
    for measure in ("planned", "left", "forecast", "x"):
        shown = desk.get(
            f"{HOME}/2026/", {"measure": measure, "day": "2026-06-30"}
        ).content.decode()
        assert "样品" in shown
    assert desk.get(f"{HOME}/")["Location"] == f"{HOME}/2026/"
    assert desk.get(f"{HOME}/2026/unplanned").status_code == 200
    assert desk.get(f"{HOME}/2031/").status_code == 404


def test_a_reader_sees_and_changes_nothing(client: Client, brand: Brand, line: Line) -> None:
    client.force_login(member_there(brand, "auditor"))
    assert client.get(f"{HOME}/lines/{line.pk}/").status_code == 200
    assert client.post(f"{HOME}/lines/{line.pk}/commit", {}).status_code == 403


def test_programs_promise_and_are_refused_in_words(desk: Client, line: Line) -> None:
    base = f"/api/v1/b/yanshi/budgets/lines/{line.pk}"
    headers = {"X-CSRFToken": "x"}
    kind = "application/json"
    made = desk.post(f"{base}/commitments", {"amount": "60.00", "month": 3}, kind, headers=headers)
    assert made.json()["amount"] == "60.00"
    short = desk.post(f"{base}/commitments", {"amount": "60.00", "month": 3}, kind, headers=headers)
    assert short.status_code == 422
    assert "40.00" in short.json()["error"]["message"]
    told = desk.get("/api/v1/b/yanshi/budgets/2026", {"day": "2026-03-31"}).json()
    assert (told["planned"], told["committed"], told["left"]) == ("1200.00", "60.00", "1140.00")
    assert Decimal(desk.get(base).json()["months"][2]["left"]) == 40
    released = desk.post(f"/api/v1/b/yanshi/budgets/commitments/{made.json()['id']}/release")
    assert released.json()["state"] == "released"
