"""What the platforms book follows from orders and refunds, to the cent."""

from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest

from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.entry import REFUND, SETTLE, WITHDRAWAL, Entry
from luoxuan.demo.bills.ledger import entries
from luoxuan.demo.bills.terms import TERMS, Fee
from luoxuan.demo.ids import sold_by_guest
from luoxuan.demo.orders import Order
from luoxuan.demo.window import DAY

SHOPS = sorted(TERMS)


def by_order(books: Books, shop: str) -> dict[int, list[Entry]]:
    """The true entries of the shop's orders."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries(books.story, shop):
        found[entry.serial].append(entry)
    return found


def owed(fee: Fee, order: Order, kept: int) -> int:
    """A fee in fen, reckoned the slow way."""
    amount = Decimal(kept) * fee.rate / 10_000
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("shop", SHOPS)
def test_an_order_brings_its_price_less_refunds_and_agreed_fees(books: Books, shop: str) -> None:
    terms = TERMS[shop]
    for found in by_order(books, shop).values():
        order = found[0].order
        assert order is not None
        refund = order.refund.amount if order.refund and order.refund.refunded else 0
        early = -sum(each.refund for each in found if each.kind == SETTLE)
        due = order.total + order.platform_discount
        assert sum(each.goods + each.subsidy for each in found) == due
        assert -sum(each.refund for each in found) == refund
        fees = [*terms.fees]
        if terms.influencer and sold_by_guest(shop, order):
            fees.append(terms.influencer)
        for fee in fees:
            charged = sum(each.fee(fee.fee_type) for each in found)
            assert -charged == owed(fee, order, due - early)
        assert sum(each.total for each in found) == due - refund + sum(
            amount for each in found for _, amount in each.fees
        )


@pytest.mark.parametrize("shop", SHOPS)
def test_money_comes_on_the_agreed_day_and_not_for_orders_that_fell_through(
    books: Books, shop: str
) -> None:
    terms = TERMS[shop]
    days = (terms.settle_days + terms.completed_later) * DAY
    found = by_order(books, shop)
    for order in books.story.orders[shop]:
        settled = [each.moment for each in found[order.serial] if each.kind == SETTLE]
        due = order.completed + days if order.completed and order.state == "completed" else None
        expected = due is not None and due < books.story.window.end
        assert set(settled) == ({due} if expected else set())


def test_a_refund_after_the_money_is_an_entry_of_its_own(books: Books) -> None:
    late = [each for shop in SHOPS for each in entries(books.story, shop) if each.kind == REFUND]
    assert len(late) > 100
    assert all(each.refund < 0 and not each.goods for each in late)


def test_numbers_are_given_once(books: Books) -> None:
    for shop in SHOPS:
        numbers = Counter(each.number() for each in books.by_shop[shop])
        assert numbers.most_common(1)[0][1] == 1


def test_withdrawals_leave_what_they_should_and_reach_alipay(books: Books) -> None:
    for shop in SHOPS:
        drawn = [each for each in books.by_shop[shop] if each.kind == WITHDRAWAL]
        assert bool(drawn) == TERMS[shop].withdraws
        assert all(each.other < 0 and each.other % 100 == 0 for each in drawn)
