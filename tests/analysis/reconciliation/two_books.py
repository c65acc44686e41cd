"""The second opinion on a bill and the book its money comes to, still slow and obvious."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from luoxuan.analysis.reconciliation import ReconciliationQuestion
from tests.analysis.reconciliation.reference import CENT, FEES, Reference, Told
from tests.warehouse.rows import Row

Tables = Mapping[str, Sequence[Row]]


class One(Reference):
    """One of the two."""

    other: "One"

    def of(self, order_id: str) -> list[Row]:
        """The order's lines here."""
        return [line for line in self.lines if line["order_id"] == order_id]

    def fees(self, order_id: str) -> Decimal:
        """Fees of the order here."""
        charged = (line["amount"] for line in self.of(order_id) if line["fee_type"] in FEES)
        return sum(charged, Decimal(0))

    def total(self, order_id: str) -> Decimal:
        """All that moved of the order here."""
        return sum((line["amount"] for line in self.of(order_id)), Decimal(0))

    def asked(self, order_id: str) -> dict[str, Any] | None:
        """What is known of the order here, if it is compared with this book at all."""
        found = self.facts(self.orders[order_id])
        return found if self.has_book and found["is_asked"] else None


class Book(One):
    """Where the money comes to."""

    def held_back(self, order_id: str, got: Decimal, gross: Decimal) -> Decimal:
        """A book without fees that holds something else than the gross holds the net."""
        if self.fees(order_id) or got in (0, gross):
            return Decimal(0)
        return -self.other.fees(order_id)

    def agrees_elsewhere(self, facts: dict[str, Any]) -> bool:
        """What came is what the bill comes to: the bill is to blame."""
        number = facts["order_id"]
        if facts["off"] > 0 or self.fees(number) or self.other.asked(number) is None:
            return False
        return abs(self.total(number) - self.other.total(number)) <= CENT


class Bill(One):
    """What the platform says it pays."""

    def agrees_elsewhere(self, facts: dict[str, Any]) -> bool:
        """A refund after the bill: the book deducted it."""
        left = facts["refunded"] - facts["returned"]
        near = self.other.asked(facts["order_id"])
        if near is None or left <= 0 or not 0 < facts["off"] <= left + CENT:
            return False
        return bool(near["returned"] >= left - CENT)


class TwoBooks:
    """Both together: what the book says of an order is not said again of the bill."""

    def __init__(self, question: ReconciliationQuestion, tables: Tables) -> None:
        parts = {
            ledger: {
                **tables,
                "settlement_lines": [
                    r for r in tables["settlement_lines"] if r["ledger"] == ledger
                ],
            }
            for ledger in ("money_account", "statement")
        }
        self.book = Book(question, parts["money_account"])
        self.bill = Bill(question, parts["statement"])
        self.book.other, self.bill.other = self.bill, self.book

    def told(self) -> Counter[Told]:
        """Kind, order and amount of every difference."""
        first = self.book.of_orders()
        known = {(kind, order_id) for kind, order_id, _amount in first}
        second = [one for one in self.bill.of_orders() if one[:2] not in known]
        return Counter(first + second + self.book.of_lines() + self.bill.of_lines())

    def totals(self) -> dict[str, Decimal]:
        """Of both."""
        book, bill = self.book.totals(), self.bill.totals()
        return {name: book[name] + bill[name] for name in book}
