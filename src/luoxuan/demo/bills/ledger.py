"""From a shop's orders to what its platform books: paid out on the agreed day, refunds and fees with it."""

from collections.abc import Iterator

from luoxuan.demo.bills.entry import REFUND, SETTLE, Entry
from luoxuan.demo.bills.terms import TERMS, Fee, Terms
from luoxuan.demo.ids import sold_by_guest
from luoxuan.demo.orders import Order
from luoxuan.demo.story import Story
from luoxuan.demo.window import DAY

NO_REFUND = (0, None)


def entries(story: Story, shop: str) -> list[Entry]:
    """Everything orders and refunds of the shop make its platform book, oldest first."""
    terms, end = TERMS[shop], story.window.end
    found = [
        entry
        for order in story.orders[shop]
        for entry in _order(terms, order)
        if entry.moment < end
    ]
    return in_order(found)


def in_order(found: list[Entry]) -> list[Entry]:
    """By moment; numbers part what is booked in one second."""
    return sorted(found, key=lambda entry: (entry.moment, entry.number()))


def settled_at(terms: Terms, order: Order) -> int | None:
    """When the platform pays the order out; none where it is not completed or nothing is left of it."""
    if order.completed is None or order.state != "completed":
        return None
    return order.completed + (terms.completed_later + terms.settle_days) * DAY


def _order(terms: Terms, order: Order) -> Iterator[Entry]:
    """What is paid back before the settlement is charged no fee; a later refund gives no fee back."""
    moment = settled_at(terms, order)
    if moment is None:
        return
    fees, base = _fees(terms, order), 0
    for paid, (refund, refunded) in _parts(terms, order):
        early = refund if refunded is not None and refunded <= moment else 0
        before, base = base, base + paid.goods + paid.subsidy - early
        # The lines' fees add up to the fee of the order: what one line rounds off, the next one bears.
        charged = tuple((fee.fee_type, fee.on(base) - fee.on(before)) for fee in fees)
        yield paid._replace(moment=moment, refund=-early, fees=charged)
        if refunded is not None and not early:
            yield Entry(refunded, REFUND, order.serial, order, paid.line, refund=-refund)


def _parts(terms: Terms, order: Order) -> Iterator[tuple[Entry, tuple[int, int | None]]]:
    """The order, or each of its lines, with what was paid back on it and when."""
    back = order.refund if order.refund and order.refund.refunded is not None else None
    if not terms.by_line:
        money = Entry(
            0, SETTLE, order.serial, order, goods=order.total, subsidy=order.platform_discount
        )
        yield money, (back.amount, back.refunded) if back else NO_REFUND
        return
    for place, line in enumerate(order.lines):
        goods = line.paid + (order.shipping if place == 0 else 0)
        mine = back if back and back.line == place else None
        yield (
            Entry(
                0, SETTLE, order.serial, order, place, goods=goods, subsidy=line.platform_discount
            ),
            (mine.amount, mine.refunded) if mine else NO_REFUND,
        )


def _fees(terms: Terms, order: Order) -> tuple[Fee, ...]:
    guest = terms.influencer if sold_by_guest(terms.shop, order) else None
    return (*terms.fees, guest) if guest else terms.fees
