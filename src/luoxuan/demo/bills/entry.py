"""One matter a platform books: an order paid out, a refund taken back, a fee, a withdrawal."""

from typing import NamedTuple

from luoxuan.demo.orders import Order

SETTLE, REFUND, INSURANCE, COMPENSATION = "settle", "refund", "insurance", "compensation"
WITHDRAWAL, STRANGE_FEE, STRANGER, DEPOSIT = "withdrawal", "strange_fee", "stranger", "deposit"
DIGIT = {
    SETTLE: 0, REFUND: 1, INSURANCE: 2, COMPENSATION: 3,
    WITHDRAWAL: 4, STRANGE_FEE: 5, STRANGER: 6, DEPOSIT: 7,
}  # fmt: skip


class Entry(NamedTuple):
    """Money in fen, signed from the merchant's view; one entry may be several rows of a bill."""

    moment: int
    kind: str
    serial: int
    """The order's, or a number of its own where it belongs to none."""
    order: Order | None = None
    line: int | None = None
    """Where the bill goes by lines."""
    goods: int = 0
    """What the buyer paid, freight with it."""
    subsidy: int = 0
    refund: int = 0
    fees: tuple[tuple[str, int], ...] = ()
    """Fee type and amount."""
    other: int = 0
    """Amount of an entry that is one movement alone."""
    again: int = 0
    """Booked a second time, under another number."""

    @property
    def total(self) -> int:
        """What it does to the balance."""
        return (
            self.goods + self.subsidy + self.refund + self.other + sum(fee for _, fee in self.fees)
        )

    def number(self, part: int = 0) -> int:
        """A number no other movement of the shop has."""
        place = 0 if self.line is None else self.line + 1
        return (self.serial * 10 + place) * 1000 + DIGIT[self.kind] * 100 + self.again * 50 + part

    def fee(self, fee_type: str) -> int:
        """The amount of one fee."""
        return sum(amount for name, amount in self.fees if name == fee_type)
