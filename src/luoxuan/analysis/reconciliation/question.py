"""What is asked. Orders, bills and money matched; every difference by its cause (11.12)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

Kind = Literal[
    "not_due",
    "missing_settlement",
    "short_paid",
    "over_paid",
    "fee_rate_differs",
    "refund_not_deducted",
    "refund_deducted_twice",
    "subsidy_not_paid",
    "freight_insurance",
    "compensation",
    "unknown_fee",
    "duplicated",
    "unmatched_in",
    "unmatched_out",
    "timing",
    "balance_break",
]
DIFFERENCE_KINDS: tuple[Kind, ...] = get_args(Kind)
EXPLAINED_KINDS: tuple[Kind, ...] = ("not_due", "freight_insurance", "compensation", "timing")
"""Kinds whose cause is known: nobody has to ask anybody."""

AGES = ("0-7", "8-30", "31-60", "60+")


@dataclass(frozen=True)
class Tolerance:
    """Up to how much two amounts of one matter may lie apart and still agree."""

    amount: Decimal = Decimal("0.01")
    fee_share: Decimal = Decimal(0)
    """Of the expected fee, on top of the amount: platforms round line by line."""


@dataclass(frozen=True)
class ReconciliationQuestion:
    """Days on which money moved or orders fell due, usually a month, as known at the end of `as_of`."""

    first: date
    last: date
    as_of: date
    tolerance: Tolerance = field(default_factory=Tolerance)
    shops: tuple[str, ...] = ()
    """Keys; empty: every shop."""
    currency: str = "CNY"
    """Sums are made in this currency alone; accounts and differences of others are listed beside."""
