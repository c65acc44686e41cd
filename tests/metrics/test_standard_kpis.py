"""The KPIs the standard names are computed, or it is said why not (6.6)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.metrics import METRICS, MetricQuestion, Period, measure
from luoxuan.metrics.standard_kpis import (
    KPIS,
    KpiAsked,
    channel_shares,
    kpis_measured,
    standard_kpis,
    stickiness,
)
from tests.metrics.tiny import TinySession, file, order, visits

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
OCTOBER = KpiAsked(Period(FIRST, LAST), "CNY")


def bought(number: int, day: date, buyer: str | None, **more: Any) -> dict[str, Any]:
    """A paid order of a buyer."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return order(f"o{number}", "10", day=day, created_at=at, customer_key=buyer, **more)


def with_orders(orders: list[dict[str, Any]]) -> TinySession:
    """The orders, covered by a file from the first to the last."""
    days = [row["created_on"] for row in orders]
    return TinySession(orders=orders, source_files=[file("orders", min(days), max(days))])


def value_of(session: TinySession, metric: str, first: date, last: date) -> Any:
    """The metric of shop a."""
    asked = MetricQuestion((metric,), Period(first, last), shops=("a",))
    return measure(asked, session).figure(metric).value


@pytest.mark.clause("6.6")
def test_each_named_kpi_is_a_metric_or_says_why_it_is_not() -> None:
    for kpi in standard_kpis().values():
        assert set(kpi.metrics) <= set(METRICS)
        assert (kpi.how == "absent") == bool(kpi.absence.zh) == bool(kpi.absence.en)
        assert kpi.metrics or kpi.how == "absent"
    assert {kpi.id for kpi in KPIS if kpi.how == "absent"} == {"clv", "promotion"}


def test_a_customer_who_comes_back_within_ninety_days_is_kept() -> None:
    far = FIRST + timedelta(200)
    session = with_orders([
        bought(1, FIRST, "kept"), bought(2, FIRST + timedelta(90), "kept"),
        bought(3, FIRST, "late"), bought(4, FIRST + timedelta(91), "late"),
        bought(5, far, "new"),
    ])  # fmt: skip
    assert value_of(session, "retention_90", FIRST, far) == Decimal("0.5")
    assert value_of(session, "repeat_order_rate", FIRST, far) == Decimal("0.2")


def test_customers_whose_ninety_days_are_not_over_are_not_judged() -> None:
    session = with_orders([bought(1, FIRST, "a"), bought(2, FIRST + timedelta(89), "b")])
    assert value_of(session, "retention_90", FIRST, LAST) is None


def test_masked_buyers_give_no_retention() -> None:
    session = with_orders([bought(1, FIRST, None), bought(2, FIRST + timedelta(120), None)])
    asked = MetricQuestion(("retention_90",), Period(FIRST, LAST), shops=("a",))
    figure = measure(asked, session).figure("retention_90")
    assert figure.value is None
    assert figure.reason is not None


def test_shares_of_shops_add_up_to_one() -> None:
    session = TinySession(
        traffic_daily=[visits(30, day=FIRST), visits(10, day=FIRST, shop_key="b")]
    )
    shares = channel_shares(session, "visitor_days", OCTOBER)
    assert [(one.shop, one.share) for one in shares] == [
        ("a", Decimal("0.75")),
        ("b", Decimal("0.25")),
    ]


def test_people_have_no_shares() -> None:
    with pytest.raises(ValueError, match="does not add up"):
        channel_shares(TinySession(), "visitors", OCTOBER)


def test_stickiness_needs_a_platform_that_gives_the_month() -> None:
    days = [visits(10, day=FIRST), visits(30, day=FIRST + timedelta(1))]
    assert stickiness(TinySession(traffic_daily=days), OCTOBER) is None
    whole = visits(100, day=FIRST, period_end=LAST, time_semantics="period_snapshot")
    assert stickiness(TinySession(traffic_daily=[*days, whole]), OCTOBER) == Decimal("0.2")


def test_every_kpi_without_a_number_says_why() -> None:
    for standing in kpis_measured(TinySession(), OCTOBER):
        assert not standing.is_computed
        assert standing.why.zh
        assert standing.why.en


def test_shares_name_every_shop_and_who_sees_one_gets_that_one() -> None:
    session = with_orders([bought(1, FIRST, None), bought(2, FIRST, None, shop_key="b")])
    both = KpiAsked(Period(FIRST, FIRST), "CNY", ("a", "b"))
    told = {one.kpi.id: one for one in kpis_measured(session, both)}
    assert told["sales_share"].why.en == "a 50.0%, b 50.0%"
    one = kpis_measured(session, KpiAsked(Period(FIRST, FIRST), "CNY", ("a",)))
    assert {each.kpi.id: each.why.en for each in one}["sales_share"] == "a 100.0%"
