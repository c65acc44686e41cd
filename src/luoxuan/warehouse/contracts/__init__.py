"""Data contracts: what each table promises, checked against its rows (9.2)."""

from luoxuan.warehouse.contracts.check import BadRows, RuleResult, bad_rows, check
from luoxuan.warehouse.contracts.model import DIMENSIONS, Dimension, Rule
from luoxuan.warehouse.contracts.rules import CONTRACTS, RULES, rules_of

__all__ = [
    "CONTRACTS",
    "DIMENSIONS",
    "RULES",
    "BadRows",
    "Dimension",
    "Rule",
    "RuleResult",
    "bad_rows",
    "check",
    "rules_of",
]
