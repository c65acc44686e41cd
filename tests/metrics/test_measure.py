"""Every metric equals a slow obvious second opinion on random small brands (6.6)."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.metrics import METRICS, Figure, MetricQuestion, Period, measure
from luoxuan.metrics.model import Dimension
from tests.metrics.operations import REFERENCE as OPERATIONS
from tests.metrics.reference import REFERENCE, Cut, World
from tests.metrics.test_profit import NAMES as OF_PROFIT
from tests.metrics.worlds import DAYS, SHOPS, session_of, worlds

PEOPLE = {"visitors", "buyers_reported"}
COMPARED = tuple(REFERENCE)
slow = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
periods = st.sampled_from([Period(DAYS[0], DAYS[0]), Period(DAYS[1], DAYS[2])])


def test_every_metric_has_a_second_opinion() -> None:
    assert set(METRICS) - set(REFERENCE) - set(OPERATIONS) - set(OF_PROFIT) - PEOPLE == {"cac"}


@slow
@given(world=worlds(), period=periods)
def test_every_metric_of_a_shop_equals_the_reference(world: World, period: Period) -> None:
    question = MetricQuestion(COMPARED, period, by=("shop",), shops=SHOPS)
    answer = measure(question, session_of(world))
    for shop in SHOPS:
        cut = Cut(frozenset([shop]), frozenset(period.days()))
        for metric in COMPARED:
            figure = answer.figure(metric, shop)
            if _is_comparable(figure, world):
                assert figure.value == REFERENCE[metric](world, cut), metric


@slow
@given(world=worlds(), period=periods)
def test_every_metric_of_the_whole_brand_equals_the_reference(world: World, period: Period) -> None:
    answer = measure(MetricQuestion(COMPARED, period, shops=SHOPS), session_of(world))
    for metric in COMPARED:
        figure = answer.figure(metric)
        if _is_comparable(figure, world):
            assert figure.value == _of_brand(metric, world, period), metric


def _of_brand(metric: str, world: World, period: Period) -> object:
    """What adds up is the sum of the shops that know it; the rest is counted over all rows at once."""
    cuts = [Cut(frozenset([shop]), frozenset(period.days())) for shop in SHOPS]
    if METRICS[metric].additivity == "additive":
        known = [REFERENCE[metric](world, cut) for cut in cuts]
        known = [value for value in known if value is not None]
        return sum(known) if known else None
    return REFERENCE[metric](world, Cut(frozenset(SHOPS), frozenset(period.days())))


def _is_comparable(figure: Figure, world: World) -> bool:
    """The reference counts in yuan, and gives 0 buyers where none is known: there we say nothing.

    A shop that sells in dollars only has its rates in dollars; a rate does not say its currency.
    """
    foreign = any(row["currency"] == "USD" for row in [*world.orders, *world.refunds])
    is_rate_of_money = figure.metric in {"refund_rate", "refund_rate_cohort"}
    if figure.coverage.identity == 0 or (foreign and is_rate_of_money):
        return False
    return figure.currency in {None, "CNY"}


@slow
@given(world=worlds())
def test_parts_of_an_additive_metric_add_up_to_the_whole(world: World) -> None:
    session, period = session_of(world), Period(DAYS[0], DAYS[-1])
    names = tuple(
        name
        for name, metric in METRICS.items()
        if metric.additivity == "additive" and name != "new_customers"
    )
    whole = measure(MetricQuestion(names, period, shops=SHOPS), session)
    for by in (("shop",), ("day",), ("shop", "day")):
        parts = measure(MetricQuestion(names, period, by=by, shops=SHOPS), session)
        for name in names:
            total = whole.figure(name)
            added = [
                f.by_currency.get("CNY", 0) if f.by_currency else f.value
                for f in parts.figures
                if f.metric == name and f.value is not None
            ]
            if total.value is not None and total.currency in {None, "CNY"}:
                assert sum(value or 0 for value in added) == total.value, (name, by)


@pytest.mark.parametrize("dimension", get_args(Dimension))
def test_every_dimension_a_metric_names_can_be_asked(dimension: Dimension) -> None:
    session = session_of(World([], [], [], [], []))
    names = tuple(
        name
        for name, metric in METRICS.items()
        if dimension in metric.dimensions
        and not (metric.additivity == "distinct" and dimension in {"week", "month"})
    )
    question = MetricQuestion(names, Period(DAYS[0], DAYS[-1]), by=(dimension,))
    assert {figure.metric for figure in measure(question, session).figures} <= set(names)
