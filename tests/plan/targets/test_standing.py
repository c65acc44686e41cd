"""Pace and landing on imported orders; SMART and approval measured on the same."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.services import BlockedError
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake import services as imports
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.strategy import services as strategy
from luoxuan.plan.targets import aligned, paces, selectors, services, smart, suggestions
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from luoxuan.plan.targets.prospects import Desk, last_whole_day
from luoxuan.plan.targets.standing import NodeStanding, standing_of
from luoxuan.warehouse import engine
from tests.check.dashboards.conftest import orders_file
from tests.people_there import PASSWORD, brand_there, member_there
from tests.plan.targets.conftest import node_there, year_there

AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)
LAST = date(2026, 9, 3)
DAYS = 60
A_DAY = Decimal("100.00")
SHOP = "taobao"


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """Sixty days of one order of 100 each, up to 3 September."""
    made = brand_there("yanshi")
    orders = tuple(
        (f"{4 * 10**18 + n}", f"{LAST - timedelta(DAYS - 1 - n)} 10:00:00", f"{A_DAY}")
        for n in range(DAYS)
    )
    path = orders_file(tmp_path, orders)
    files = [imports.IncomingFile(path, path.name)]
    (report,) = imports.files_import(brand=made, files=files, at=AT)
    assert (report.status, report.rows_kept) == ("imported", DAYS)
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def tree(brand: Brand, owner: User) -> TargetTree:
    draft = services.TreeDraft(year=2026, title="2026 目标")
    return services.tree_create(brand=brand, draft=draft, actor=owner, at=AT)


def shop_key(brand: Brand) -> str:
    return next(shop.key for shop in brand.shops.all())


def months_there(node: TargetNode, value: str) -> None:
    """Every month of the year the same."""
    months = dict.fromkeys(node.tree.months(), Decimal(value))
    services.targets_set(node=node, months=months, basis=services.Basis(), actor=None, at=AT)


def standings(brand: Brand, day: date = LAST) -> dict[str, NodeStanding]:
    with engine.open_session(intake.snapshot(brand)) as session:
        return {one.node.title: one for one in standing_of(brand, day=day, session=session)}


@pytest.mark.clause("6.6")
def test_actual_due_pace_and_landing_of_a_month(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "成交", formula="sum")
    shop = node_there(tree, "店", top, level="shop", shop_key=shop_key(brand))
    months_there(shop, "6000.00")
    services.months_take_over(node=top, actor=None, at=AT)
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand)["成交"]
    assert (one.actual, one.due, one.target) == (3 * A_DAY, Decimal("600.00"), Decimal("6000.00"))
    assert (one.pace, one.gap) == (Decimal("0.5000"), Decimal("-300.00"))
    assert one.is_behind
    assert one.landing is not None
    assert one.landing_low is not None
    assert one.landing_high is not None
    assert one.landing_low < Decimal("3000.00") < one.landing_high
    assert one.landing == pytest.approx(Decimal("3000.00"), rel=Decimal("0.05"))
    assert one.daily == (A_DAY, A_DAY, A_DAY)


def test_a_month_that_is_over_lands_where_it_ended(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "成交"), "3000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand, date(2026, 8, 31))["成交"]
    assert (one.actual, one.landing, one.landing_low) == (31 * A_DAY, 31 * A_DAY, 31 * A_DAY)
    assert one.is_behind is False


def test_what_no_report_covers_is_none_with_a_reason(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "访客", metric="visitor_days"), "100")
    months_there(node_there(tree, "成交"), "100.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    found = standings(brand)
    assert (found["访客"].actual, found["访客"].landing) == (None, None)
    assert found["访客"].reason is not None
    assert found["访客"].is_behind is None
    later = standings(brand, date(2026, 10, 5))["成交"]
    assert (later.actual, later.through) == (None, None)
    assert later.reason is not None


def test_a_formula_is_computed_from_what_is_below_it(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "利润", formula="difference", metric="", unit="money")
    gross = node_there(tree, "毛利", top, formula="product", metric="", unit="money")
    sales = node_there(tree, "成交", gross)
    margin = node_there(
        tree, "毛利率", gross, metric="", unit="share", is_assumption=True, source="财务 2025"
    )
    costs = node_there(
        tree, "其他", top, metric="", unit="money", is_assumption=True, source="财务 2025"
    )
    months_there(sales, "3000.00")
    months_there(margin, "0.4")
    months_there(costs, "300.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand)["利润"]
    assert one.target == Decimal("900.0000")
    assert one.actual == 3 * A_DAY * Decimal("0.4") - Decimal("30.00")
    assert one.landing is not None
    assert one.landing_low is not None
    assert one.landing_low < one.landing


def test_a_person_of_one_shop_sees_its_nodes_only(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "公司", formula="sum")
    months_there(node_there(tree, "店", top, level="shop", shop_key=shop_key(brand)), "3000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    limited = member_there(brand, "channel_operator", "qudao")
    membership = limited.memberships.get(brand=brand)
    membership.is_limited = True
    membership.save()
    membership.shops.add(brand.shops.get(key=shop_key(brand)))
    scope = scope_of(user=limited, brand_key=brand.key)
    assert scope is not None
    with engine.open_session(intake.snapshot(brand)) as session:
        found = standing_of(scope, day=LAST, session=session)
    assert [one.node.title for one in found] == ["店"]


def test_monitors_are_told_the_pace(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "成交"), "6000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    with engine.open_session(intake.snapshot(brand)) as session:
        (reading,) = paces.pace_readings(brand, LAST, session)
    assert (reading.metric, reading.actual, reading.due) == (
        "gmv_paid", 3 * A_DAY, Decimal("600.00"),
    )  # fmt: skip


def desk_there(brand: Brand) -> Desk:
    snapshot = intake.snapshot(brand)
    session = engine.open_session(snapshot).__enter__()
    return Desk(brand, session, snapshot, LAST)


@pytest.mark.clause("6.7")
def test_a_suggestion_taken_keeps_its_basis(brand: Brand, owner: User, tree: TargetTree) -> None:
    node = node_there(tree, "成交")
    found = {one.kind: one for one in suggestions.suggestions_of(node, desk_there(brand))}
    outlook = found["outlook"]
    assert sum(outlook.months) == outlook.value
    assert outlook.months[7] == 31 * A_DAY
    assert found["stretch"].value > outlook.value
    services.year_set(
        node=node, value=outlook.value, basis=services.basis_of(outlook), actor=owner, at=AT
    )
    basis = TargetValue.objects.filter(node=node).first().basis  # type: ignore[union-attr]
    assert (basis["kind"], basis["by"], basis["at"]) == ("outlook", owner.pk, AT.isoformat())
    assert Decimal(basis["low"]) < outlook.value < Decimal(basis["high"])
    assert Decimal(basis["percentile"]) == pytest.approx(Decimal("0.5"), abs=Decimal("0.01"))
    assert selectors.basis_share(brand, 2026).share is None
    services.tree_approve(tree=tree, actor=owner, at=AT)
    assert selectors.basis_share(brand, 2026).share == 1


def test_a_benchmark_stands_beside_the_suggestions(brand: Brand, tree: TargetTree) -> None:
    draft = services.BenchmarkDraft("gmv_paid", Decimal("50000"), 2025, "演示行业报告")
    services.benchmark_save(brand=brand, draft=draft, actor=None, at=AT)
    found = suggestions.suggestions_of(node_there(tree, "成交"), desk_there(brand))
    (one,) = [one for one in found if one.kind == "benchmark"]
    assert (one.value, sum(one.months)) == (Decimal("50000.00"), Decimal("50000.00"))
    assert "演示行业报告" in one.why[0].text()


def letters(tree: TargetTree, node: TargetNode) -> dict[str, str]:
    planned = selectors.planned_of(tree)
    found = smart.smart_findings(planned, node, desk_there(tree.brand))
    return {one.letter: one.state for one in found}


def objective_there(brand: Brand, owner: User) -> int:
    draft = strategy.ObjectiveDraft("profit", "提升利润", date(2026, 1, 1), date(2026, 12, 31))
    made = strategy.objective_save(brand=brand, draft=draft, actor=owner, at=AT)
    strategy.objective_state_set(objective=made, state="active", actor=owner, at=AT)
    return int(made.pk)


@pytest.mark.clause("6.5")
def test_smart_is_measured_letter_by_letter(brand: Brand, owner: User, tree: TargetTree) -> None:
    node = node_there(tree, "成交")
    months_there(node, "3000.00")
    assert letters(tree, node) == {
        "specific": "no", "measurable": "yes", "attainable": "no", "relevant": "no",
        "time_bound": "yes",
    }  # fmt: skip
    objective = objective_there(brand, owner)
    good = node_there(tree, "好目标", owner=owner, objective_id=objective)
    expected = {one.kind: one for one in suggestions.suggestions_of(good, desk_there(brand))}[
        "outlook"
    ].value
    year_there(good, f"{expected}")
    assert set(letters(tree, good).values()) == {"yes"}
    blind = node_there(tree, "访客", metric="visitor_days", role="data_analyst")
    year_there(blind, "1000")
    assert letters(tree, blind)["measurable"] == "no"
    services.target_set(
        node=good, month=date(2026, 12, 1), value=None, basis=services.Basis(), actor=None, at=AT
    )
    assert letters(tree, good)["time_bound"] == "no"


def test_what_is_not_smart_is_blocked_and_what_is_is_approved(
    brand: Brand, owner: User, tree: TargetTree
) -> None:
    node = node_there(tree, "成交", owner=owner, objective_id=objective_there(brand, owner))
    months_there(node, "90000.00")
    second = member_there(brand, "operations_manager", "jingli")
    gate = services.tree_ask_approval(tree=tree, actor=second, at=AT)
    tree.refresh_from_db()
    assert tree.state == tree.State.ASKED
    with pytest.raises(BlockedError):
        gates.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=AT)
    gates.gate_withdraw(gate=gate, actor=second, at=AT)
    tree.refresh_from_db()
    assert tree.state == tree.State.DRAFT
    expected = {one.kind: one for one in suggestions.suggestions_of(node, desk_there(brand))}[
        "outlook"
    ].value
    year_there(node, f"{expected}")
    gate = services.tree_ask_approval(tree=tree, actor=second, at=AT)
    gates.gate_decide(gate=gate, decision="approved", reason="可行", actor=owner, at=AT)
    assert selectors.tree_approved(brand, 2026) == tree


def test_a_revision_replaces_the_tree_when_it_is_approved(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "成交"), "3000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    copy = services.tree_revise(tree=tree, actor=None, at=AT)
    assert selectors.tree_approved(brand, 2026) == tree
    services.tree_approve(tree=copy, actor=None, at=AT)
    tree.refresh_from_db()
    assert (selectors.tree_approved(brand, 2026), tree.state) == (copy, tree.State.REPLACED)


def test_a_template_makes_a_tree_that_agrees(brand: Brand, owner: User) -> None:
    choice = services.TemplateChoice(2026, "利润", "profit", margin=Decimal("0.4"),
                                     margin_source="财务", other_costs=Decimal("100.00"),
                                     other_source="财务")  # fmt: skip
    for one in (services.TemplateChoice(2026, "成交", "gmv"), choice):
        tree = services.tree_from_template(desk=desk_there(brand), choice=one, actor=owner, at=AT)
        planned = selectors.planned_of(tree)
        assert planned.gaps() == []
        assert planned.values


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    assert client.login(username="laoban", password=PASSWORD)
    return client


def test_the_pages_show_a_tree_from_a_draft_to_its_pace(
    brand: Brand, tree: TargetTree, reader: Client
) -> None:
    node = node_there(tree, "成交")
    months_there(node, "6000.00")
    base = f"/b/{brand.key}/plan/targets"
    grid = reader.get(f"{base}/{tree.pk}/grid").content.decode()
    assert f'name="v-{node.pk}-2026-09" value="6000.00"' in grid
    reader.post(f"{base}/{tree.pk}/grid/save", {f"v-{node.pk}-2026-09": "4,500"})
    value = TargetValue.objects.get(node=node, month=date(2026, 9, 1))
    assert (value.value, value.basis["kind"]) == (Decimal("4500"), "typed")
    services.tree_approve(tree=tree, actor=None, at=AT)
    page = reader.get(f"{base}/{tree.pk}/?month=2026-09").content.decode()
    assert "完成 300.00，目标 4,500.00，应达 450.00" in page
    assert "落后" in page
    assert reader.get(f"{base}/nodes/{node.pk}/?month=2026-09").status_code == 200
    assert reader.get(f"{base}/{tree.pk}/tree.pdf?month=2026-09").content[:4] == b"%PDF"


def test_the_grid_goes_out_and_comes_back(brand: Brand, tree: TargetTree, reader: Client) -> None:
    import io

    import openpyxl
    from django.core.files.uploadedfile import SimpleUploadedFile

    node = node_there(tree, "成交")
    months_there(node, "6000.00")
    base = f"/b/{brand.key}/plan/targets/{tree.pk}"
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"{base}/grid.xlsx").content))
    sheet = book.worksheets[-1]
    row = next(row for row in sheet.iter_rows() if str(row[0].value) == str(node.pk))
    assert [cell.value for cell in row][3:15] == [6000] * 12
    row[5].value = 7000.5
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("targets.xlsx", out.getvalue())
    reader.post(f"{base}/grid/import", {"file": file})
    values = {v.month.month: (v.value, v.basis["kind"]) for v in node.values.all()}
    assert values[3] == (Decimal("7000.5"), "imported")
    assert values[4] == (Decimal("6000"), "typed")


def test_the_festival_is_compared_by_offset_and_other_days_by_date() -> None:
    assert aligned.aligned_day(date(2026, 2, 17)) == date(2025, 1, 29)
    assert aligned.aligned_day(date(2026, 2, 7)) == date(2025, 1, 19)
    assert aligned.aligned_day(date(2026, 11, 11)) == date(2025, 11, 11)
    assert aligned.aligned_day(date(2026, 1, 10)) is None


def test_the_last_whole_day_is_yesterday_at_the_latest(brand: Brand) -> None:
    assert last_whole_day(brand, AT) == LAST
    assert last_whole_day(brand, AT - timedelta(days=5)) == date(2026, 8, 29)
