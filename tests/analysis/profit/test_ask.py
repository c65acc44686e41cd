"""Profit asked: rows add up whatever they are cut by, ad spend is exactly what was spent (6.6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.analysis.profit import (
    BRIDGE,
    BY_KEY,
    DIMENSIONS,
    ProfitQuestion,
    ProfitRow,
    ask,
    draw,
    table,
)
from luoxuan.metrics import Period, measure
from luoxuan.metrics.question import MetricQuestion, QuestionError
from tests.analysis.profit.reference import World
from tests.analysis.profit.worlds import (
    DAYS,
    FIRST,
    LAST,
    ProfitSession,
    booked,
    cost,
    session_of,
    term,
    worlds,
)
from tests.metrics.tiny import file, line, order, refund, spend

Row = dict[str, Any]
ALL = ProfitQuestion(FIRST, LAST)


def is_a_bridge(row: ProfitRow) -> bool:
    """Every subtotal is the sum of the steps above it."""
    level = Decimal(0)
    for key in BRIDGE:
        if BY_KEY[key].is_subtotal:
            if row.steps[key] != level:
                return False
        else:
            level += row.steps[key]
    return tuple(row.steps) == BRIDGE


@settings(max_examples=12, deadline=None)
@given(
    worlds(),
    st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=2, unique=True),
    st.sampled_from(["sales", "orders", "none"]),
    st.sampled_from(["best", "estimated", "actual"]),
)
def test_rows_add_up_to_the_total_and_spend_to_what_was_spent(
    world: World, by: list[str], rule: Any, basis: Any
) -> None:
    answer = ask(replace(ALL, by=tuple(by), ad_rule=rule, basis=basis), session_of(world))
    assert all(is_a_bridge(row) for row in (*answer.rows, answer.total))
    for key in BRIDGE:
        assert (
            sum((row.steps[key] for row in answer.rows), Decimal(0)) == answer.total.steps[key]
        ), key
    spent = sum((row["spend"] for row in world.rows("ad_spend_daily")), Decimal(0))
    assert answer.ad_spend_waiting - answer.total.steps["ad_spend"] == spent
    assert 0 <= answer.ad_spend_unallocated <= spent
    cents = [value * 100 for row in answer.rows for value in row.steps.values()]
    assert all(value == value.to_integral_value() for value in cents)


@settings(max_examples=8, deadline=None)
@given(worlds())
def test_the_total_is_the_sum_of_the_reference_lines(world: World) -> None:
    total = ask(ALL, session_of(world)).total.steps
    orders = {
        (o["shop_key"], o["order_id"]) for o in world.rows("orders") if o["currency"] == "CNY"
    }
    lines = {row["line_id"]: row["order_id"] for row in world.rows("order_lines")}
    mine = [
        line
        for (shop, name), line in world.lines().items()
        if (shop, lines.get(name, name)) in orders
    ]
    for key in ("list_value", "merchant_discount", "freight_charged", "refunds", "net_revenue"):
        assert total[key] * 100 == sum(line[key] for line in mine), key
    known = [line for line in mine if line["cost_known"]]
    for key in (
        "goods_cost",
        "commission",
        "freight",
        "packaging",
        "tax",
        "refund_loss",
        "contribution",
    ):
        assert total[key] * 100 == sum(line[key] for line in known), key


def brand(**more: list[Row]) -> ProfitSession:
    """Two orders of 1 November: 200 and 100 yuan, cost 60 a piece, 5 % commission."""
    tables: dict[str, list[Row]] = {
        "orders": [order("o1", "200"), order("o2", "100")],
        "order_lines": [
            line("o1-1", "o1", "100", merchant_sku="s1", product_id="p1", title="Cup"),
            line("o1-2", "o1", "100", merchant_sku="s2", product_id="p2", title="Pot"),
            line("o2-1", "o2", "100", merchant_sku="s1", product_id="p1", title="Cup"),
        ],
        "costs": [cost("s1", "60"), cost("s2", "60")],
        "fee_terms": [term("commission", "0.05")],
    }
    return ProfitSession(**(tables | more))


def test_net_revenue_is_the_registrys_net_sales_of_the_same_orders() -> None:
    reports = [file(name, FIRST, LAST, import_id=name) for name in ("orders", "lines", "refunds")]
    session = brand(refunds=[refund("r1", "o1", "30", line_id="o1-1")], source_files=reports)
    total = ask(ALL, session).total
    question = MetricQuestion(("net_sales_cohort",), Period(FIRST, LAST))
    figure = measure(question, session).figure("net_sales_cohort")
    assert total.steps["net_revenue"] == figure.value == Decimal(270)


def test_spend_goes_to_the_product_it_names_and_else_by_sales() -> None:
    ads = [
        spend("20", campaign_id="c1", target_id="p2", target_type="product"),
        spend("9", campaign_id="c2"),
    ]
    answer = ask(replace(ALL, by=("sku",)), brand(ad_spend_daily=ads))
    assert answer.row("s2").steps["ad_spend"] == Decimal(-23)
    assert answer.row("s1").steps["ad_spend"] == Decimal(-6)
    assert answer.ad_spend_unallocated == 0


def test_by_orders_each_order_bears_the_same() -> None:
    answer = ask(replace(ALL, by=("sku",), ad_rule="orders"), brand(ad_spend_daily=[spend("9")]))
    assert answer.row("s1").steps["ad_spend"] == Decimal("-6.75")
    assert answer.row("s2").steps["ad_spend"] == Decimal("-2.25")


def test_spend_of_a_day_without_sales_goes_to_the_period_and_of_a_shop_without_to_nobody() -> None:
    ads = [spend("10", day=DAYS[2]), spend("5", shop_key="z", campaign_id="c9")]
    answer = ask(replace(ALL, by=("shop",)), brand(ad_spend_daily=ads))
    assert [row.members for row in answer.rows] == [("a",), ("z",)]
    assert answer.row("a").steps["ad_spend"] == -10
    assert answer.row("z").steps["operating_profit"] == -5
    assert answer.ad_spend_unallocated == 5
    assert "5.00" in answer.sentences[-1].text("en")


def test_campaigns_have_their_spend_and_lines_no_campaign() -> None:
    ads = [spend("10", campaign_id="c1", campaign_name="Eleven"), spend("5", campaign_id="c2")]
    answer = ask(replace(ALL, by=("campaign",)), brand(ad_spend_daily=ads))
    assert answer.row("c1").steps["operating_profit"] == -10
    assert answer.row("c1").labels == ("Eleven",)
    assert answer.row("").steps["net_revenue"] == 300


def test_a_line_of_unknown_cost_is_in_no_profit() -> None:
    answer = ask(replace(ALL, by=("sku",)), brand(costs=[cost("s1", "60")]))
    row = answer.row("s2")
    assert row.steps["net_revenue"] == 100
    assert row.steps["cost_unknown"] == -100
    assert row.steps["contribution"] == 0
    assert row.gross_margin is None
    assert row.cost_coverage == 0
    assert answer.total.cost_coverage == Decimal("0.666667")
    assert answer.total.gross_margin == Decimal("0.4")
    assert "66.7 %" in answer.sentences[1].text("en")


def test_without_any_cost_the_answer_says_what_to_do() -> None:
    answer = ask(ALL, brand(costs=[]))
    assert answer.total.net_margin is None
    assert answer.sentences[0].template.id == "profit_no_cost"


def test_actual_is_settled_orders_alone_and_says_how_far_estimates_were_off() -> None:
    bills = [booked("o1", "goods", "200"), booked("o1", "commission", "-12")]
    session = brand(settlement_lines=bills, ad_spend_daily=[spend("9")])
    best, actual = (ask(replace(ALL, basis=basis), session) for basis in ("best", "actual"))
    assert best.total.steps["commission"] == Decimal(-17)
    assert best.total.settled_share == Decimal("0.666667")
    assert actual.total.steps["commission"] == -12
    assert actual.total.orders == 1
    assert actual.ad_spend_waiting == 3
    assert (best.estimate.estimated, best.estimate.actual) == (Decimal(10), Decimal(12))
    assert best.estimate.error == Decimal("-0.166667")
    assert best.estimate.wape == Decimal("0.166667")
    assert [(e.fee, e.platform, e.lines) for e in best.estimates] == [("commission", "taobao", 2)]


def test_the_same_fee_in_two_books_is_taken_once() -> None:
    books = [booked("o1", "commission", "-12"), booked("o1", "goods", "200")]
    books.append(booked("o1", "platform_fee", "-12", ledger="platform_account"))
    total = ask(replace(ALL, basis="actual"), brand(settlement_lines=books)).total
    assert total.steps["commission"] + total.steps["platform_fee"] == -12


def test_a_book_without_shop_finds_the_order_of_its_number() -> None:
    paid = booked("o1", "goods", "200", ledger="money_account", shop_key="", platform="alipay")
    assert ask(ALL, brand(settlement_lines=[paid])).total.settled_share == Decimal("0.666667")


def test_orders_in_other_currencies_stay_out() -> None:
    more = order("o3", "999", currency="USD")
    session = brand(orders=[order("o1", "200"), order("o2", "100"), more])
    assert ask(ALL, session).total.steps["net_revenue"] == 300
    assert ask(replace(ALL, currency="USD"), session).total.steps["net_revenue"] == 999


def test_a_live_order_belongs_to_the_session_it_was_paid_in() -> None:
    start = datetime(2026, 11, 1, 12, tzinfo=UTC)
    sessions = [
        {
            "room_id": "r1",
            "title": "Evening",
            "started_at": start,
            "ended_at": start + timedelta(hours=2),
        }
    ]
    orders = [
        order("o1", "200", channel="live", paid_at=start + timedelta(hours=1)),
        order("o2", "100", channel="live", paid_at=start + timedelta(hours=3)),
    ]
    answer = ask(replace(ALL, by=("live_session",)), brand(orders=orders, live_sessions=sessions))
    assert {row.labels[0]: row.orders for row in answer.rows} == {"Evening": 1, "": 1}


def test_the_waterfall_goes_from_list_value_to_operating_profit_beside_its_table() -> None:
    answer = ask(ALL, brand())
    drawn = draw(answer)
    assert drawn["option"]["series"][1]["data"][0] == 300
    assert drawn["option"]["series"][1]["data"][-1] == float(answer.total.steps["operating_profit"])
    assert len(table(answer).rows) == len(BRIDGE)


def test_strange_questions_are_refused() -> None:
    with pytest.raises(QuestionError, match="Cut profit by"):
        ProfitQuestion(FIRST, LAST, by=("weather",))
    with pytest.raises(QuestionError, match="ends"):
        ProfitQuestion(LAST, FIRST)
    with pytest.raises(QuestionError, match="no basis"):
        ProfitQuestion(FIRST, LAST, basis="hoped")  # type: ignore[arg-type]


def test_nothing_sold_is_said() -> None:
    answer = ask(ProfitQuestion(date(2020, 1, 1), date(2020, 1, 2), by=("sku",)), brand())
    assert answer.rows == ()
    assert answer.total.net_margin is None
    assert answer.sentences[0].template.id == "profit_nothing_sold"
