"""Why a figure is not what was expected: every cut adds up to the gap to the cent (12.2)."""

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luoxuan.analysis import gap
from luoxuan.analysis.gap import GapAnswer, GapQuestion
from luoxuan.analysis.gap.estimate import (
    RateSide,
    Side,
    exact,
    factors,
    lmdi,
    log_mean,
    rate_effects,
    split,
)
from luoxuan.analysis.gap.shape import picture
from luoxuan.metrics import Period
from luoxuan.metrics.question import QuestionError
from tests.metrics.reference import Cut, money, orders_paid
from tests.metrics.tiny import TinySession, file, line, order, visits
from tests.metrics.worlds import DAYS, SHOPS, session_of, worlds

BEFORE, NOW = Period(DAYS[0], DAYS[1]), Period(DAYS[2], DAYS[3])
positive = st.floats(0.1, 100)
pairs = st.lists(st.tuples(positive, positive), min_size=2, max_size=4)


def by_path(factors: list[tuple[float, float]], steps: int = 2000) -> list[float]:
    """The second opinion: LMDI-I is the integral along the path on which every factor grows at its own rate."""
    t = (np.arange(steps) + 0.5) / steps
    product = np.ones(steps)
    for was, now in factors:
        product = product * was * (now / was) ** t
    return [float((product * math.log(now / was)).mean()) for was, now in factors]


@given(pairs)
@settings(max_examples=60, deadline=None)
def test_the_effects_are_those_of_the_path_integral(factors: list[tuple[float, float]]) -> None:
    found, second = lmdi(factors), by_path(factors)
    size = max(math.prod(f[0] for f in factors), math.prod(f[1] for f in factors))
    assert found == pytest.approx(second, rel=2e-3, abs=2e-3 * size)
    change = math.prod(f[1] for f in factors) - math.prod(f[0] for f in factors)
    assert sum(found) == pytest.approx(change, rel=1e-9, abs=1e-9 * size)


def test_the_published_examples_come_out() -> None:
    shop = lmdi([(10_000, 12_000), (0.02, 0.015), (100, 110)])
    assert shop == pytest.approx([3628.1684, -5724.8251, 1896.6566], abs=1e-4)
    sectors = {
        "1": (Side(None, 10, 30), Side(None, 40, 80)),
        "2": (Side(None, 40, 20), Side(None, 40, 16)),
    }
    assert [row.effect for row in factors(sectors)] == pytest.approx(
        [32.384638, 38.284867, -24.669505], abs=1e-5
    )


def test_a_factor_that_begins_or_ends_at_zero_makes_the_change_alone() -> None:
    assert lmdi([(0, 5), (2, 3)]) == [15, 0]
    assert lmdi([(4, 0), (2, 9)]) == [-8, 0]
    assert lmdi([(0, 5), (0, 3)]) == [7.5, 7.5]
    assert lmdi([(0, 5), (3, 0)]) == [0, 0]
    assert log_mean(2.0, 2.0) == 2.0
    assert log_mean(2.0, 2.0 * (1 + 1e-13)) == pytest.approx(2.0)


sides = st.tuples(st.none() | st.integers(0, 500), st.integers(0, 60), st.integers(0, 9_999))


def _side(drawn: tuple[int | None, int, int]) -> Side:
    visitors, orders, amount = drawn
    return Side(visitors, orders, amount if orders else 0)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=5))
def test_factors_of_any_shops_add_up_to_the_change_of_what_they_explain(
    drawn: list[tuple[tuple[int | None, int, int], tuple[int | None, int, int]]],
) -> None:
    shops = {str(n): (_side(a), _side(b)) for n, (a, b) in enumerate(drawn)}
    # Sales without a visitor are no product of visitors: nothing to explain them with.
    assume(
        all(
            side.visitors is None or side.visitors or not side.amount
            for pair in shops.values()
            for side in pair
        )
    )
    change = sum(pair[1].amount - pair[0].amount for pair in shops.values())
    assert sum(row.effect for row in factors(shops)) == pytest.approx(change, abs=1e-6)


rates = st.tuples(st.integers(0, 50), st.integers(0, 500))


