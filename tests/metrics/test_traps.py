"""The traps of cross-shop numbers, one by one (6.6)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoxuan.metrics import Figure, MetricQuestion, Period, measure
from luoxuan.metrics.question import QuestionError
from tests.metrics.tiny import TinySession, file, line, order, refund, spend, visits

DAY = date(2026, 11, 1)
ONE = Period(DAY, DAY)
TWO = Period(DAY, DAY + timedelta(days=1))
FILES = [file("orders", *TWO.days()), file("refunds", *TWO.days()), file("ads", *TWO.days())]


def figure(metric: str, session: TinySession, period: Period = ONE, shop: str = "a") -> Figure:
    """The figure of one shop."""
    question = MetricQuestion((metric,), period, by=("shop",), shops=(shop,))
    return measure(question, session).figure(metric, shop)


def reason(found: Figure) -> str | None:
    """Id of the reason."""
    return found.reason.template.id if found.reason else None


def test_a_covered_day_without_orders_is_zero() -> None:
    assert figure("gmv_paid", TinySession(source_files=FILES)).value == 0


def test_a_shop_without_an_order_file_is_unknown_and_not_zero() -> None:
    found = figure("gmv_paid", TinySession(source_files=FILES), shop="b")
    assert (found.value, reason(found)) == (None, "no_report")


def test_a_day_no_file_covers_is_unknown_and_not_zero() -> None:
    later = Period(DAY + timedelta(days=9), DAY + timedelta(days=9))
    found = figure("orders_paid", TinySession(source_files=FILES), later)
    assert (found.value, reason(found)) == (None, "no_report")


def test_a_shop_without_a_traffic_file_has_no_visitors() -> None:
    found = figure("visitors", TinySession(orders=[order("1", "5")], source_files=FILES))
    assert found.value is None
    assert found.reason is not None
    assert found.reason.text("zh") == "这几天没有导入店铺流量报表。"


def test_a_column_the_source_lacks_is_unknown_and_not_zero() -> None:
    found = figure("page_views", TinySession(traffic_daily=[visits(10)]))
    assert (found.value, reason(found)) == (None, "not_in_source")


def test_visitors_of_two_days_are_not_added() -> None:
    rows = [visits(10), visits(20, day=DAY + timedelta(days=1))]
    found = figure("visitors", TinySession(traffic_daily=rows), TWO)
    assert (found.value, reason(found)) == (None, "distinct_not_added")


def test_visitors_of_two_days_come_from_a_row_of_exactly_these_days() -> None:
    period = {"period_end": TWO.last, "time_semantics": "period_snapshot"}
    rows = [visits(10), visits(20, day=TWO.last), visits(27, **period)]
    assert figure("visitors", TinySession(traffic_daily=rows), TWO).value == 27
    assert figure("visitors", TinySession(traffic_daily=rows), ONE).value == 10


def test_visitors_of_two_shops_are_not_added() -> None:
    session = TinySession(traffic_daily=[visits(10), visits(20, shop_key="b")])
    found = measure(MetricQuestion(("visitors",), ONE, shops=("a", "b")), session)
    assert (found.figure("visitors").value, reason(found.figure("visitors"))) == (
        None,
        "distinct_not_added",
    )


def test_a_snapshot_of_a_month_never_counts_as_a_day() -> None:
    row = visits(900, period_end=date(2026, 11, 30), time_semantics="period_snapshot")
    assert figure("visitor_days", TinySession(traffic_daily=[row])).value is None


def test_roll_ups_are_not_added_to_their_parts() -> None:
    rows = [
        visits(5, grain="source", source_path="x > y"),
        visits(9, grain="source", source_path="x", is_rollup=True),
    ]
    question = MetricQuestion(("visitor_days",), ONE, by=("source",))
    figures = measure(question, TinySession(traffic_daily=rows)).figures
    assert [(f.members, f.value) for f in figures] == [(("x > y",), 5)]


def test_conversion_of_two_days_is_weighted_by_visitors_and_not_a_mean_of_rates() -> None:
    rows = [visits(100, paid_buyers=10), visits(300, paid_buyers=0, day=TWO.last)]
    assert figure("conversion", TinySession(traffic_daily=rows), TWO).value == Decimal("0.025")


def test_a_gift_counts_in_units_and_not_in_sales() -> None:
    lines = [
        line("1", "1", "10", product_id="p"),
        line("2", "1", "0", is_gift=True, quantity=3, product_id="g"),
    ]
    session = TinySession(
        orders=[order("1", "10")], order_lines=lines, source_files=[*FILES, file("lines", DAY, DAY)]
    )
    assert figure("units", session).value == 4
    question = MetricQuestion(("gmv_paid",), ONE, by=("product",))
    assert measure(question, session).figure("gmv_paid", "g").value == 0


def test_a_gift_takes_no_share_of_an_order_amount() -> None:
    lines = [
        line("1", "1", None, goods_amount=Decimal(9), product_id="p"),
        line("2", "1", None, goods_amount=Decimal(9), is_gift=True, product_id="g"),
    ]
    session = TinySession(orders=[order("1", "10", shipping_amount=Decimal(2))], order_lines=lines)
    answer = measure(MetricQuestion(("gmv_paid",), ONE, by=("product",)), session)
    assert [answer.figure("gmv_paid", p).value for p in ("g", "p")] == [0, 8]


def test_a_test_order_counts_nowhere() -> None:
    session = TinySession(
        orders=[order("1", "10", is_test=True)],
        order_lines=[line("1", "1", "10", product_id="p")],
        source_files=[*FILES, file("lines", DAY, DAY)],
    )
    assert [figure(name, session).value for name in ("gmv_paid", "orders_created", "units")] == [
        0,
        0,
        0,
    ]


def test_a_deposit_is_no_paid_order() -> None:
    session = TinySession(orders=[order("1", "10", payment_status="deposit_paid")])
    assert figure("orders_paid", TinySession(source_files=FILES)).value == 0
    assert figure("orders_paid", session).value is None


def test_currencies_are_never_added() -> None:
    orders = [order("1", "10"), order("2", "7", currency="USD", shop_key="b")]
    session = TinySession(orders=orders)
    found = measure(MetricQuestion(("gmv_paid",), ONE, shops=("a", "b")), session)
    total = found.figure("gmv_paid")
    assert (total.value, total.currency, reason(total)) == (10, "CNY", "other_currency")
    assert total.by_currency == {"CNY": 10, "USD": 7}
    assert figure("gmv_paid", session, shop="b").currency == "USD"


def test_two_foreign_currencies_have_no_total() -> None:
    orders = [order("1", "10", currency="EUR"), order("2", "7", currency="USD")]
    found = figure("gmv_paid", TinySession(orders=orders))
    assert (found.value, reason(found)) == (None, "no_common_currency")


def test_masked_buyers_are_no_customers() -> None:
    found = figure("buyers", TinySession(orders=[order("1", "10"), order("2", "3")]))
    assert (found.value, reason(found), found.coverage.identity) == (None, "buyers_masked", 0)


def test_the_covered_share_stands_beside_the_buyers() -> None:
    orders = [order("1", "10", customer_key="k"), order("2", "3")]
    found = figure("buyers", TinySession(orders=orders))
    assert (found.value, found.coverage.identity) == (1, Decimal("0.5"))


def test_no_cost_per_customer_where_few_customers_are_known() -> None:
    orders = [order("1", "10", customer_key="k"), order("2", "3")]
    found = figure("cac", TinySession(orders=orders, ad_spend_daily=[spend("50")]))
    assert (found.value, reason(found)) == (None, "too_few_buyers_known")


def test_one_spend_in_two_reports_is_taken_once() -> None:
    rows = [
        spend("50"),
        spend("50", report_kind="item", target_id="p"),
        spend("9", report_kind="uni"),
    ]
    assert figure("ad_spend", TinySession(ad_spend_daily=rows)).value == 59


def test_one_spend_in_two_attribution_windows_is_taken_once_with_the_longer() -> None:
    rows = [
        spend("50", attribution_window=window, total_value=Decimal(value))
        for window, value in (("7d", 60), ("15d", 80))
    ]
    session = TinySession(ad_spend_daily=rows)
    assert figure("ad_spend", session).value == 50
    assert figure("roi", session).value == Decimal("1.6")


def test_refunds_count_on_the_day_the_money_went_back_and_by_cohort_on_the_day_it_came() -> None:
    session = TinySession(
        orders=[order("1", "10")], refunds=[refund("r", "1", "4", day=TWO.last)], source_files=FILES
    )
    assert figure("net_sales", session).value == 10
    assert figure("net_sales", session, Period(TWO.last, TWO.last)).value == -4
    assert figure("net_sales_cohort", session).value == 6


def test_sales_without_a_refund_file_have_no_net() -> None:
    session = TinySession(orders=[order("1", "10")], source_files=FILES[:1])
    assert figure("gmv_paid", session).value == 10
    assert (figure("net_sales", session).value, reason(figure("net_sales", session))) == (
        None,
        "no_report",
    )


def test_a_total_says_how_much_of_it_is_covered() -> None:
    session = TinySession(orders=[order("1", "10")], source_files=FILES)
    found = measure(MetricQuestion(("gmv_paid",), ONE, shops=("a", "b")), session)
    total = found.figure("gmv_paid")
    assert (total.value, total.coverage.days_covered, total.coverage.days_asked) == (10, 1, 2)
    assert [(gap.shop, gap.report, gap.days) for gap in total.coverage.gaps] == [
        ("b", "orders", (DAY,))
    ]


def test_a_metric_cannot_be_cut_by_what_its_rows_do_not_know() -> None:
    with pytest.raises(QuestionError, match="conversion cannot be cut by province"):
        measure(MetricQuestion(("conversion",), ONE, by=("province",)), TinySession())


def test_people_of_a_week_are_asked_for_week_by_week() -> None:
    with pytest.raises(QuestionError, match="counts people"):
        measure(MetricQuestion(("buyers",), ONE, by=("week",)), TinySession())
