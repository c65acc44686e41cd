"""A missed month moves to the rest of the year; closed months never change."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from luoxuan.foundation.trail import selectors as trail
from luoxuan.plan.targets import selectors, services
from luoxuan.plan.targets.models import Resplit, TargetNode, TargetTree, TargetValue
from tests.plan.targets.conftest import AT, day, node_there, year_there

Shops = tuple[TargetTree, TargetNode, TargetNode, TargetNode]


def months(node: TargetNode) -> dict[str, Decimal]:
    return {f"{v.month:%m}": v.value for v in TargetValue.objects.filter(node=node)}


def trail_count(tree: TargetTree) -> int:
    return trail.trail_entries(brand=tree.brand, question=trail.TrailQuestion()).count()


@pytest.fixture
def approved(shops_tree: Shops) -> Shops:
    services.tree_approve(tree=shops_tree[0], actor=None, at=AT)
    return shops_tree


@pytest.mark.clause("6.4")
def test_the_shortfall_goes_to_the_open_months_and_the_year_stays(approved: Shops) -> None:
    tree, top, one, two = approved
    before = months(one)
    known = {one.pk: {day("2026-10"): Decimal("40.00")}, two.pk: {}, top.pk: {}}
    made = services.months_resplit(
        tree=tree, from_month=day("2026-11"), reason="十月未达成", actor=None, at=AT, known=known
    )
    after = months(one)
    assert {m: after[m] for m in after if m < "11"} == {m: before[m] for m in before if m < "11"}
    missed = before["10"] - Decimal(40)
    assert after["11"] + after["12"] == before["11"] + before["12"] + missed
    assert months(two)["11"] + months(two)["12"] == sum(list(months(two).values())[10:])
    assert months(top)["12"] == after["12"] + months(two)["12"]
    assert selectors.planned_of(tree).gaps() == []
    (kept,) = [row for row in made if row.node_id == one.pk]
    assert (kept.reason, kept.actuals) == ("十月未达成", {"2026-10": "40.00"})
    assert kept.before == {"2026-11": f"{before['11']:.2f}", "2026-12": f"{before['12']:.2f}"}
    assert kept.after == {"2026-11": f"{after['11']:.2f}", "2026-12": f"{after['12']:.2f}"}


def test_nothing_missed_is_refused_and_leaves_nothing(approved: Shops) -> None:
    tree = approved[0]
    services.months_close(tree=tree, actor=None, at=AT)
    entries = trail_count(tree)
    with pytest.raises(services.TargetError):
        services.months_resplit(
            tree=tree, from_month=day("2026-11"), reason="x", actor=None, at=AT, known={}
        )
    assert (Resplit.objects.count(), trail_count(tree)) == (0, entries)


def test_a_closed_month_cannot_be_the_first_of_a_resplit(approved: Shops) -> None:
    tree, _top, one, _two = approved
    before = months(one)
    with pytest.raises(services.TargetError):
        services.months_resplit(
            tree=tree, from_month=day("2026-09"), reason="x", actor=None, at=AT,
            known={one.pk: {day("2026-08"): Decimal(0)}},
        )  # fmt: skip
    assert months(one) == before
    assert Resplit.objects.count() == 0


@pytest.mark.parametrize("change", [{"value": Decimal(1)}, {"is_closed": False}])
def test_the_database_itself_refuses_to_change_a_closed_month(
    approved: Shops, change: dict[str, object]
) -> None:
    tree, _top, one, _two = approved
    services.months_close(tree=tree, actor=None, at=AT)
    before = months(one)
    with pytest.raises(DatabaseError, match="closed month"), transaction.atomic():
        TargetValue.objects.filter(node=one, month=day("2026-03")).update(**change)
    assert months(one) == before
    assert TargetValue.objects.get(node=one, month=day("2026-03")).is_closed


def test_a_revision_keeps_closed_months_closed_and_refuses_to_set_them(approved: Shops) -> None:
    tree, _top, one, _two = approved
    services.months_close(tree=tree, actor=None, at=AT)
    copy = services.tree_revise(tree=tree, actor=None, at=AT)
    twin = TargetNode.objects.get(tree=copy, title="一店")
    basis = services.Basis("typed")
    with pytest.raises(services.TargetError):
        services.target_set(
            node=twin, month=day("2026-05"), value=Decimal(1), basis=basis, actor=None, at=AT
        )
    services.year_set(node=twin, value=Decimal("2000.00"), basis=basis, actor=None, at=AT)
    assert sum(months(twin).values()) == Decimal("2000.00")
    assert {m: v for m, v in months(twin).items() if m < "11"} == {
        m: v for m, v in months(one).items() if m < "11"
    }


def test_an_approved_tree_is_not_edited(approved: Shops) -> None:
    tree, _top, one, _two = approved
    before, entries = months(one), trail_count(tree)
    with pytest.raises(services.TargetError):
        services.target_set(
            node=one, month=day("2026-12"), value=Decimal(1), basis=services.Basis(), actor=None,
            at=AT,
        )  # fmt: skip
    assert (months(one), trail_count(tree)) == (before, entries)


def test_rates_are_carried_and_the_volume_of_a_product_follows(tree: TargetTree) -> None:
    top = node_there(tree, "成交", formula="product")
    visits = node_there(tree, "访客", top, metric="visitor_days")
    rate = node_there(tree, "转化", top, metric="conversion")
    value = node_there(tree, "客单", top, metric="aov")
    year_there(visits, "12000")
    year_there(rate, "0.05")
    year_there(value, "80.00")
    services.months_take_over(node=top, actor=None, at=AT)
    services.tree_approve(tree=tree, actor=None, at=AT)
    assert set(months(rate).values()) == {Decimal("0.05")}
    before = months(top)
    known = {top.pk: {day("2026-10"): before["10"] / 2}}
    services.months_resplit(
        tree=tree, from_month=day("2026-11"), reason="十月未达成", actor=None, at=AT, known=known
    )
    assert set(months(rate).values()) == {Decimal("0.05")}
    assert months(visits)["12"] > 1000
    assert selectors.planned_of(tree).gaps() == []
