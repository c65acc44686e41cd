"""Books of net amounts, orders closed, refunds and fees that only the books know (11.12)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.analysis.reconciliation.ledgers import (
    SEPTEMBER,
    asked,
    bill,
    day,
    entry,
    kinds,
    order,
    refund,
    term,
)
from tests.warehouse.rows import Row

ORDER = [order("a", "100.00")]
BILL = [bill("1", "100.00", "a"), bill("2", "-5.00", "a", fee_type="commission")]
BACK = [refund("a", "20.00", day(8))]
RETURNED = [entry("n", "95.00", "a"), entry("r", "-20.00", "a", on=day(9))]
LATER = replace(SEPTEMBER, as_of=day(20, 10))
BALANCE: dict[str, Any] = {
    "platform": "taobao", "shop_key": "demo", "provider": "taobao", "account": "demo", "ledger": "platform_account",
}  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (["95.00"], []),
        (["100.00"], []),
        (["90.00"], [("short_paid", "a", Decimal(-5))]),
        (["99.00"], [("over_paid", "a", Decimal(4))]),
        (["95.00", "95.00"], [("duplicated", "a", Decimal(95))]),
    ],
)
def test_a_net_book_agrees_with_what_the_bill_held_back(amounts: list[str], said: Any) -> None:
    """Or with the gross, where a platform takes its fees in one sum."""
    lines = [entry(f"n{n}", amount, "a") for n, amount in enumerate(amounts)]
    assert kinds(asked(orders=ORDER, settlement_lines=[*BILL, *lines])[1]) == said


def test_a_refund_net_of_the_fee_given_back_agrees_with_its_bill() -> None:
    back = [
        bill("3", "-20.00", "a", on=day(9)),
        bill("4", "1.00", "a", fee_type="commission", on=day(9)),
        entry("n", "95.00", "a"),
        entry("r", "-19.00", "a", on=day(9)),
    ]
    assert not asked(orders=ORDER, refunds=BACK, settlement_lines=[*BILL, *back])[1]


def test_a_refund_after_the_bill_is_deducted_in_the_book_alone() -> None:
    assert not asked(orders=ORDER, refunds=BACK, settlement_lines=[*BILL, *RETURNED])[1]


def test_what_a_bill_has_too_much_beyond_the_refund_is_told() -> None:
    more = [bill("0", "30.00", "a", fee_type="freight_income")]
    found = asked(orders=ORDER, refunds=BACK, settlement_lines=[*BILL, *more, *RETURNED])[1]
    assert kinds(found) == [("over_paid", "a", Decimal(50))]
    assert found[0].side == "statement"


def test_a_refund_that_neither_bill_nor_book_deducted_is_kept() -> None:
    known = entry("z", "1.00", None, fee_type="deposit", on=day(19))
    lines = [*BILL, entry("n", "95.00", "a"), known]
    found = asked(LATER, orders=ORDER, refunds=BACK, settlement_lines=lines)[1]
    assert [(d.kind, d.side) for d in found if not d.is_explained] == [
        ("refund_not_deducted", "money_account")
    ]


def test_a_closed_order_brings_nothing() -> None:
    orders = [order("a", "100.00", order_status="closed"), order("b", "10.00")]
    lines = [entry("b", "10.00", "b")]
    assert not asked(orders=orders, settlement_lines=lines)[1]
    back = [entry("a", "100.00", "a"), entry("r", "-100.00", "a", on=day(8))]
    assert not asked(orders=orders, settlement_lines=[*lines, *back])[1]
    found = asked(LATER, orders=orders, settlement_lines=[*lines, back[0], late(19)])[1]
    assert kinds(found) == [("refund_not_deducted", "a", Decimal(100))]


def test_an_after_sale_done_without_an_amount_explains_what_the_book_deducted() -> None:
    orders = [order("a", "100.00", after_sale_status="done")]
    lines = [entry("n", "100.00", "a"), entry("r", "-30.00", "a", on=day(8))]
    assert not asked(orders=orders, settlement_lines=lines)[1]
    lines[0] |= {"amount": Decimal("90.00")}
    assert kinds(asked(orders=orders, settlement_lines=lines)[1]) == [
        ("short_paid", "a", Decimal(-40))
    ]


@pytest.mark.parametrize("told_by", ["refunds", "bill"])
def test_a_book_that_names_the_case_alone_belongs_to_the_order_of_the_case(told_by: str) -> None:
    """Xiaohongshu's balance says R…, its bill and the after-sale list say P…"""
    red: dict[str, Any] = {"platform": "xiaohongshu", "shop_key": "red"}
    balance = {**BALANCE, **red, "provider": "xiaohongshu", "account": "red"}
    lines = [
        entry("p", "100.00", "P1", **balance),
        entry("r", "-20.00", None, refund_id="R1", on=day(9), **balance),
    ]
    statement = {**red, "provider": "xiaohongshu", "account": "red"}
    cases = [refund("P1", "20.00", day(8), refund_id="R1" if told_by == "refunds" else "", **red)]
    if told_by == "bill":
        lines += [
            bill("1", "100.00", "P1", **statement),
            bill("2", "-20.00", "P1", refund_id="R1", on=day(9), **statement),
        ]
    answer, found = asked(
        orders=[order("P1", "100.00", **red)], refunds=cases, settlement_lines=lines
    )
    assert not found
    assert answer.unexplained == 0


