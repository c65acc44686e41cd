"""Planted problems are found, and ordinary days are quiet (9.4)."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.analysis import findings
from luoxuan.analysis.findings import Finding, FindingsQuestion
from luoxuan.analysis.findings.estimate import Rate, broken, silent
from tests.metrics.tiny import TinySession, line, order, spend, visits

DAY = date(2026, 11, 22)
DAYS = [DAY - timedelta(days=n) for n in range(41, -1, -1)]


def found(session: TinySession) -> list[Finding]:
    """What the finders say of both shops."""
    return list(findings.ask(FindingsQuestion(("a", "b"), DAY), session))


def _rates(broken_days: int, factor: float = 0.5) -> dict[date, Rate]:
    """A rate near 3 % with a weekly rhythm, broken on the last days."""
    rates = {}
    for n, day in enumerate(DAYS):
        share = 0.03 + 0.004 * (day.weekday() >= 5) + 0.001 * (n % 3 - 1)
        is_broken = n >= len(DAYS) - broken_days
        rates[day] = Rate(round(2000 * share * (factor if is_broken else 1)), 2000)
    return rates


def test_a_conversion_that_breaks_is_dated_by_its_first_day() -> None:
    rows = [visits(rate.trials, day=day, paid_buyers=rate.hits) for day, rate in _rates(3).items()]
    (finding,) = found(TinySession(traffic_daily=rows))
    assert (finding.kind, finding.shop, finding.since) == (
        "conversion_break",
        "a",
        DAY - timedelta(days=2),
    )
    assert finding.evidence[0].where == {"shop_key": "a", "grain": "shop"}


def test_a_steady_conversion_is_quiet() -> None:
    assert broken(_rates(0), DAY) is None


def test_a_weekend_is_no_break() -> None:
    rates = _rates(0)
    for day in rates:
        if day.weekday() == DAY.weekday():
            rates[day] = Rate(40, 2000)
    assert broken(rates, DAY) is None


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10), st.floats(0.2, 0.6))
def test_a_break_of_any_length_up_to_two_weeks_is_dated(days: int, factor: float) -> None:
    found = broken(_rates(days, factor), DAY)
    assert found is not None
    assert found.since == DAY - timedelta(days=days - 1)


def _campaign(days: int, value: str, campaign: str = "c9") -> list[dict[str, Any]]:
    return [
        spend(
            "100",
            day=day,
            campaign_id=campaign,
            campaign_name="测款",
            total_value=Decimal(value),
        )
        for day in DAYS[-days:]
    ]


def test_a_campaign_that_burns_money_is_found_with_what_it_cost() -> None:
    rows = [*_campaign(30, "400", "good"), *_campaign(5, "31")]
    (finding,) = found(TinySession(ad_spend_daily=rows))
    assert (finding.kind, finding.subject, finding.since) == ("burning_campaign", "c9", DAYS[-5])
    assert finding.figures == {
        "roi": Decimal("0.31"),
        "spend": 500,
        "value": 155,
        "days": 5,
    }


def test_two_bad_days_of_a_campaign_are_no_finding() -> None:
    assert found(TinySession(ad_spend_daily=_campaign(2, "31"))) == []


def _sold(days: list[date], price: str, shop: str = "a", **more: Any) -> list[dict[str, Any]]:
    return [
        line(
            f"{shop}{day}{n}",
            f"{shop}{day}{n}",
            price,
            day=day,
            shop_key=shop,
            merchant_sku="SKU-1",
            product_id="p1",
            unit_price=Decimal(price),
            created_at=datetime(day.year, day.month, day.day, n, tzinfo=UTC),
            province="广东省",
            **more,
        )
        for day in days
        for n in range(3)
    ]


def _open_days() -> list[dict[str, Any]]:
    """An order a day: the shop sells on."""
    return [order(f"open{day}", "5", day=day) for day in DAYS]


def test_a_price_conflict_names_both_shops_and_its_first_day() -> None:
    usual, cheap = DAYS[:-4], DAYS[-4:]
    rows = [*_sold(DAYS, "100"), *_sold(usual, "96", "b"), *_sold(cheap, "70", "b")]
    (finding,) = found(TinySession(order_lines=rows))
    assert (finding.kind, finding.subject, finding.shop) == ("price_conflict", "SKU-1", "b")
    assert finding.since == DAYS[-4]
    assert finding.figures == {"low": 70, "high": 100, "gap": Decimal("0.3")}
    assert [e.where["shop_key"] for e in finding.evidence] == ["b", "a"]


def test_a_price_that_differs_by_a_coupon_is_no_conflict() -> None:
    rows = [*_sold(DAYS, "100"), *_sold(DAYS, "88", "b")]
    assert found(TinySession(order_lines=rows)) == []


def test_a_best_seller_that_stops_while_people_look_is_a_stock_out() -> None:
    looks = [visits(300, day=day, grain="product", product_id="p1") for day in DAYS]
    rows = _sold(DAYS[:-4], "9")
    session = TinySession(orders=_open_days(), order_lines=rows, traffic_daily=looks)
    (finding,) = found(session)
    assert (finding.kind, finding.subject, finding.since) == ("stock_out", "SKU-1", DAYS[-5])
    assert (finding.figures["visitors"], finding.figures["usual"]) == (300, 3)


def test_a_product_without_an_id_in_the_orders_is_known_by_its_title() -> None:
    looks = [visits(9, day=day, grain="product", product_id="p7", title="毛巾") for day in DAYS]
    rows = _sold(DAYS[:-4], "9", title="毛巾")
    for row in rows:
        row["product_id"] = None
    session = TinySession(orders=_open_days(), order_lines=rows, traffic_daily=looks)
    (finding,) = found(session)
    assert finding.figures["visitors"] == 9


def test_a_product_nobody_looks_at_any_more_is_no_stock_out() -> None:
    looks = [
        visits(300 if day < DAYS[-4] else 2, day=day, grain="product", product_id="p1")
        for day in DAYS
    ]
    rows = _sold(DAYS[:-4], "9")
    assert found(TinySession(orders=_open_days(), order_lines=rows, traffic_daily=looks)) == []


def test_a_shop_that_sells_nothing_at_all_is_no_stock_out_of_each_sku() -> None:
    assert found(TinySession(order_lines=_sold(DAYS[:-4], "9"))) == []


def test_buyers_who_come_in_bunches_make_no_stock_out() -> None:
    bunches = {day: 40 if n % 4 else 0 for n, day in enumerate(DAYS[:-4])}
    assert silent(bunches, DAYS, DAY) is None


def test_a_slow_seller_that_pauses_is_no_stock_out() -> None:
    assert silent({day: n % 2 for n, day in enumerate(DAYS[:-3])}, DAYS, DAY) is None


def _burst(count: int, provinces: list[str]) -> list[dict[str, Any]]:
    night = datetime(2026, 11, 20, 18, tzinfo=UTC)
    return [
        line(
            f"l{n}",
            f"o{n}",
            "59",
            day=date(2026, 11, 21),
            created_at=night + timedelta(minutes=2 * n),
            merchant_sku="SKU-2",
            province=provinces[n % len(provinces)],
        )
        for n in range(count)
    ]


def test_a_burst_of_like_orders_to_one_province_looks_like_brushing() -> None:
    (finding,) = found(TinySession(order_lines=_burst(24, ["海南省"])))
    assert (finding.kind, finding.subject, finding.since) == (
        "brushing",
        "SKU-2",
        date(2026, 11, 21),
    )
    assert finding.figures == {"orders": 24, "amount": 59, "days": 1}


def test_a_rush_from_all_over_the_country_is_no_brushing() -> None:
    assert found(TinySession(order_lines=_burst(28, ["海南省", "广东省"]))) == []


def test_a_totals_row_that_lies_is_told() -> None:
    report = {"totals_check": {"金额": "file says 10, rows add up to 9", "件数": "equal"}}
    row = {
        "part": "",
        "name": "订单.csv",
        "status": "imported",
        "first_day": DAY,
        "last_day": DAY,
        "layout": "own/x@1",
        "report": json.dumps(report),
    }
    (finding,) = found(TinySession(source_files=[row]))
    assert finding.sentence.text("zh") == (
        "文件「订单.csv」的合计行写金额 10，明细合计为 9，以明细为准。"
    )


def test_an_empty_brand_has_no_findings() -> None:
    assert found(TinySession()) == []
