"""Keeping, approving, promising, spending (11.10)."""

from luoxuan.plan.budgets.services.approving import change_ask, exception_ask, plan_ask
from luoxuan.plan.budgets.services.errors import (
    BudgetError,
    CostRowsError,
    NotApprovedError,
    OverspendError,
)
from luoxuan.plan.budgets.services.following import kinds_register
from luoxuan.plan.budgets.services.keeping import (
    LineDraft,
    budget_open,
    line_remove,
    line_save,
    months_set,
)
from luoxuan.plan.budgets.services.promising import (
    Promise,
    budget_commit,
    commitment_release,
    commitment_spend,
)
from luoxuan.plan.budgets.services.spending import (
    CostDraft,
    actuals_refresh,
    cost_add,
    costs_add,
)
from luoxuan.plan.budgets.services.watching import budget_watch

__all__ = [
    "BudgetError",
    "CostDraft",
    "CostRowsError",
    "LineDraft",
    "NotApprovedError",
    "OverspendError",
    "Promise",
    "actuals_refresh",
    "budget_commit",
    "budget_open",
    "budget_watch",
    "change_ask",
    "commitment_release",
    "commitment_spend",
    "cost_add",
    "costs_add",
    "exception_ask",
    "kinds_register",
    "line_remove",
    "line_save",
    "months_set",
    "plan_ask",
]
