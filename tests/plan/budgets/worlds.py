"""A brand with an approved budget for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates import services as gate_services
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.budgets import services
from luoxuan.plan.budgets.models import Budget, BudgetChange, BudgetException, BudgetLine
from luoxuan.plan.budgets.services import LineDraft

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
HUNDRED = (Decimal("100.00"),) * 12


def line_there(
    budget: Budget,
    actor: User,
    name: str = "样品",
    months: Sequence[Decimal] = HUNDRED,
    **more: object,
) -> BudgetLine:
    """A line of a draft."""
    values: dict[str, object] = {"cost_kind": "samples"} | more
    draft = LineDraft(name=name, months=months, **values)  # type: ignore[arg-type]
    return services.line_save(budget=budget, draft=draft, line=None, actor=actor, at=AT)


def decided(
    brand: Brand, subject: tuple[str, int], decider: User, decision: str = "approved"
) -> None:
    """The subject's gate, decided."""
    gate = gates.gate_latest(brand, subject[0], str(subject[1]))
    assert gate is not None
    gate_services.gate_decide(gate=gate, decision=decision, reason="测试", actor=decider, at=AT)  # type: ignore[arg-type]


def approved_there(budget: Budget, author: User, decider: User) -> Budget:
    """The draft, approved."""
    services.plan_ask(budget=budget, actor=author, at=AT)
    decided(budget.brand, ("budget", budget.pk), decider)
    budget.refresh_from_db()
    return budget


def exception_granted(
    line: BudgetLine, month: int, amount: Decimal, author: User, decider: User
) -> BudgetException:
    """More money for a month, approved."""
    exception = services.exception_ask(
        line=line, month=month, amount=amount, reason="大促加投", actor=author, at=AT
    )
    decided(line.brand, ("budget_exception", exception.pk), decider)
    exception.refresh_from_db()
    return exception


def change_approved(
    budget: Budget, amounts: dict[int, dict[int, Decimal]], author: User, decider: User
) -> BudgetChange:
    """Other amounts, approved."""
    change = services.change_ask(budget=budget, amounts=amounts, reason="调整", actor=author, at=AT)
    decided(budget.brand, ("budget_change", change.pk), decider)
    change.refresh_from_db()
    return change
