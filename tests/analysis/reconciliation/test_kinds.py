"""Every kind of difference by an example; one brand with a shop for each set of books (11.12)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.analysis.reconciliation import (
    DIFFERENCE_KINDS,
    Difference,
    ReconciliationAnswer,
)
from tests.analysis.reconciliation.ledgers import (
    SEPTEMBER,
    asked,
    bill,
    day,
    entry,
    order,
    refund,
    term,
)

CENT = Decimal("0.01")
ORDERS = [
    order("agrees", "100.00"),
    order("agrees-after-refund", "100.00"),
    order("missing", "47.90"),
    order("waits", "80.10", day(30)),
    order("on-the-way", "30.00", None),
    order("short", "538.00"),
    order("over", "60.00"),
    order("twice", "396.70"),
    order("dear", "200.00"),
    order("cheap-last-year", "200.00"),
    order("not-charged", "90.00", day(25)),
    order("kept-refund", "120.00"),
    order("refund-twice", "150.00"),
    order("netted-twice", "140.00"),
    order("refund-soon", "110.00", day(27)),
    order("refund-nobody-made", "75.00"),
    order("subsidy", "70.00", platform_discount=Decimal(20)),
    order("insured", "50.00"),
    order("cancelled", "50.00", None, order_status="cancelled", payment_status="unpaid"),
    order("presale", "300.00", is_presale=True),
    order("last-month", "45.00", date(2026, 8, 30), paid=date(2026, 8, 25)),
    order("dollars", "10.00", currency="USD"),
]
REFUNDS = [
    refund("agrees-after-refund", "15.00", day(8)),
    refund("kept-refund", "20.00", day(8)),
    refund("refund-twice", "15.00", day(8)),
    refund("netted-twice", "40.00", day(3)),
    refund("refund-soon", "10.00", day(29)),
]
LINES = [
    entry("agrees", "100.00", "agrees"),
    entry("agrees-fee", "-2.00", "agrees", fee_type="commission"),
    entry("ar-1", "100.00", "agrees-after-refund"),
    entry("ar-2", "-15.00", "agrees-after-refund", on=day(9)),
    entry("ar-3", "-2.00", "agrees-after-refund", fee_type="commission"),
    entry("short", "533.00", "short"),
    entry("short-fee", "-10.76", "short", fee_type="commission"),
    entry("over", "65.00", "over"),
    entry("over-fee", "-1.20", "over", fee_type="commission"),
    entry("twice-1", "396.70", "twice"),
    entry("twice-2", "396.70", "twice", on=day(7)),
    entry("twice-fee", "-7.93", "twice", fee_type="commission"),
    entry("dear", "200.00", "dear"),
    entry("dear-fee", "-10.00", "dear", fee_type="commission"),
    entry("cheap", "200.00", "cheap-last-year"),
    entry("cheap-fee", "-4.00", "cheap-last-year", fee_type="commission"),
    entry("not-charged", "90.00", "not-charged", on=day(26)),
    entry("kept", "120.00", "kept-refund"),
    entry("kept-fee", "-2.40", "kept-refund", fee_type="commission"),
    entry("rt-1", "150.00", "refund-twice"),
    entry("rt-2", "-15.00", "refund-twice", on=day(9)),
    entry("rt-3", "-15.00", "refund-twice", on=day(10)),
    entry("rt-4", "-3.00", "refund-twice", fee_type="commission"),
    entry("nt-1", "100.00", "netted-twice"),
    entry("nt-2", "-40.00", "netted-twice", on=day(10)),
    entry("nt-3", "-2.80", "netted-twice", fee_type="commission"),
    entry("soon", "110.00", "refund-soon", on=day(28)),
    entry("soon-fee", "-2.20", "refund-soon", fee_type="commission", on=day(28)),
    entry("nobody-1", "75.00", "refund-nobody-made"),
    entry("nobody-2", "-5.00", "refund-nobody-made"),
    entry("nobody-3", "-1.50", "refund-nobody-made", fee_type="commission"),
    entry("subsidy", "70.00", "subsidy"),
    entry("subsidy-fee", "-1.80", "subsidy", fee_type="commission"),
    entry("insured", "50.00", "insured"),
    entry("insured-fee", "-1.00", "insured", fee_type="commission"),
    entry("insurance", "-1.50", "insured", fee_type="freight_insurance"),
    entry("sorry", "-8.00", "insured", fee_type="compensation"),
    entry("dark", "-3.33", None, fee_type="unknown"),
    entry("stranger-in", "66.60", "nobody-knows"),
    entry("stranger-out", "-6.60", "nobody-knows"),
    entry("deposit", "50.00", "presale", on=day(2)),
    entry("balance", "250.00", "presale"),
    entry("presale-fee", "-6.00", "presale", fee_type="commission"),
    entry("late", "45.00", "last-month", on=day(1)),
    entry("late-fee", "-0.90", "last-month", fee_type="commission", on=day(3)),
    entry("dollars", "10.00", "dollars", currency="USD"),
]
TERMS = [
    term("commission", "0.02"),
    term("commission", "0.01", valid_from=date(2025, 1, 1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def told() -> tuple[ReconciliationAnswer, dict[str, list[Difference]]]:
    """The answer, and the differences by order."""
    tables = {"orders": ORDERS, "refunds": REFUNDS, "settlement_lines": LINES, "fee_terms": TERMS}
    answer, found = asked(**tables)
    by_order: dict[str, list[Difference]] = {}
    for one in found:
        by_order.setdefault(one.order_id, []).append(one)
    return answer, by_order


EXAMPLES = {
    "agrees": [],
    "agrees-after-refund": [],
    "missing": [("missing_settlement", "-47.90")],
    "waits": [("not_due", "-80.10")],
    "on-the-way": [],
    "short": [("short_paid", "-5.00")],
    "over": [("over_paid", "5.00")],
    "twice": [("duplicated", "396.70")],
    "dear": [("fee_rate_differs", "-6.00")],
    "cheap-last-year": [],
    "not-charged": [("timing", "1.80")],
    "kept-refund": [("refund_not_deducted", "20.00")],
    "refund-twice": [("refund_deducted_twice", "-15.00")],
    "netted-twice": [("refund_deducted_twice", "-40.00")],
    "refund-soon": [("timing", "10.00")],
    "refund-nobody-made": [("unmatched_out", "-5.00")],
    "subsidy": [("subsidy_not_paid", "-20.00")],
    "insured": [("compensation", "-8.00"), ("freight_insurance", "-1.50")],
    "cancelled": [],
    "presale": [],
    "last-month": [],
    "dollars": [],
    "nobody-knows": [("unmatched_in", "66.60"), ("unmatched_out", "-6.60")],
    "": [("unknown_fee", "-3.33")],
}


@pytest.mark.parametrize("order_id", EXAMPLES)
def test_each_example_is_called_by_its_cause(order_id: str, told: Any) -> None:
    found = sorted((d.kind, d.amount) for d in told[1].get(order_id, []))
    assert found == [(kind, Decimal(amount)) for kind, amount in EXAMPLES[order_id]]


def test_every_kind_has_its_example(told: Any) -> None:
    found = {d.kind for group in told[1].values() for d in group} | {"balance_break"}
    assert found == set(DIFFERENCE_KINDS)


def test_two_currencies_are_never_added(told: Any) -> None:
    answer = told[0]
    yuan = sum(row["amount"] for row in LINES if row["currency"] == "CNY")
    assert answer.total == yuan
    assert answer.other_currencies == ("USD",)
    assert {a.currency: a.total for a in answer.accounts} == {"CNY": yuan, "USD": Decimal(10)}


def test_what_should_not_be_there_is_blamed_on_the_latest_movement(told: Any) -> None:
    flows = {name: told[1][name][0].flow_nos for name in ("twice", "refund-twice", "over", "dear")}
    assert flows == {
        "twice": ("twice-2",),
        "refund-twice": ("rt-3",),
        "over": ("over",),
        "dear": ("dear-fee",),
    }


def test_a_book_of_net_amounts_agrees_with_the_bill_that_says_what_was_held_back() -> None:
    lines = [
        bill("1", "100.00", "a"),
        bill("2", "-5.00", "a", fee_type="commission"),
        entry("net", "95.00", "a"),
    ]
    answer, found = asked(orders=[order("a", "100.00")], settlement_lines=lines)
    assert not found
    assert answer.shops[0].books == ("money_account", "statement")
    assert answer.shops[0].matched_share == 1


def test_a_shop_without_books_is_compared_with_nothing_and_says_so() -> None:
    answer, found = asked(orders=[order("a", "100.00")], settlement_lines=[])
    assert not found
    assert answer.shops[0].books == ()
    assert (answer.shops[0].matched_share, answer.matched_share) == (None, None)


def test_money_that_fell_due_before_the_first_bill_is_not_missed() -> None:
    """A brand that brings its first bill of October knows nothing of September's money."""
    orders = [order("a", "100.00"), order("b", "70.00", day(3, 10), paid=day(2, 10))]
    lines = [entry("1", "70.00", "b", on=day(4, 10))]
    september = replace(SEPTEMBER, as_of=date(2026, 10, 31))
    answer, found = asked(september, orders=orders, settlement_lines=lines)
    assert not found
    assert sum(shop.orders for shop in answer.shops) == 0
    october = replace(september, first=date(2026, 10, 1), last=date(2026, 10, 31))
    answer, found = asked(october, orders=orders, settlement_lines=lines)
    assert not found
    assert answer.shops[0].orders_matched == 1