def test_the_fee_of_an_influencer_is_judged_where_it_was_charged() -> None:
    orders = [order("sold-by-one", "100.00"), order("sold-alone", "100.00")]
    lines = [
        *(entry(one["order_id"], "100.00", one["order_id"]) for one in orders),
        entry("fee", "-10.00", "sold-by-one", fee_type="influencer"),
    ]
    tables = {"orders": orders, "fee_terms": [term("influencer", "0.10")]}
    assert not asked(LATER, settlement_lines=lines, **tables)[1]
    lines[-1] |= {"amount": Decimal("-20.00")}
    found = asked(LATER, settlement_lines=lines, **tables)[1]
    assert kinds(found) == [("fee_rate_differs", "sold-by-one", Decimal(-10))]


def test_a_fee_no_order_of_the_shop_was_charged_is_in_another_book() -> None:
    jd: dict[str, Any] = {"platform": "jd", "shop_key": "jd"}
    orders = [order("a", "100.00"), order("j", "100.00", **jd)]
    terms = [term("commission", "0.02"), term("commission", "0.02", platform="jd")]
    lines = [
        entry("a", "100.00", "a"),
        entry("fee", "-2.00", "a", fee_type="commission"),
        entry("j", "100.00", "j"),
    ]
    assert not asked(LATER, orders=orders, settlement_lines=lines, fee_terms=terms)[1]


def test_a_fee_never_charged_is_told_in_the_month_its_time_ran_out() -> None:
    orders = [order("a", "100.00"), order("b", "50.00")]
    lines = [
        entry("a", "100.00", "a"),
        entry("b", "50.00", "b"),
        entry("fee", "-1.00", "b", fee_type="commission"),
        entry("z", "1.00", None, fee_type="deposit", on=day(30, 10)),
    ]
    october = replace(SEPTEMBER, first=day(1, 10), last=day(31, 10), as_of=day(31, 10))
    tables = {
        "orders": orders,
        "settlement_lines": lines,
        "fee_terms": [term("commission", "0.02")],
    }
    assert kinds(asked(SEPTEMBER, **tables)[1]) == [("timing", "a", Decimal(2))]
    (found,) = asked(october, **tables)[1]
    assert (found.kind, found.amount, found.occurred_on) == (
        "fee_rate_differs", Decimal(2), date(2026, 10, 7),
    )  # fmt: skip


def late(number: int) -> Row:
    """The book reaches this far."""
    return entry("late", "1.00", None, fee_type="deposit", on=day(number))


def test_a_bill_alone_that_deducted_one_of_two_refunds_keeps_the_other() -> None:
    backs = [refund("a", "20.00", day(8), refund_id=name) for name in ("x", "y")]
    lines = [*BILL, bill("3", "-20.00", "a", on=day(9)), bill("z", "1.00", None, on=day(19))]
    lines[-1] |= {"fee_type": "deposit"}
    found = asked(LATER, orders=ORDER, refunds=backs, settlement_lines=lines)[1]
    assert [d for d in kinds(found) if d[1]] == [("refund_not_deducted", "a", Decimal(20))]
