"""Many who promise at once never pass the ceiling together (11.10)."""

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates import services as gate_services
from luoxuan.foundation.gates.models import GateVote
from luoxuan.plan.budgets import selectors, services
from luoxuan.plan.budgets.models import BudgetCommitment
from tests.people_there import brand_there, member_there
from tests.plan.budgets.worlds import AT, approved_there, line_there


def at_once(works: list[Callable[[], Any]]) -> list[str]:
    """Run them in threads that start together; how each ended."""
    start = threading.Barrier(len(works))
    ends: list[str] = []

    def run(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            work()
            ends.append("done")
        except (services.BudgetError, gate_services.GateError) as error:
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


@pytest.mark.clause("11.10")
@pytest.mark.django_db(transaction=True)
def test_of_many_promises_at_once_only_those_that_fit_are_made() -> None:
    brand = brand_there()
    keeper, owner = member_there(brand, "campaign_operator"), member_there(brand, "owner")
    budget = services.budget_open(brand=brand, year=2026, actor=keeper, at=AT)
    line = line_there(budget, keeper)
    approved_there(budget, keeper, owner)

    def promise() -> None:
        services.budget_commit(line=line, amount=Decimal("30.00"), month=3, actor=keeper, at=AT)

    ends = at_once([promise] * 8)
    assert (ends.count("done"), ends.count("OverspendError")) == (3, 5)
    assert BudgetCommitment.objects.count() == 3
    assert selectors.rooms_of([line])[line.pk].month(3).left == Decimal("10.00")


@pytest.mark.clause("5.4")
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_wins() -> None:
    brand = brand_there()
    keeper, owner = member_there(brand, "campaign_operator"), member_there(brand, "owner")
    finance = member_there(brand, "finance")
    budget = services.budget_open(brand=brand, year=2026, actor=keeper, at=AT)
    line_there(budget, keeper)
    gate = services.plan_ask(budget=budget, actor=keeper, at=AT)

    def decide(actor: Any, decision: Any) -> Callable[[], Any]:
        return lambda: gate_services.gate_decide(
            gate=gate, decision=decision, reason="测试", actor=actor, at=AT + timedelta(minutes=1)
        )

    ends = at_once([decide(owner, "approved"), decide(finance, "refused")])
    assert sorted(ends) == ["GateClosedError", "done"]
    vote = GateVote.objects.get(gate=gate)
    kept = gates.gate_of(brand, gate.pk)
    assert kept is not None
    assert kept.state == vote.decision
