"""What the layouts make of a file, through the engine."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.shared_material import shared
from tests.warehouse.sources.layouts.reading import read, read_text, rows
from tests.warehouse.sources.layouts.samples import sample
from tests.warehouse.sources.layouts.slow_reading import emitted
from tests.warehouse.sources.layouts.test_amounts import BRIDGE, CLEAN, LAYOUTS

FILLS_ORDERS = [
    path
    for path in CLEAN
    if any(emit.table == "orders" for emit in LAYOUTS[sample(path).layout_id].emit)
]
LIVE = """
统计日期,直播间ID,直播间名称,直播开始时间,直播结束时间,直播时长,达人ID,账号类型
2026-09-01,7400000000000000001,演示直播间一号,2026-09-01 19:00:00,2026-09-01 23:30:00,4小时30分,61000000001,自营
2026-09-02,7400000000000000002,演示直播间二号,2026-09-02 23:30:00,2026-09-03 01:00:30,5430,61000000002,达人
"""
SOLD = """
时间,订单号,SKU,商品名称,优惠前金额,成交订单商品件数,优惠金额,订单金额,运费,服务费,下单时间,付款时间,付款方式
2026-09-01,300000000001,100000000001,演示商品甲,200.00,2,20.00,180.00,8.00,0.00,2026-09-01 10:00:00,2026-09-01 10:01:00,在线支付
2026-09-01,300000000001,100000000002,演示商品乙,50.00,1,0.00,50.00,0.00,0.00,2026-09-01 10:00:00,2026-09-01 10:01:00,在线支付
"""
PAID_BACK = """
时间,服务单ID,订单号,SKU,商品名称,售后退款件数,售后退款金额,付款时间
2026-09-05,9000000001,300000000001,100000000001,演示商品甲,1,90.00,2026-09-01 10:01:00
"""


@pytest.mark.parametrize("path", FILLS_ORDERS)
def test_the_engine_agrees_with_the_slow_reading(path: str, tmp_path: Path) -> None:
    seen = sample(path)
    layout = LAYOUTS[seen.layout_id]
    emit = next(emit for emit in layout.emit if emit.table == "orders")
    slow = [tuple(order.values()) for order in emitted(layout, emit, seen, BRIDGE).values()]
    reading = read(shared("platforms/samples") / path, tmp_path)
    found = [tuple(row[name] for name in BRIDGE) for row in rows(reading, "orders")]
    assert sorted(found, key=str) == sorted(
        (tuple(None if v is None else v.quantize(Decimal("0.0001")) for v in o) for o in slow),
        key=str,
    )


@pytest.mark.parametrize("path", FILLS_ORDERS)
def test_no_order_of_the_samples_misses_the_bridge(path: str, tmp_path: Path) -> None:
    reading = read(shared("platforms/samples") / path, tmp_path)
    assert {row["quality_flags"] for row in rows(reading, "orders")} == {None}
    assert reading.report.unknown_statuses == ()


def test_a_live_session_has_its_length_and_no_host_by_name(tmp_path: Path) -> None:
    reading = read_text(LIVE, "直播场次.csv", tmp_path)
    assert reading.report.layout == "douyin/live_sessions_xlsx@1"
    first, second = rows(reading, "live_sessions")
    assert (first["room_id"], first["host_id"]) == ("7400000000000000001", "61000000001")
    assert first["started_at"] == datetime(2026, 9, 1, 11, tzinfo=UTC)
    assert first["duration_seconds"] == 16200
    assert second["duration_seconds"] == 5430
    assert second["started_on"] == date(2026, 9, 2)
    assert {first["title"], second["title"]} == {None}


def test_shangzhi_orders_stand_back_behind_the_order_export(tmp_path: Path) -> None:
    reading = read_text(SOLD, "成交明细.csv", tmp_path)
    assert reading.report.layout == "jd/shangzhi_orders_xlsx@1"
    (order,) = rows(reading, "orders")
    assert order["record_rank"] == 0
    assert order["goods_amount"] == Decimal("250.0000")
    assert order["merchant_discount"] == Decimal("20.0000")
    assert order["buyer_paid_amount"] == Decimal("238.0000")
    assert order["units"] == 3
    assert [line["line_id"] for line in rows(reading, "order_lines")] == [
        "300000000001|100000000001",
        "300000000001|100000000002",
    ]


def test_shangzhi_refunds_are_paid_back_on_their_day(tmp_path: Path) -> None:
    reading = read_text(PAID_BACK, "退款明细.csv", tmp_path)
    (refund,) = rows(reading, "refunds")
    assert (refund["status"], refund["amount"]) == ("refunded", Decimal("90.0000"))
    assert refund["refunded_on"] == date(2026, 9, 5)
    assert refund["paid_on"] == date(2026, 9, 1)


def test_a_pdd_order_is_created_on_the_day_in_its_number(tmp_path: Path) -> None:
    reading = read(
        shared("platforms/samples") / "pdd/orders_export2026-09-30-10-20-30.csv", tmp_path
    )
    for order in rows(reading, "orders"):
        assert order["created_on"].strftime("%y%m%d") == order["order_id"][:6]
        assert order["created_at"].astimezone(UTC).hour == 16


def test_masked_buyers_have_no_key_and_say_so(tmp_path: Path) -> None:
    path = "taobao/ExportOrderList202609301015.csv"
    orders = rows(read(shared("platforms/samples") / path, tmp_path), "orders")
    assert {(o["customer_key"], o["identity_quality"]) for o in orders} == {(None, "masked")}


def test_a_composite_address_gives_province_and_city_and_nothing_else(tmp_path: Path) -> None:
    for path in (
        "taobao/ExportOrderList202609301015.csv",
        "taobao/青禾家居旗舰店订单报表202609.xlsx",
    ):
        orders = rows(read(shared("platforms/samples") / path, tmp_path), "orders")
        assert {(o["province"], o["city"]) for o in orders} == {
            ("浙江省", "杭州市"),
            ("江苏省", "苏州市"),
            ("广东省", "广州市"),
            ("四川省", "成都市"),
        }


def test_the_currency_of_a_meta_report_is_in_its_header(tmp_path: Path) -> None:
    text = """
Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,Amount spent (EUR),Impressions,Link clicks,Attribution setting
2026-09-01,2026-09-03,Autumn,set 1,ad 1,12.50,100,5,7-day click
"""
    (row,) = rows(read_text(text, "meta.csv", tmp_path), "ad_spend_daily")
    assert (row["spend"], row["currency"]) == (Decimal("12.5000"), "EUR")
    assert (row["time_semantics"], row["attribution_window"]) == ("period_snapshot", "7d")


def test_a_wanxiangtai_file_without_days_is_the_period_of_its_name(tmp_path: Path) -> None:
    text = """
