"""What targets rest on: suggestions, SMART and approval, measured on imported orders."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.services import BlockedError
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.strategy import services as strategy
from luoxuan.plan.targets import aligned, selectors, services, smart, suggestions
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from luoxuan.plan.targets.prospects import Desk, last_whole_day
from luoxuan.warehouse import engine
from tests.people_there import member_there
from tests.plan.targets.conftest import node_there, year_there
from tests.plan.targets.traded import A_DAY, AT, LAST, months_there, traded_there


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    return traded_there(tmp_path)


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def tree(brand: Brand, owner: User) -> TargetTree:
    draft = services.TreeDraft(year=2026, title="2026 目标")
    return services.tree_create(brand=brand, draft=draft, actor=owner, at=AT)


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


def test_the_festival_is_compared_by_offset_and_other_days_by_date() -> None:
    assert aligned.aligned_day(date(2026, 2, 17)) == date(2025, 1, 29)
    assert aligned.aligned_day(date(2026, 2, 7)) == date(2025, 1, 19)
    assert aligned.aligned_day(date(2026, 11, 11)) == date(2025, 11, 11)
    assert aligned.aligned_day(date(2026, 1, 10)) is None


def test_the_last_whole_day_is_yesterday_at_the_latest(brand: Brand) -> None:
    assert last_whole_day(brand, AT) == LAST
    assert last_whole_day(brand, AT - timedelta(days=5)) == date(2026, 8, 29)
