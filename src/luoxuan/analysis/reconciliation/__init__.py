"""Orders, bills and money matched; every difference by its cause (11.12)."""

from luoxuan.analysis.reconciliation.answer import (
    AccountStanding,
    BalanceBreak,
    CauseTotal,
    Difference,
    Due,
    Evidence,
    ReconciliationAnswer,
    ShopStanding,
)
from luoxuan.analysis.reconciliation.ask import ask, differences, evidence
from luoxuan.analysis.reconciliation.question import (
    AGES,
    DIFFERENCE_KINDS,
    EXPLAINED_KINDS,
    Kind,
    ReconciliationQuestion,
    Tolerance,
)

__all__ = [
    "AGES",
    "DIFFERENCE_KINDS",
    "EXPLAINED_KINDS",
    "AccountStanding",
    "BalanceBreak",
    "CauseTotal",
    "Difference",
    "Due",
    "Evidence",
    "Kind",
    "ReconciliationAnswer",
    "ReconciliationQuestion",
    "ShopStanding",
    "Tolerance",
    "ask",
    "differences",
    "evidence",
]