def test_the_most_specific_term_wins() -> None:
    terms = [
        term("commission", "0.02"),
        term("commission", "0.03", shop_key="demo"),
        term("commission", "0.10", category="p9"),
    ]
    line: dict[str, Any] = {
        "paid_amount": Decimal(50),
        "shop_key": "demo",
        "currency": "CNY",
        "created_on": day(1),
    }
    items = [
        {"line_id": "1", "order_id": "a", "product_id": "p1", **line},
        {"line_id": "2", "order_id": "a", "product_id": "p9", **line},
    ]
    lines = [entry("1", "100.00", "a"), entry("2", "-6.50", "a", fee_type="commission")]
    tables = {"orders": [order("a", "100.00")], "order_lines": items, "fee_terms": terms}
    assert not asked(settlement_lines=lines, **tables)[1]
    lines[1] |= {"amount": Decimal("-3.00")}
    found = asked(settlement_lines=lines, **tables)[1]
    assert [(d.kind, d.expected, d.note) for d in found] == [
        ("fee_rate_differs", Decimal("-6.50"), "commission")
    ]


def test_a_term_of_the_merchant_says_when_money_falls_due() -> None:
    terms = [term("commission", None, settle_days=40)]
    lines = [entry("1", "1.00", "a")]
    orders = [order("a", "1.00"), order("b", "100.00")]
    found = asked(orders=orders, settlement_lines=lines, fee_terms=terms)[1]
    assert [(d.kind, d.occurred_on) for d in found] == [("not_due", date(2026, 10, 15))]
