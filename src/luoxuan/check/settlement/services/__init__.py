"""Reconciling, working on differences, closing months (11.12)."""

from luoxuan.check.settlement.services.closing import close_ask, reopen_ask
from luoxuan.check.settlement.services.errors import (
    ClosedMonthError,
    NotReconciledError,
    SettlementError,
)
from luoxuan.check.settlement.services.figures import figures_now
from luoxuan.check.settlement.services.hindering import hindrances
from luoxuan.check.settlement.services.reconciling import (
    job_reconcile,
    month_reconcile,
    reconcile_ask,
)
from luoxuan.check.settlement.services.rules import (
    RuleDraft,
    limits_save,
    tolerance_remove,
    tolerance_save,
)
from luoxuan.check.settlement.services.watching import brands_watch, months_nightly
from luoxuan.check.settlement.services.working import (
    WORKABLE,
    Said,
    difference_assign,
    difference_claim,
    difference_explain,
    difference_reopen,
)
from luoxuan.check.settlement.services.writing_off import difference_write_off

__all__ = [
    "WORKABLE",
    "ClosedMonthError",
    "NotReconciledError",
    "RuleDraft",
    "Said",
    "SettlementError",
    "brands_watch",
    "close_ask",
    "difference_assign",
    "difference_claim",
    "difference_explain",
    "difference_reopen",
    "difference_write_off",
    "figures_now",
    "hindrances",
    "job_reconcile",
    "limits_save",
    "month_reconcile",
    "months_nightly",
    "reconcile_ask",
    "reopen_ask",
    "tolerance_remove",
    "tolerance_save",
]
