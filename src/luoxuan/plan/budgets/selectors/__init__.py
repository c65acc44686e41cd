"""Everything that is read of budgets (11.10, 5.1, 6.3)."""

from luoxuan.plan.budgets.selectors.evidence import (
    AlignedShare,
    Overspend,
    aligned_share,
    overspends,
    things_aligned,
)
from luoxuan.plan.budgets.selectors.lines import (
    budget_of,
    budgets_all,
    budgets_of,
    change_of,
    commitment_of,
    commitments_of,
    exception_of,
    line_of,
    lines_of,
    months_of,
    requests_waiting,
    rooms_of,
    version_of,
)
from luoxuan.plan.budgets.selectors.standing import (
    BudgetStanding,
    LineStanding,
    budget_standing,
    line_standing,
)

__all__ = [
    "AlignedShare",
    "BudgetStanding",
    "LineStanding",
    "Overspend",
    "aligned_share",
    "budget_of",
    "budget_standing",
    "budgets_all",
    "budgets_of",
    "change_of",
    "commitment_of",
    "commitments_of",
    "exception_of",
    "line_of",
    "line_standing",
    "lines_of",
    "months_of",
    "overspends",
    "requests_waiting",
    "rooms_of",
    "things_aligned",
    "version_of",
]
