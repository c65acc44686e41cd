"""What the standard asks of budgets, computed (5.1, 5.4, 11.10)."""

from datetime import date
from decimal import Decimal

import pytest

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates.services import BlockedError
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks.models import Task
from luoxuan.plan.budgets import selectors, services
from luoxuan.plan.budgets.models import Budget, BudgetActual, BudgetLine, BudgetVersion
from luoxuan.plan.strategy import services as strategy
from tests.people_there import member_there
from tests.plan.budgets.worlds import (
    AT,
    approved_there,
    change_approved,
    exception_granted,
    line_there,
)

KINDS = ("budgets.plan", "budgets.change", "budgets.exception")


def objective_there(brand: Brand, actor: User) -> int:
    draft = strategy.ObjectiveDraft(
        kind="profit", title="提升利润", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    return strategy.objective_save(brand=brand, draft=draft, actor=actor, at=AT).pk


@pytest.mark.clause("5.1")
def test_the_share_of_money_that_serves_an_objective(
    brand: Brand, budget: Budget, keeper: User, owner: User
) -> None:
    objective = objective_there(brand, owner)
    serves = line_there(budget, keeper, "甲", objective_id=objective)
    loose = line_there(budget, keeper, "乙", (Decimal("50.00"),) * 12)
    for line, amount in ((serves, "30.00"), (loose, "10.00")):
        services.cost_add(
            draft=services.CostDraft(line, date(2026, 1, 9), Decimal(amount), "x"),
            actor=keeper,
            at=AT,
        )
    share = selectors.aligned_share(brand, 2026)
    assert (share.planned_share, share.spent_share) == (Decimal(1200) / 1800, Decimal("0.75"))
    assert share.unaligned == (loose,)
    assert selectors.aligned_share(brand, 2027).planned_share is None


@pytest.mark.clause("5.4")
def test_everything_that_needs_a_gate_had_one_before_it_ran(
    brand: Brand, line: BudgetLine, keeper: User, owner: User
) -> None:
    exception_granted(line, 3, Decimal(5), keeper, owner)
    change_approved(line.budget, {line.pk: {5: Decimal(120)}}, keeper, owner)
    share = gates.gated_share(brand, KINDS, AT.date(), AT.date())
    assert (share.actions, share.gated, share.share) == (3, 3, 1)
    from luoxuan.foundation.trail.services import trail_record

    trail_record(
        brand=brand, actor=owner, verb="budget.changed", subject_type="budget_change",
        subject_id="999", detail={}, at=AT,
    )  # fmt: skip
    share = gates.gated_share(brand, KINDS, AT.date(), AT.date())
    assert (share.share, share.ungated) == (Decimal("0.75"), ("budget.changed budget_change:999",))


@pytest.mark.clause("11.10")
def test_a_change_never_takes_promised_money_away(
    brand: Brand, line: BudgetLine, keeper: User, owner: User
) -> None:
    change = services.change_ask(
        budget=line.budget, amounts={line.pk: {3: Decimal(40)}}, reason="减少", actor=keeper, at=AT
    )
    services.budget_commit(line=line, amount=Decimal(60), month=3, actor=keeper, at=AT)
    from luoxuan.foundation.gates.services import gate_decide

    gate = gates.gate_latest(brand, "budget_change", str(change.pk))
    assert gate is not None
    for waiver in ("", "就要"):
        with pytest.raises((BlockedError, services.BudgetError)):
            gate_decide(
                gate=gate, decision="approved", reason="", actor=owner, at=AT, waiver=waiver
            )
    assert selectors.rooms_of([line])[line.pk].month(3).planned == Decimal(100)
    assert BudgetVersion.objects.count() == 1


def test_what_waits_may_not_change(budget: Budget, keeper: User) -> None:
    line = line_there(budget, keeper)
    services.plan_ask(budget=budget, actor=keeper, at=AT)
    with pytest.raises(services.BudgetError):
        services.months_set(budget=budget, amounts={line.pk: {1: Decimal(1)}}, actor=keeper, at=AT)
    with pytest.raises(services.BudgetError):
        services.line_remove(line=line, actor=keeper, at=AT)


@pytest.mark.clause("11.10")
def test_the_morning_opens_tasks_and_settles_them(
    brand: Brand, budget: Budget, keeper: User, owner: User
) -> None:
    line = line_there(budget, keeper, cost_kind="advertising", roi_floor=Decimal(2), owner=keeper)
    approved_there(budget, keeper, owner)
    services.actuals_refresh(brand=brand, year=2026, at=AT)

    def morning(spend: str, value: str) -> set[tuple[str, str]]:
        BudgetActual.objects.update_or_create(
            line=line, month=3, defaults={"spend": Decimal(spend), "value": Decimal(value)}
        )
        for _n in range(2):
            services.budget_watch(brand=brand, year=2026, day=date(2026, 3, 20), at=AT)
        tasks = Task.objects.filter(kind="budget").exclude(state__in=("done", "cancelled"))
        return {(task.key, str(task.owner)) for task in tasks}

    assert morning("120", "200") == {
        (f"budget-over:{line.pk}", str(keeper)), (f"budget-roi:{line.pk}", str(keeper)),
    }  # fmt: skip
    assert morning("90", "200") == set()


def test_another_brand_s_people_and_shops_are_refused(
    brand: Brand, budget: Budget, keeper: User
) -> None:
    from tests.people_there import brand_there, shop_there

    other = brand_there("qita")
    shop_there(other, "jd")
    for place in ({"shop_key": "jd"}, {"owner": member_there(other, "owner")}, {"objective_id": 7}):
        with pytest.raises(services.BudgetError):
            line_there(budget, keeper, **place)
    assert BudgetLine.objects.count() == 0
