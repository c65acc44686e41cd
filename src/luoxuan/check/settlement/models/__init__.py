"""Runs of the reconciliation, differences, tolerances, closed months (11.12)."""

from luoxuan.check.settlement.models.closing import Adjustment, MonthClose
from luoxuan.check.settlement.models.differences import DifferenceRecord
from luoxuan.check.settlement.models.rules import SettlementSettings, ToleranceRule
from luoxuan.check.settlement.models.runs import Reconciliation

__all__ = [
    "Adjustment",
    "DifferenceRecord",
    "MonthClose",
    "Reconciliation",
    "SettlementSettings",
    "ToleranceRule",
]
