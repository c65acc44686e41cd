"""日报, 周报, 月报 on small brands (9.4)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.analysis import daily
from luoxuan.analysis.daily import DailyAnswer, ShopInReport, estimate
from luoxuan.metrics import Period
from tests.metrics.tiny import TinySession, file, order, refund, spend, visits

DAY = date(2026, 11, 18)
SHOPS = (ShopInReport("a", "甲店", "taobao"), ShopInReport("b", "乙店", "jd"))
START = date(2025, 11, 1)


def _orders(days: dict[date, str], shop: str = "a") -> list[dict[str, Any]]:
    return [order(f"{shop}{day}", v, day=day, shop_key=shop) for day, v in days.items()]


def _back(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.fixture(scope="module")
def answer() -> DailyAnswer:
    """Two shops, the second without traffic, refunds and ads."""
    a = {DAY: "90", _back(1): "100", _back(7): "60", date(2025, 11, 18): "30"}
    session = TinySession(
        orders=_orders(a) + _orders({DAY: "60", _back(1): "20"}, "b"),
        refunds=[refund("r", "1", "9", day=DAY)],
        traffic_daily=[visits(50, day=DAY, paid_buyers=5), visits(40, day=_back(1), paid_buyers=8)],
        ad_spend_daily=[spend("20", day=DAY, total_value=Decimal(30))],
        source_files=[
            file("orders", START, DAY),
            file("orders", _back(20), DAY, shop_key="b"),
            file("refunds", START, DAY),
            file("ads", START, DAY),
        ],
    )
    return daily.ask(daily.daily(SHOPS, DAY), session)


def test_the_total_is_the_sum_of_the_shops(answer: DailyAnswer) -> None:
    assert [row.cells["gmv_paid"].figure.value for row in answer.rows] == [90, 60]
    assert answer.total.cells["gmv_paid"].figure.value == 150


def test_each_figure_is_held_against_three_days(answer: DailyAnswer) -> None:
    changes = answer.total.cells["gmv_paid"].changes
    assert {key: (c.before, c.difference, c.share) for key, c in changes.items()} == {
        "day_before": (120, 30, Decimal("0.25")),
        "week_before": (60, 90, Decimal("1.5")),
        "year_before": (30, 120, 4),
    }


def test_a_comparison_with_fewer_shops_says_so(answer: DailyAnswer) -> None:
    change = answer.total.cells["gmv_paid"].changes["year_before"]
    assert change.reason is not None
    assert change.reason.text("zh") == "有数据的店铺数不同：本期 2 家，对比期 1 家。"


def test_what_cannot_be_known_has_a_reason_and_no_number(answer: DailyAnswer) -> None:
    cells = answer.rows[1].cells
    unknown = [name for name, cell in cells.items() if cell.figure.value is None]
    assert unknown == [
        "buyers",
        "visitors",
        "visitor_days",
        "conversion",
        "refund_amount",
        "refund_rate",
        "net_sales",
        "ad_spend",
        "roi",
    ]
    assert all(cells[name].figure.reason for name in unknown)


def test_visitors_have_no_total_over_shops_that_is_a_sum() -> None:
    rows = [visits(10, day=DAY), visits(20, day=DAY, shop_key="b")]
    found = daily.ask(daily.daily(SHOPS, DAY), TinySession(traffic_daily=rows)).total.cells
    assert found["visitors"].figure.value is None
    assert found["visitor_days"].figure.value == 30


def test_rates_of_the_total_come_of_sums_over_shops_that_know_both(answer: DailyAnswer) -> None:
    cells = answer.total.cells
    values = {
        name: cells[name].figure.value for name in ("conversion", "refund_rate", "roi", "aov")
    }
    assert values == {
        "conversion": Decimal("0.1"),
        "refund_rate": Decimal("0.1"),
        "roi": Decimal("1.5"),
        "aov": 75,
    }


def test_the_headline_says_it_in_both_languages(answer: DailyAnswer) -> None:
    assert [sentence.text("zh") for sentence in answer.headline[:2]] == [
        "2026-11-18 成交 ¥150.00，2 单。",
        "较前一日 +25.0 %（30.00）。",
    ]
    assert answer.headline[1].text("en") == "+25.0 % against the day before (30.00)."
    moved = "较前一日的变化主要来自乙店：40.00，占 133.3 %。"
    assert moved in [sentence.text("zh") for sentence in answer.headline]


def test_gaps_stand_on_top(answer: DailyAnswer) -> None:
    assert [sentence.text("zh") for sentence in answer.warnings] == [
        "从未导入售后退款报表：乙店。",
        "从未导入店铺流量报表：乙店。",
        "从未导入广告报表：乙店。",
    ]


def test_a_report_that_ends_too_early_says_how_far_it_reaches() -> None:
    early = file("orders", _back(9), _back(2))
    found = daily.ask(daily.daily(SHOPS[:1], DAY), TinySession(source_files=[early]))
    assert found.warnings[0].text("zh") == "甲店：订单报表缺 1 天中的 1 天，数据到 2026-11-16。"
    assert found.headline[0].text("zh") == "2026-11-18 没有成交数据。这几天没有导入订单报表。"


def test_movers_and_factors_add_up_to_the_change(answer: DailyAnswer) -> None:
    assert [moved.question.by for moved in answer.movers] == ["shop", "product", "source"]
    for moved in answer.movers[:1]:
        assert sum(c.change for c in moved.contributions) == 30
        assert sum(c.share or 0 for c in moved.contributions) == 1
    assert sum(factor.effect for factor in answer.factors) == 30


def test_the_trend_has_thirty_days_and_gaps_stay_gaps(answer: DailyAnswer) -> None:
    lines = {(line.metric, line.shop): line for line in answer.trend}
    total, second = lines["gmv_paid", ""], lines["gmv_paid", "b"]
    assert (total.days[0], total.days[-1], len(total.days)) == (_back(29), DAY, 30)
    assert (second.values[:9], second.values[-2:]) == ((None,) * 9, (20, 60))
    assert lines["conversion", "a"].values[-3:] == (None, Decimal("0.2"), Decimal("0.1"))


def test_the_charts_draw_the_shops_and_the_steps_of_the_change(answer: DailyAnswer) -> None:
    drawn = daily.draw(answer)
    assert set(drawn) == {"trend", "moved_by_shop", "moved_by_source"}
    assert {series["name"] for series in drawn["trend"]["option"]["series"]} == {"甲店", "乙店"}
    assert drawn["moved_by_shop"]["unit"] == "money"


def test_the_json_has_decimal_text_and_reasons(answer: DailyAnswer) -> None:
    document = daily.to_json(answer)
    assert document["total"]["metrics"]["gmv_paid"]["value"] == "150.0000"
    visitors = document["shops"][1]["metrics"]["visitors"]
    assert (visitors["value"], visitors["reason"]["id"]) == (None, "no_report")


def test_a_shop_by_itself_is_one_row_and_the_total() -> None:
    found = daily.ask(daily.daily(SHOPS[:1], DAY), TinySession(orders=_orders({DAY: "5"})))
    assert [row.shop for row in found.rows] == ["a"]
    assert found.total.cells["gmv_paid"].figure.value == 5


def test_an_empty_brand_has_no_figures_and_no_error() -> None:
    found = daily.ask(daily.daily((), DAY), TinySession())
    assert found.total.cells["gmv_paid"].figure.value is None
    assert daily.to_json(found)["shops"] == []


def test_who_may_see_no_shop_sees_nothing_of_any() -> None:
    orders, days = _orders({DAY: "5", _back(1): "9"}), [DAY, _back(1)]
    session = TinySession(orders=orders, source_files=[file("orders", *sorted(days))])
    document = daily.to_json(daily.ask(daily.daily((), DAY), session))
    assert [moved["contributions"] for moved in document["movers"]] == [[], [], []]
    assert document["findings"] == []


def test_a_week_is_held_against_the_week_before_and_the_same_week_last_year() -> None:
    found = daily.ask(daily.weekly(SHOPS, "2026-W47"), TinySession())
    assert [(c.key, str(c.period)) for c in found.comparisons] == [
        ("week_before", "2026-11-09..2026-11-15"),
        ("year_before", "2025-11-17..2025-11-23"),
    ]


def test_a_running_month_is_held_against_as_many_days() -> None:
    session = TinySession(
        orders=_orders({DAY: "5"}), source_files=[file("orders", date(2026, 10, 1), DAY)]
    )
    found = daily.ask(daily.monthly(SHOPS[:1], "2026-11"), session)
    assert str(found.period) == "2026-11-01..2026-11-18"
    assert [str(c.period) for c in found.comparisons] == [
        "2026-10-01..2026-10-18",
        "2025-11-01..2025-11-18",
    ]
    assert found.warnings[0].template.id == "period_not_over"


def test_the_pace_is_weighted_by_last_years_days() -> None:
    month = estimate.month(date(2026, 11, 10))
    last_year = {day: Decimal(1) for day in month.year.days()} | {date(2025, 11, 5): Decimal(71)}
    assert estimate.elapsed(month, last_year) == (Decimal("0.8"), "year_before")
    october = {day: Decimal(1) for day in month.before.days()}
    assert estimate.elapsed(month, october) == (Decimal("0.322581"), "month_before")
    assert estimate.elapsed(month, {}) == (Decimal("0.333333"), "calendar")


def test_a_whole_month_is_all_done() -> None:
    month = estimate.month(date(2026, 11, 30))
    assert estimate.elapsed(month, {}) == (1, "calendar")
    assert month.before_so_far == Period(date(2026, 10, 1), date(2026, 10, 31))