场景ID,场景名字,计划ID,计划名字,主体ID,主体类型,主体名称,展现量,点击量,花费,总成交金额
1,关键词推广,11,演示计划,700000000001,商品,演示商品甲,100,5,12.50,99.00
"""
    reading = read_text(text, "商品报表_20260901_20260907.csv", tmp_path)
    (row,) = rows(reading, "ad_spend_daily")
    assert (row["period_start"], row["period_end"]) == (date(2026, 9, 1), date(2026, 9, 7))
    assert row["time_semantics"] == "period_snapshot"
    assert (row["target_id"], row["target_type"]) == ("700000000001", "product")


def test_placements_of_one_creative_are_added_up(tmp_path: Path) -> None:
    text = """
时间,计划ID,单元ID,创意ID,笔记ID,投放位置,消费,展现量,点击量,互动量
2026-09-01,1,2,3,66aa,搜索,10.00,100,5,2
2026-09-01,1,2,3,66aa,信息流,5.50,200,3,1
"""
    (row,) = rows(read_text(text, "聚光.csv", tmp_path), "ad_spend_daily")
    assert (row["spend"], row["impressions"], row["interactions"]) == (Decimal("15.5000"), 300, 3)


def test_a_tiktok_day_comes_before_its_month(tmp_path: Path) -> None:
    orders = rows(
        read(shared("platforms/samples") / "tiktok_shop/All order-202609.csv", tmp_path), "orders"
    )
    assert orders[0]["created_on"] == date(2026, 9, 2)
    assert {order["created_on"].month for order in orders} == {9}