@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=5), st.floats(0.5, 2))
def test_rates_and_weights_add_up_to_the_change_of_the_whole_rate(
    drawn: list[tuple[tuple[int, int], tuple[int, int]]], scale: float
) -> None:
    shops = {
        str(n): tuple(RateSide(a if b else 0, b) for a, b in pair) for n, pair in enumerate(drawn)
    }
    whole = [[sum(pair[n][k] for pair in shops.values()) for k in (0, 1)] for n in (0, 1)]
    assume(whole[0][1] and whole[1][1])
    found = rate_effects(shops, scale)  # type: ignore[arg-type]
    change = whole[1][0] / whole[1][1] - scale * whole[0][0] / whole[0][1]
    assert sum(own + mix for own, mix in found.values()) == pytest.approx(change, abs=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9), st.integers(-(10**9), 10**9))
def test_rounded_effects_keep_the_sum_to_the_cent(values: list[float], cents: int) -> None:
    total = Decimal(cents).scaleb(-2)
    found = exact(values, total)
    assert sum(found, Decimal(0)) == total
    weights = [Decimal(repr(abs(value))) for value in values]
    assert sum(split(total, weights), Decimal(0)) == total


def _adds_up(answer: GapAnswer) -> None:
    assert answer.gap is not None
    if answer.factors:
        assert sum(row.effect for row in answer.factors) == answer.gap
    for dimension in answer.dimensions:
        assert sum(part.effect for part in dimension.parts) == answer.gap
        assert sum(part.share or 0 for part in dimension.parts) == 1
        for part in dimension.parts:
            if part.expected is not None and part.actual is not None:
                assert part.actual - part.expected == part.effect
    if answer.time is not None:
        assert sum(day.gap for day in answer.time.days) == answer.gap
        assert sum(day.expected for day in answer.time.days) == answer.expected


@given(
    worlds(),
    st.none() | st.integers(1, 10**6),
    st.sampled_from(
        ["gmv_paid", "orders_paid", "units", "refund_amount", "ad_spend", "refund_rate"]
    ),
)
@settings(max_examples=12, deadline=None)
def test_every_cut_of_a_random_brand_adds_up(world, target: int | None, metric: str) -> None:  # type: ignore[no-untyped-def]
    goal = None if target is None else Decimal(target).scaleb(-2)
    if goal is not None and metric in {"orders_paid", "units"}:
        goal = Decimal(target or 1)
    answer = gap.ask(GapQuestion(metric, NOW, BEFORE, goal), session_of(world))
    if answer.gap is None:
        assert answer.reason is not None
    elif answer.gap:
        _adds_up(answer)
    else:
        assert (answer.factors, answer.dimensions, answer.time) == ((), (), None)


@given(worlds(), st.integers(1, 10**6))
@settings(max_examples=10, deadline=None)
def test_the_shops_are_what_a_loop_over_the_orders_makes_of_them(world, cents: int) -> None:  # type: ignore[no-untyped-def]
    """The second opinion: added by hand from the rows, scaled by hand."""
    target = Decimal(cents).scaleb(-2)
    answer = gap.ask(GapQuestion("gmv_paid", NOW, BEFORE, target, by=("shop",)), session_of(world))
    sold = {
        (shop, side): money(
            orders_paid(world, Cut(frozenset({shop}), frozenset(period.days()))),
            "buyer_paid_amount",
            Cut(frozenset(), frozenset()),
        )
        for shop in SHOPS
        for side, period in enumerate((BEFORE, NOW))
    }
    before = sum(value for (_shop, side), value in sold.items() if not side)
    shops = answer.dimension("shop")
    if shops is None or not before:
        return
    for part in shops.parts:
        if part.member:
            want = sold[part.member, 0] * target / before
            assert part.expected is not None
            assert abs(part.expected - want) <= Decimal("0.03")
            assert abs((part.actual or 0) - sold[part.member, 1]) <= Decimal("0.03")


