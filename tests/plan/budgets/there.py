"""One object of each kind that an address of approvals or budgets can name."""

from collections.abc import Callable
from decimal import Decimal

from luoxuan.foundation.gates.models import ApprovalLimit, Delegation, Gate
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.budgets.models import Budget, BudgetCommitment, BudgetLine
from tests.people_there import AT


def budget_line_there(brand: Brand) -> BudgetLine:
    """A line of a draft."""
    budget, _is_new = Budget.objects.get_or_create(
        brand=brand, year=2026, defaults={"created_at": AT}
    )
    line, _is_new = BudgetLine.objects.get_or_create(budget=budget, brand=brand, name="x")
    return line


def budget_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """How to make each, and what names it in an address."""
    return {
        "gate_id": lambda: str(
            Gate.objects.create(
                brand=brand, kind="budgets.plan", subject_type="budget", subject_id="0",
                title="x", author=user, asked_at=AT,
            ).pk
        ),
        "limit_id": lambda: str(
            ApprovalLimit.objects.create(brand=brand, role="finance", amount=Decimal(1)).pk
        ),
        "delegation_id": lambda: str(
            Delegation.objects.create(
                brand=brand, giver=user, taker=user, begins_at=AT, ends_at=AT
            ).pk
        ),
        "line_id": lambda: str(budget_line_there(brand).pk),
        "commitment_id": lambda: str(
            BudgetCommitment.objects.create(
                line=budget_line_there(brand), month=1, amount=Decimal(1), author=user, at=AT
            ).pk
        ),
    }  # fmt: skip
