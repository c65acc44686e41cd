"""Whatever is promised, released, spent, excepted, changed: a line that stops is never above what was approved."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.models import User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.budgets import selectors, services
from luoxuan.plan.budgets.models import BudgetCommitment, BudgetException, BudgetLine, CostEntry
from tests.plan.budgets.worlds import AT, change_approved, exception_granted

CENTS = st.decimals(min_value="0.01", max_value="150", places=2)
MONTH = st.integers(1, 2)
WHICH = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), MONTH, CENTS),
        st.tuples(st.just("release"), WHICH, CENTS),
        st.tuples(st.just("spend"), WHICH, CENTS),
        st.tuples(st.just("except"), MONTH, CENTS),
        st.tuples(st.just("change"), MONTH, CENTS),
    ),
    max_size=14,
)
Step = tuple[str, int, Decimal]


def walk(line: BudgetLine, step: Step, keeper: User, owner: User) -> None:
    """One step of the way."""
    what, which, amount = step
    reserved = list(line.commitments.filter(state="reserved").order_by("pk"))
    if what == "commit":
        services.budget_commit(line=line, amount=amount, month=which, actor=keeper, at=AT)
    elif what == "except":
        exception_granted(line, which, amount, keeper, owner)
    elif what == "change":
        change_approved(line.budget, {line.pk: {which: amount}}, keeper, owner)
    elif reserved and what == "release":
        services.commitment_release(commitment=reserved[which % len(reserved)], actor=keeper, at=AT)
    elif reserved:
        services.commitment_spend(
            commitment=reserved[which % len(reserved)], amount=amount,
            spent_on=date(2026, 2, 1), actor=keeper, at=AT,
        )  # fmt: skip


def written() -> tuple[object, ...]:
    """Everything a refused step must leave as it was."""
    return (
        list(BudgetCommitment.objects.order_by("pk").values_list("pk", "state", "is_over")),
        list(BudgetException.objects.order_by("pk").values_list("pk", "state")),
        CostEntry.objects.count(),
        TrailEntry.objects.count(),
    )


@pytest.mark.clause("11.10")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_way_leads_above_what_was_approved(
    line: BudgetLine, keeper: User, owner: User, steps: list[Step]
) -> None:
    with transaction.atomic():
        for step in steps:
            before = written()
            try:
                with transaction.atomic():
                    walk(line, step, keeper, owner)
            except (services.BudgetError, GateError):
                assert written() == before
            room = selectors.rooms_of([line])[line.pk]
            assert all(month.used <= month.ceiling for month in room.months)
            assert room.used <= room.planned + room.exceptions
        transaction.set_rollback(True)
