"""An order, its lines and what came back, as the demo brand's past holds them; money in whole fen."""

from typing import NamedTuple

from luoxuan.demo.brand import Place, Sku


class Line(NamedTuple):
    """One SKU of an order; money in fen."""

    sku: Sku
    quantity: int
    price: int
    merchant_discount: int
    platform_discount: int

    @property
    def goods(self) -> int:
        """List value."""
        return self.price * self.quantity

    @property
    def paid(self) -> int:
        """What the buyer pays, freight apart."""
        return self.goods - self.merchant_discount - self.platform_discount


class Refund(NamedTuple):
    """Money asked back on one line."""

    serial: int
    line: int
    kind: str
    """unshipped, partial, return."""
    amount: int
    applied: int
    refunded: int | None


class Fate(NamedTuple):
    """How far a paid order came by the window's end."""

    shipped: int | None
    completed: int | None
    state: str
    refund: Refund | None


class Order(NamedTuple):
    """One order as it stands when the files are exported."""

    serial: int
    salt: int
    created: int
    lines: tuple[Line, ...]
    shipping: int
    place: Place
    buyer: int
    channel: str
    state: str
    """pending, cancelled, awaiting, shipped, completed, closed."""
    paid: int | None = None
    shipped: int | None = None
    completed: int | None = None
    refund: Refund | None = None

    def becomes(self, paid: int, fate: Fate) -> "Order":
        """The same order, paid, with what came after."""
        return self._replace(paid=paid, **fate._asdict())

    @property
    def goods(self) -> int:
        """List value of all lines."""
        return sum(line.goods for line in self.lines)

    @property
    def merchant_discount(self) -> int:
        """What the merchant gives."""
        return sum(line.merchant_discount for line in self.lines)

    @property
    def platform_discount(self) -> int:
        """What the platform gives."""
        return sum(line.platform_discount for line in self.lines)

    @property
    def total(self) -> int:
        """What the buyer pays."""
        return self.goods - self.merchant_discount - self.platform_discount + self.shipping
