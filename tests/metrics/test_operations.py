"""Service, parcels and stock equal a slow second opinion on random small houses (10.6, 11.8)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.metrics import DrillQuestion, MetricQuestion, Period, drill, measure
from luoxuan.metrics.drill import is_exact
from tests.metrics.operations import DAYS, REFERENCE, SHOPS, House, houses, moment
from tests.metrics.tiny import line, order

NAMES = tuple(REFERENCE)
STOCK = ("units_available", "skus_below_safety", "skus_oversold", "days_of_cover")
OF_SHOPS = tuple(name for name in NAMES if name not in STOCK)
slow = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
periods = st.sampled_from([Period(DAYS[0], DAYS[0]), Period(DAYS[1], DAYS[2]), Period(DAYS[0], DAYS[3])])  # fmt: skip


@slow
@given(house=houses(), period=periods)
def test_every_number_of_the_whole_house_equals_the_reference(house: House, period: Period) -> None:
    answer = measure(MetricQuestion(NAMES, period), house.session())
    days = set(period.days())
    for name in NAMES:
        assert answer.figure(name).value == _of_all(name, house, days), name


def _of_all(name: str, house: House, days: set[date]) -> object:
    """A count is the sum of the shops that know it; the rest is counted over all rows at once."""
    everybody = {*SHOPS, ""}
    if name not in {"parcels_sent", "stuck_parcels"}:
        return REFERENCE[name](house, everybody, days)
    return sum(REFERENCE[name](house, {shop}, days) or 0 for shop in everybody)


@slow
@given(house=houses(), period=periods)
def test_every_number_of_a_shop_equals_the_reference(house: House, period: Period) -> None:
    session, days = house.session(), set(period.days())
    answer = measure(MetricQuestion(OF_SHOPS, period, by=("shop",), shops=SHOPS), session)
    for shop in SHOPS:
        for name in OF_SHOPS:
            assert answer.figure(name, shop).value == REFERENCE[name](house, {shop}, days), name


@slow
@given(house=houses())
def test_each_day_has_its_own_newest_stock(house: House) -> None:
    answer = measure(MetricQuestion(STOCK, Period(DAYS[0], DAYS[-1]), by=("day",)), house.session())
    for day in DAYS:
        for name in STOCK:
            assert answer.figure(name, str(day)).value == REFERENCE[name](house, set(), {day})


@slow
@given(house=houses())
def test_the_rows_behind_add_up(house: House) -> None:
    session = house.session()
    for name in filter(is_exact, NAMES):
        question = MetricQuestion((name,), Period(DAYS[0], DAYS[-1]))
        value = measure(question, session).figure(name).value
        if value is not None:
            (part,) = drill(DrillQuestion(question), session)
            assert part.total == value, name


def test_without_a_report_there_is_a_reason_and_no_zero() -> None:
    from tests.metrics.tiny import TinySession

    answer = measure(MetricQuestion(NAMES, Period(DAYS[0], DAYS[-1]), shops=("a",)), TinySession())
    assert {figure.value for figure in answer.figures} == {None}
    assert all(figure.reason is not None for figure in answer.figures)


def test_seconds_and_shares_are_not_made_of_one_another() -> None:
    row = {"agent_key": "x", "service_on": DAYS[0], "received": 10, "within_30s_rate": Decimal("0.9")}  # fmt: skip
    names = ("first_response_avg_s", "answered_within_30s_rate")
    answer = measure(MetricQuestion(names, Period(DAYS[0], DAYS[0]), shops=("a",)), House(service_daily=[row]).session())  # fmt: skip
    assert answer.figure("first_response_avg_s").value is None
    assert answer.figure("first_response_avg_s").reason.template.id == "not_in_source"
    assert answer.figure("answered_within_30s_rate").value == Decimal("0.9")


def parcel(key: str, order_id: str, source: str = "logistics", **more: object) -> dict[str, object]:
    """A parcel of 1 November."""
    usual = {"platform": source, "shop_key": "", "source": source, "parcel_key": key, "order_id": order_id, "shipped_on": DAYS[0]}  # fmt: skip
    return {**usual, "source_as_of": moment(DAYS[3]), "currency": "CNY", **more}


def test_three_sources_speak_of_one_parcel() -> None:
    key = "f" * 64
    told = [
        parcel(key, "o1", status="in_transit", last_scan_at=moment(DAYS[0])),
        parcel(key, "o1", "wangdiantong", status="label_created", units=2, shipped_at=moment(DAYS[0]), erp_order_id="JY1"),
        parcel("o1", "o1", "taobao", platform="taobao", shop_key="a", pickup_due_at=moment(DAYS[1])),
    ]  # fmt: skip
    house = House(shipments=told, orders=[order("o1", "1")])
    (row,) = house.session().fetch("SELECT * FROM parcels").to_pylist()
    assert (row["shop_key"], row["source"], row["status"], row["units"]) == ("a", "logistics", "in_transit", 2)  # fmt: skip
    assert (row["pickup_due_at"], row["due_is_assumed"]) == (moment(DAYS[1]), False)
    assert (row["erp_order_id"], row["shipped_at"]) == ("JY1", moment(DAYS[0]))


def test_lines_of_one_order_in_a_stock_system_are_one_parcel_of_that_order() -> None:
    key = "e" * 64
    told = [parcel(key, f"l{n}", "wangdiantong", units=n, erp_order_id="JY1") for n in (1, 2, 3)]
    lines = [line("l1", "o1", "5"), line("l2", "o1", "5"), line("l3", "o2", "5")]
    house = House(shipments=told, orders=[order("o1", "10"), order("o2", "5")], order_lines=lines)
    rows = house.session().fetch("SELECT order_id, units FROM parcels ORDER BY 1").to_pylist()
    assert rows == [{"order_id": "o1", "units": 3}, {"order_id": "o2", "units": 3}]


def test_an_order_number_of_two_shops_tells_no_shop() -> None:
    orders = [order("o1", "1"), order("o1", "1", shop_key="b")]
    house = House(shipments=[parcel("d" * 64, "o1")], orders=orders)
    (row,) = house.session().fetch("SELECT shop_key, platform FROM parcels").to_pylist()
    assert row == {"shop_key": "", "platform": "logistics"}


@pytest.mark.parametrize(("began", "cover"), [(28, "56"), (40, "56"), (7, "14")])
def test_cover_is_stock_over_what_a_day_sells(began: int, cover: str) -> None:
    day = date(2026, 11, 4)
    first = date.fromordinal(day.toordinal() - began + 1)
    lines = [line("l1", "o1", "1", merchant_sku="s1", quantity=28, day=day), line("l2", "o2", "1", merchant_sku="s2", day=first)]  # fmt: skip
    row = {"source": "jushuitan", "warehouse_id": "", "merchant_sku": "s1", "snapshot_on": day, "snapshot_at": moment(day), "available": 56}  # fmt: skip
    house = House(stock_snapshots=[row], order_lines=lines)
    answer = measure(MetricQuestion(("days_of_cover",), Period(day, day)), house.session())
    assert answer.figure("days_of_cover").value == Decimal(cover)
