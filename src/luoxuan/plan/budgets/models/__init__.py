"""The tables of budgets (11.10, 5.1, 6.3)."""

from luoxuan.plan.budgets.models.changes import BudgetChange, BudgetException, BudgetVersion
from luoxuan.plan.budgets.models.lines import Budget, BudgetLine, BudgetMonth
from luoxuan.plan.budgets.models.money import (
    BudgetActual,
    BudgetCommitment,
    CostEntry,
    UnplannedSpend,
)

__all__ = [
    "Budget",
    "BudgetActual",
    "BudgetChange",
    "BudgetCommitment",
    "BudgetException",
    "BudgetLine",
    "BudgetMonth",
    "BudgetVersion",
    "CostEntry",
    "UnplannedSpend",
]
