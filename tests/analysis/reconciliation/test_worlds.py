"""Random small worlds: the same differences and totals as the slow reference, whatever the order of rows (11.12)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.analysis.reconciliation import (
    Difference,
    ReconciliationAnswer,
    ReconciliationQuestion,
    ask,
    differences,
)
from tests.analysis.reconciliation.ledgers import (
    SEPTEMBER,
    Tables,
    bill,
    entry,
    order,
    refund,
    term,
)
from tests.analysis.reconciliation.reference import Reference
from tests.analysis.reconciliation.two_books import TwoBooks
from tests.metrics.tiny import TinySession

QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))
FEW, MANY = settings(QUIET, max_examples=3), settings(QUIET, max_examples=150)
AMOUNTS = st.sampled_from(["100.00", "50.00", "30.00", "0.00"])
BITS = st.sampled_from(["100.00", "50.00", "30.00", "95.00", "70.00", "20.00"])
OTHERS = st.sampled_from(["freight_insurance", "compensation", "unknown", "ad", "tax", "goods"])
DAYS = st.sampled_from([date(2026, 8, 22) + timedelta(number) for number in range(0, 50, 2)])
STATES = st.sampled_from(
    ["completed", "completed", "completed", "shipped", "cancelled", "pending_payment", "closed"]
)


@st.composite
def worlds(draw: st.DrawFn) -> Tables:
    """A few orders of one shop, and an account that more or less agrees."""
    number = count(1)
    tables: Tables = {"orders": [], "refunds": [], "settlement_lines": [], "fee_terms": []}
    for n in range(draw(st.integers(1, 5))):
        _order(draw, tables, f"o{n}", number)
    for _ in range(draw(st.integers(0, 2))):
        stranger = draw(st.sampled_from([None, "x1", "x2"]))
        _entry(draw, tables, number, draw(BITS), stranger, fee_type=draw(OTHERS))
    if draw(st.booleans()):
        tables["fee_terms"].append(term("commission", "0.02"))
    if draw(st.booleans()):
        tables["fee_terms"].append(term("influencer", "0.10"))
    if draw(st.booleans()):
        _told_by_case(draw, tables)
    return tables


def _told_by_case(draw: st.DrawFn, tables: Tables) -> None:
    """The account is the platform's, and some of its refunds name their case alone."""
    for line in tables["settlement_lines"]:
        line |= {"platform": "taobao", "shop_key": "demo", "provider": "taobao"}
        line |= {"ledger": "platform_account", "account": "demo"}
        of_order = [r["refund_id"] for r in tables["refunds"] if r["order_id"] == line["order_id"]]
        by_case: bool = draw(st.booleans())
        if line["fee_type"] == "refund" and of_order and by_case:
            case: str = draw(st.sampled_from(of_order))
            line |= {"order_id": None, "refund_id": case}


@st.composite
def pairs_of_books(draw: st.DrawFn) -> Tables:
    """The same account beside a bill that says, more or less, what was held back of it."""
    tables, number = draw(worlds()), count(1)
    tables["fee_terms"].clear()
    for line in tables["settlement_lines"]:
        line |= {"platform": "alipay", "shop_key": "", "provider": "alipay", "refund_id": None}
        line |= {"ledger": "money_account", "account": "0156"}
    for one in tables["orders"]:
        gross = one["buyer_paid_amount"]
        paid = str(draw(st.sampled_from([gross, gross, gross, Decimal(30)])))
        parts = [
            ("goods", paid),
            ("commission", "-5.00"),
            ("refund", draw(st.sampled_from(["-20.00", "-30.00"]))),
        ]
        for fee_type, amount in parts[: draw(st.integers(0, 3))]:
            if Decimal(amount):
                flow = f"b{next(number):03}"
                tables["settlement_lines"].append(
                    bill(flow, amount, one["order_id"], fee_type=fee_type, on=draw(DAYS))
                )
    return tables