def _shop(visitors: tuple[int, int], orders: tuple[int, int]) -> TinySession:
    """Shop a with visitors, two days."""
    days = (BEFORE.first, NOW.first)
    rows = [
        order(f"{day}-{n}", "10", day=day)
        for day, count in zip(days, orders, strict=True)
        for n in range(count)
    ]
    lines = [
        line(f"{row['order_id']}-1", row["order_id"], "10", day=row["paid_on"], product_id="p")
        for row in rows
    ]
    return TinySession(
        orders=rows,
        order_lines=lines,
        traffic_daily=[visits(n, day=d) for d, n in zip(days, visitors, strict=True)],
        source_files=[file("orders", DAYS[0], DAYS[-1], shop_key="a")],
    )


def _one_day(target: str | None = None) -> GapQuestion:
    return GapQuestion(
        "gmv_paid",
        Period(NOW.first, NOW.first),
        Period(BEFORE.first, BEFORE.first),
        None if target is None else Decimal(target),
        by=("shop", "product"),
    )


def test_a_halved_conversion_is_blamed_on_the_conversion() -> None:
    answer = gap.ask(_one_day(), _shop((100, 100), (20, 10)))
    assert (answer.expected, answer.actual, answer.gap) == (200, 100, -100)
    assert {row.name: row.effect for row in answer.factors} == {
        "visitors": 0,
        "conversion": -100,
        "order_value": 0,
    }
    assert answer.headline is not None
    assert answer.headline.text("zh").endswith("100.00，应为 200.00，差 -100.00。")


def test_a_target_is_taken_as_more_of_the_same() -> None:
    answer = gap.ask(_one_day("400"), _shop((100, 200), (20, 40)))
    assert (answer.gap, answer.factors, answer.dimensions) == (0, (), ())
    answer = gap.ask(_one_day("400"), _shop((100, 100), (20, 20)))
    assert {row.name: row.effect for row in answer.factors}["visitors"] == -200


def test_a_figure_nobody_knows_has_a_reason_and_no_gap() -> None:
    answer = gap.ask(_one_day("400"), TinySession())
    assert answer.gap is None
    assert answer.reason is not None


def test_the_reference_must_be_over_before_the_period_begins() -> None:
    with pytest.raises(QuestionError):
        gap.ask(GapQuestion("gmv_paid", NOW, NOW), TinySession())
    with pytest.raises(QuestionError):
        gap.ask(GapQuestion("visitors", NOW, BEFORE), TinySession())


def _noise(n: int = 30) -> np.ndarray:
    return np.random.default_rng(7).normal(0, 2, n)


def test_a_stretch_on_another_level_is_a_step() -> None:
    gaps = _noise()
    gaps[5:23] -= 30
    found = picture(gaps.tolist(), [100.0] * 30)
    assert (found.shape, found.days[0], found.days[-1]) == ("step", 5, 22)
    late = _noise()
    late[20:] -= 30
    assert picture(late.tolist(), [100.0] * 30).days == tuple(range(20, 30))
    early = _noise()
    early[:8] -= 30
    assert picture(early.tolist(), [100.0] * 30).days == tuple(range(8))


def test_one_terrible_day_is_a_spike() -> None:
    gaps = _noise()
    gaps[11] -= 300
    found = picture(gaps.tolist(), [100.0] * 30)
    assert (found.shape, found.days) == ("spike", (11,))


def test_a_growing_difference_is_a_slope_and_an_even_one_a_level() -> None:
    slope = _noise() - np.arange(30) * 2.0
    assert picture(slope.tolist(), [100.0] * 30).shape == "slope"
    assert picture((_noise() - 20).tolist(), [100.0] * 30).shape == "level"
    assert picture([0.0] * 30, [100.0] * 30).shape == "none"


def test_the_days_of_the_target_are_the_curve() -> None:
    days = tuple((NOW.first + timedelta(days=n), Decimal(n + 1)) for n in range(2))
    question = GapQuestion("gmv_paid", NOW, BEFORE, Decimal(90), days, by=())
    answer = gap.ask(question, _shop((100, 100), (20, 10)))
    assert answer.time is not None
    assert [day.expected for day in answer.time.days] == [30, 60]
    assert isinstance(answer.to_json()["time"]["days"][0][0], str)
    assert date.fromisoformat(answer.to_json()["time"]["days"][0][0]) == NOW.first
