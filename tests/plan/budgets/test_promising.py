"""Promised and spent money never passes what was approved (11.10)."""

from datetime import date
from decimal import Decimal

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.budgets import selectors, services
from luoxuan.plan.budgets.models import Budget, BudgetActual, BudgetCommitment, BudgetLine
from tests.plan.budgets.worlds import AT, approved_there, exception_granted, line_there


def commit(line: BudgetLine, amount: str, actor: User, month: int = 3) -> BudgetCommitment:
    return services.budget_commit(
        line=line, amount=Decimal(amount), month=month, actor=actor, at=AT
    )


def state() -> tuple[int, int]:
    return BudgetCommitment.objects.count(), TrailEntry.objects.count()


@pytest.mark.clause("11.10")
def test_a_line_that_stops_stops(line: BudgetLine, keeper: User) -> None:
    commit(line, "60.00", keeper)
    before = state()
    with pytest.raises(services.OverspendError):
        commit(line, "40.01", keeper)
    assert state() == before
    commit(line, "40.00", keeper)
    room = selectors.rooms_of([line])[line.pk].month(3)
    assert (room.committed, room.left, room.actual) == (Decimal(100), 0, 0)


def test_released_money_is_there_again(line: BudgetLine, keeper: User) -> None:
    promise = commit(line, "100.00", keeper)
    services.commitment_release(commitment=promise, actor=keeper, at=AT)
    with pytest.raises(services.BudgetError):
        services.commitment_release(commitment=promise, actor=keeper, at=AT)
    commit(line, "100.00", keeper)


def test_spending_less_lets_the_rest_go_and_spending_more_has_to_fit(
    line: BudgetLine, keeper: User
) -> None:
    first, second = commit(line, "50.00", keeper), commit(line, "50.00", keeper)

    def spend(promise: BudgetCommitment, amount: str) -> None:
        services.commitment_spend(
            commitment=promise,
            amount=Decimal(amount),
            spent_on=date(2026, 3, 9),
            actor=keeper,
            at=AT,
        )

    spend(first, "30.00")
    with pytest.raises(services.OverspendError):
        spend(second, "70.01")
    spend(second, "70.00")
    room = selectors.rooms_of([line])[line.pk].month(3)
    assert (room.actual, room.committed, room.left) == (Decimal(100), 0, 0)


@pytest.mark.clause("11.10")
def test_an_approved_exception_opens_the_month_and_a_refused_one_does_not(
    brand: Brand, line: BudgetLine, keeper: User, owner: User
) -> None:
    services.exception_ask(
        line=line, month=4, amount=Decimal(500), reason="大促", actor=keeper, at=AT
    )
    with pytest.raises(services.OverspendError):
        commit(line, "100.01", keeper, 4)
    exception_granted(line, 3, Decimal("20.00"), keeper, owner)
    commit(line, "120.00", keeper)
    with pytest.raises(services.OverspendError):
        commit(line, "0.01", keeper)
    assert selectors.overspends(brand, 2026) == []


def test_a_line_that_warns_lets_it_pass_and_says_so(
    brand: Brand, budget: Budget, keeper: User, owner: User
) -> None:
    line = line_there(budget, keeper, control="warn")
    approved_there(budget, keeper, owner)
    assert not commit(line, "100.00", keeper).is_over
    assert commit(line, "1.00", keeper).is_over
    (over,) = selectors.overspends(brand, 2026)
    assert (over.month, over.amount) == (3, Decimal(1))


def test_a_draft_promises_nothing(budget: Budget, keeper: User) -> None:
    line = line_there(budget, keeper)
    before = state()
    with pytest.raises(services.NotApprovedError):
        commit(line, "1.00", keeper)
    assert state() == before


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "1e20"])
def test_amounts_that_make_no_sense_are_refused(
    line: BudgetLine, keeper: User, amount: str
) -> None:
    before = state()
    with pytest.raises(services.BudgetError):
        commit(line, amount, keeper)
    assert state() == before


def test_ad_spend_eats_the_promise_and_what_ran_before_it_does_not(
    budget: Budget, keeper: User, owner: User
) -> None:
    line = line_there(budget, keeper, cost_kind="advertising")
    approved_there(budget, keeper, owner)

    def ads(spend: str) -> None:
        BudgetActual.objects.update_or_create(line=line, month=3, defaults={"spend": spend})

    def month() -> tuple[Decimal, Decimal, Decimal]:
        room = selectors.rooms_of([line])[line.pk].month(3)
        return room.actual, room.committed, room.left

    commit(line, "50.00", keeper)
    ads("30")
    assert month() == (30, 20, 50)
    ads("60")
    assert month() == (60, 0, 40)
    commit(line, "40.00", keeper)
    assert month() == (60, 40, 0)
    with pytest.raises(services.OverspendError):
        commit(line, "0.01", keeper)
    ads("80")
    assert month() == (80, 20, 0)