def _order(draw: st.DrawFn, tables: Tables, name: str, number: Any) -> None:
    amount, state, done = draw(AMOUNTS), draw(STATES), draw(DAYS)
    paid = done - timedelta(draw(st.integers(1, 9)))
    tables["orders"].append(
        order(
            name, amount, done if state in {"completed", "closed"} else None,
            order_status=state, paid=paid, after_sale_status=draw(st.sampled_from([None, None, "done"])),
        )
    )  # fmt: skip
    for bit in draw(st.lists(st.sampled_from(["30.00", "20.00"]), max_size=2, unique=True)):
        if Decimal(amount):
            tables["refunds"].append(refund(name, bit, draw(DAYS)))
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2]))):
        _entry(draw, tables, number, draw(st.just(amount) | BITS), name)
    for bit in draw(st.lists(st.sampled_from(["-30.00", "-20.00"]), max_size=2)):
        _entry(draw, tables, number, bit, name)
    if draw(st.booleans()):
        fee = (
            Decimal(amount) * draw(st.sampled_from([Decimal("-0.02"), Decimal("-0.03")]))
        ).normalize()
        _entry(draw, tables, number, str(fee), name, fee_type="commission")
    if draw(st.integers(0, 3)) == 0:
        _entry(
            draw,
            tables,
            number,
            draw(st.sampled_from(["-10.00", "-5.00"])),
            name,
            fee_type="influencer",
        )


def _entry(
    draw: st.DrawFn, tables: Tables, number: Any, amount: str, about: str | None, **given: Any
) -> None:
    if Decimal(amount):
        tables["settlement_lines"].append(
            entry(f"f{next(number):03}", amount, about, on=draw(DAYS), **given)
        )


def asked(
    tables: Tables, question: Any = SEPTEMBER
) -> tuple[ReconciliationAnswer, list[Difference]]:
    session: Any = TinySession(**tables)
    answer = ask(question, session)
    return answer, [one for batch in differences(question, session) for one in batch]


@FEW
@given(worlds(), st.integers(-10, 15))
def test_a_slow_reference_says_the_same(tables: Tables, later: int) -> None:
    compare(tables, replace(SEPTEMBER, as_of=SEPTEMBER.as_of + timedelta(later)))


@pytest.mark.slow
@MANY
@given(worlds(), st.integers(-10, 15))
def test_a_slow_reference_says_the_same_of_many_worlds(tables: Tables, later: int) -> None:
    compare(tables, replace(SEPTEMBER, as_of=SEPTEMBER.as_of + timedelta(later)))


@FEW
@given(pairs_of_books(), st.integers(-10, 15))
def test_a_slow_reference_says_the_same_of_bill_and_book(tables: Tables, later: int) -> None:
    compare(tables, replace(SEPTEMBER, as_of=SEPTEMBER.as_of + timedelta(later)), TwoBooks)


@pytest.mark.slow
@MANY
@given(pairs_of_books(), st.integers(-10, 15))
def test_a_slow_reference_says_the_same_of_many_bills(tables: Tables, later: int) -> None:
    compare(tables, replace(SEPTEMBER, as_of=SEPTEMBER.as_of + timedelta(later)), TwoBooks)


def compare(
    tables: Tables,
    question: ReconciliationQuestion,
    second: type[Reference] | type[TwoBooks] = Reference,
) -> None:
    answer, found = asked(tables, question)
    reference = second(question, tables)
    told = reference.told()
    assert sorted((d.kind, d.order_id, d.amount) for d in found) == sorted(told.elements())
    assert {
        name: getattr(answer, name) for name in ("matched", "explained", "unexplained")
    } == reference.totals()


@settings(QUIET, max_examples=2)
@given(worlds(), st.randoms())
def test_every_cent_is_accounted_for_and_the_order_of_rows_says_nothing(
    tables: Tables, random: Any
) -> None:
    answer, found = asked(tables)
    for account in answer.accounts:
        assert account.matched + account.explained + account.unexplained == account.total
        lines = [
            row["amount"] for row in tables["settlement_lines"] if row["occurred_on"].month == 9
        ]
        assert (account.total, account.lines) == (sum(lines), len(lines))
    assert answer.matched + answer.explained + answer.unexplained == answer.total
    assert [d.key for d in found] == sorted({d.key for d in found})
    for rows in tables.values():
        random.shuffle(rows)
    assert asked(tables) == (answer, found)
