"""What is answered. Orders, bills and money matched; every difference by its cause (11.12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luoxuan.analysis.reconciliation.question import Kind, ReconciliationQuestion


@dataclass(frozen=True)
class BalanceBreak:
    """A line whose balance does not follow from the line before it."""

    flow_no: str
    occurred_at: datetime
    expected: Decimal
    found: Decimal


@dataclass(frozen=True)
class AccountStanding:
    """One account of one book: opening + movements = closing, and what became of every line."""

    provider: str
    account: str
    ledger: str
    currency: str
    shop_keys: tuple[str, ...]
    lines: int
    opening: Decimal | None
    """None where the book states no balances."""
    movements: Decimal
    closing: Decimal | None
    breaks: tuple[BalanceBreak, ...]
    matched: Decimal
    explained: Decimal
    unexplained: Decimal
    total: Decimal
    turnover: Decimal = Decimal(0)
    """Sum of the amounts without their signs."""
    turnover_unexplained: Decimal = Decimal(0)


@dataclass(frozen=True)
class ShopStanding:
    """What the orders of a shop should bring and brought."""

    platform: str
    shop_key: str
    orders: int
    """Orders that fell due or had money moving in the period."""
    orders_matched: int
    receivable: Decimal
    received: Decimal
    not_due: Decimal
    overdue: Decimal
    matched_share: Decimal | None
    books: tuple[str, ...] = ()
    """Ledgers that hold lines of the shop's orders."""


@dataclass(frozen=True)
class CauseTotal:
    """All differences of one kind; amounts without their signs, so that nothing cancels out."""

    kind: Kind
    count: int
    amount: Decimal
    by_age: Mapping[str, Decimal]


@dataclass(frozen=True)
class Due:
    """Money that falls due on a day."""

    day: date
    platform: str
    shop_key: str
    amount: Decimal
    orders: int


@dataclass(frozen=True)
class ReconciliationAnswer:
    """Where every movement and every order of the period stands."""

    question: ReconciliationQuestion
    accounts: tuple[AccountStanding, ...]
    shops: tuple[ShopStanding, ...]
    causes: tuple[CauseTotal, ...]
    matched: Decimal
    explained: Decimal
    unexplained: Decimal
    total: Decimal
    matched_share: Decimal | None
    """Of all that moved, in and out alike, the share that is matched or explained; None where nothing moved."""
    next_dues: tuple[Due, ...]
    other_currencies: tuple[str, ...] = ()
    """Currencies of accounts that the sums leave out."""


@dataclass(frozen=True)
class Difference:
    """One thing that does not agree; `amount` is found less expected, so missing money is negative."""

    key: str
    kind: Kind
    side: str
    platform: str
    shop_key: str
    provider: str
    account: str
    order_id: str
    flow_nos: tuple[str, ...]
    expected: Decimal | None
    found: Decimal | None
    amount: Decimal
    currency: str
    occurred_on: date
    age_days: int
    is_explained: bool
    note: str
    """A code that says more than the kind, e.g. `fee_not_charged`; the fee type where it is about a fee."""


@dataclass(frozen=True)
class Evidence:
    """The rows a difference stands on, book by book."""

    orders: tuple[Mapping[str, Any], ...] = ()
    lines: tuple[Mapping[str, Any], ...] = ()
    refunds: tuple[Mapping[str, Any], ...] = ()
    statement: tuple[Mapping[str, Any], ...] = ()
    platform_account: tuple[Mapping[str, Any], ...] = ()
    money_account: tuple[Mapping[str, Any], ...] = ()
    payments: tuple[Mapping[str, Any], ...] = field(default=())
