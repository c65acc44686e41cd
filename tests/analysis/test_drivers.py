"""What moved a figure: shares of exactly one, effects of exactly the change (9.4)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luoxuan.analysis import drivers
from luoxuan.analysis.drivers import DriversQuestion
from luoxuan.analysis.drivers.estimate import apportioned, effects, moves, shapley, shares
from luoxuan.metrics import Period
from luoxuan.metrics.question import QuestionError
from tests.metrics.tiny import TinySession, line, order

DAY, BEFORE = date(2026, 11, 8), date(2026, 11, 1)
amounts = st.decimals(-10_000, 10_000, places=4)
factor = st.fractions(0, 1000, max_denominator=50)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_shares_add_up_to_exactly_one(changes: list[Decimal]) -> None:
    assume(sum(changes) != 0)
    found = shares(changes)
    assert found is not None
    assert sum(found) == 1
    for share, change in zip(found, changes, strict=True):
        assert abs(share - change / sum(changes)) <= Decimal("0.0001")


def test_no_change_has_no_shares() -> None:
    assert shares([Decimal(5), Decimal(-5)]) is None


@given(st.lists(st.fractions(-50, 50, max_denominator=7), min_size=1, max_size=8))
def test_apportioned_numbers_keep_the_sum_and_stay_near(exact: list[Fraction]) -> None:
    exact.append(-sum(exact, Fraction(0)) % 1)
    found = apportioned(exact)
    assert sum(found) == sum(exact)
    assert all(abs(n - value) < 1 for n, value in zip(found, exact, strict=True))


@given(st.lists(factor, min_size=3, max_size=3), st.lists(factor, min_size=3, max_size=3))
def test_the_effects_are_the_mean_over_all_orders_of_change(
    before: list[Fraction], after: list[Fraction]
) -> None:
    def effect(order: tuple[int, ...], n: int) -> Fraction:
        earlier = order[: order.index(n)]
        rest = Fraction(1)
        for m in range(3):
            if m != n:
                rest *= after[m] if m in earlier else before[m]
        return (after[n] - before[n]) * rest

    orders = list(permutations(range(3)))
    found = [sum(effect(order, n) for order in orders) / len(orders) for n in range(3)]
    assert shapley(before, after) == found
    product = [values[0] * values[1] * values[2] for values in (before, after)]
    assert sum(shapley(before, after)) == product[1] - product[0]


@given(
    st.lists(st.integers(0, 500), min_size=2, max_size=2),
    st.lists(st.integers(1, 90), min_size=2, max_size=2),
    st.lists(st.integers(0, 10**9), min_size=2, max_size=2),
)
def test_effects_add_up_to_the_change_of_sales_exactly(
    visitors: list[int], orders: list[int], sales: list[int]
) -> None:
    assume(all(visitors))
    money = [Decimal(n).scaleb(-4) for n in sales]
    sides = [
        [Fraction(v), Fraction(o, v), Fraction(m) / o]
        for v, o, m in zip(visitors, orders, money, strict=True)
    ]
    assert sum(effects(*sides)) == money[1] - money[0]


def test_who_is_new_or_lost_had_nothing_or_has_nothing() -> None:
    found = moves({("a",): Decimal(3)}, {("b",): Decimal(5)})
    assert [(m.member, m.before, m.after, m.change) for m in found] == [
        (("b",), 0, 5, 5),
        (("a",), 3, 0, -3),
    ]


def _brand() -> TinySession:
    rows = [("1", "30", BEFORE, "a"), ("2", "70", DAY, "a"), ("3", "10", BEFORE, "b")]
    return TinySession(
        orders=[order(n, amount, day=day, shop_key=shop) for n, amount, day, shop in rows],
        order_lines=[
            line("1", "1", "28", day=BEFORE, product_id="p"),
            line("2", "2", "50", day=DAY, product_id="p"),
            line("3", "2", "15", day=DAY, product_id="q"),
            line("4", "3", "10", day=BEFORE, product_id="p", shop_key="b"),
        ],
    )


def _question(by: str, top: int = 6) -> DriversQuestion:
    return DriversQuestion(
        "gmv_paid",
        Period(DAY, DAY),
        Period(BEFORE, BEFORE),
        by,  # type: ignore[arg-type]
        top=top,
    )


def test_shops_explain_the_whole_change() -> None:
    answer = drivers.ask(_question("shop"), _brand())
    assert answer.change == 30
    assert [(c.member, c.change, c.share, c.state) for c in answer.contributions] == [
        ("a", 40, Decimal("1.3333"), "kept"),
        ("b", -10, Decimal("-0.3333"), "lost"),
    ]


def test_freight_belongs_to_no_product_and_stands_as_the_rest() -> None:
    answer = drivers.ask(_question("product"), _brand())
    assert [(c.shop, c.member, c.change, c.state) for c in answer.contributions] == [
        ("a", "p", 22, "kept"),
        ("a", "q", 15, "new"),
        ("b", "p", -10, "lost"),
        ("", "", 3, "other"),
    ]
    assert sum(c.change for c in answer.contributions) == answer.change
    assert sum(c.share or 0 for c in answer.contributions) == 1


def test_members_beyond_the_top_are_one_row() -> None:
    answer = drivers.ask(_question("product", top=1), _brand())
    assert [(c.member, c.change, c.state) for c in answer.contributions] == [
        ("p", 22, "kept"),
        ("", 8, "other"),
    ]


def test_a_source_no_file_tells_is_said_so() -> None:
    answer = drivers.ask(_question("source"), _brand())
    assert answer.reason is not None
    assert answer.reason.template.id == "dimension_not_told"
    assert [(c.change, c.state) for c in answer.contributions] == [(30, "other")]


def test_a_rate_has_no_parts_that_add_up() -> None:
    question = DriversQuestion("aov", Period(DAY, DAY), Period(BEFORE, BEFORE), "shop")
    with pytest.raises(QuestionError, match="aov has no parts"):
        drivers.ask(question, _brand())


def test_overlapping_periods_are_refused() -> None:
    question = DriversQuestion("gmv_paid", Period(DAY, DAY), Period(BEFORE, DAY), "shop")
    with pytest.raises(QuestionError, match="overlap"):
        drivers.ask(question, _brand())
