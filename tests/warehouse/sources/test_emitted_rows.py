"""From rows of a report to canonical rows: grain, statuses, dates, identity, duplicates, shops."""

import hashlib
import hmac
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.warehouse.sources import Layout, ShopRef
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema
from tests.warehouse.sources.conftest import AT, Read, only, rows_of

COLUMNS = "行号,订单,商品,数量,单价,实付,运费,状态,下单,付款,买家,备注,店铺,退款"
LAYOUT = {
    "platform": "demo",
    "dataset": "lines",
    "title": "演示订单明细",
    "detect": {"must": ["行号", "订单", "实付"]},
    "key": ["行号"],
    "order_key": ["订单"],
    "shop_name": "店铺",
    "as_of": {"file_name": r"_(\d{12})", "file_format": "%Y%m%d%H%M"},
    "vocabularies": {
        "own": {"完成": "completed", "关闭": "cancelled_or_closed", "待付": "pending_payment"}
    },
    "columns": [
        {"name": "行号", "kind": "id", "required": True},
        {"name": "订单", "kind": "id", "required": True},
        {"name": "商品", "aliases": ["品名"]},
        {"name": "数量", "kind": "count"},
        {"name": "单价", "kind": "money", "summed": False},
        {"name": "实付", "kind": "money", "reversal": True},
        {"name": "运费", "kind": "money", "grain": "order"},
        {"name": "状态", "kind": "status"},
        {"name": "下单", "kind": "time"},
        {"name": "付款", "kind": "time"},
        {"name": "买家", "kind": "personal"},
        {"name": "备注", "kind": "personal"},
        {"name": "店铺"},
        {"name": "退款", "kind": "money", "usual": False},
    ],
    "emit": [
        {
            "table": "order_lines",
            "fields": {
                "line_id": "行号",
                "order_id": "订单",
                "title": "商品",
                "quantity": "数量",
                "unit_price": {"divide": ["实付", "数量"]},
                "goods_amount": {"multiply": ["单价", "数量"]},
                "paid_amount": "实付",
                "order_status": {"status": "状态", "vocabulary": "own"},
                "status_raw": "状态",
                "created_at": "下单",
                "paid_at": "付款",
            },
        },
        {
            "table": "orders",
            "once_per": ["订单"],
            "totals": ["units", "goods_amount", "buyer_paid_amount"],
            "fields": {
                "order_id": "订单",
                "units": "数量",
                "goods_amount": {"multiply": ["单价", "数量"]},
                "shipping_amount": "运费",
                "buyer_paid_amount": "实付",
                "refund_amount": "退款",
                "order_status": {"status": "状态", "vocabulary": "own"},
                "created_at": "下单",
                "paid_at": "付款",
                "customer_key": {"customer": "买家", "quality": "member_id"},
                "identity_quality": {"quality": "买家", "value": "member_id"},
            },
        },
    ],
}
PLAIN = {
    "行号": "1", "订单": "A", "商品": "毛巾", "数量": "2", "单价": "10.00", "实付": "20.00", "运费": "0.00", "状态": "完成",
    "下单": "2026-09-01 00:30:00", "付款": "2026-09-01 00:31:00", "买家": "u-1", "备注": "请打 13812345678", "店铺": "",
    "退款": "",
}  # fmt: skip


def layout(**changes: object) -> Layout:
    return Layout.model_validate(LAYOUT | changes)


def table(*rows: dict[str, str], header: str = COLUMNS) -> str:
    names = header.split(",")
    lines = [",".join((PLAIN | row).get(name, "") for name in names) for row in rows]
    return "\n".join([header, *lines]) + "\n"


@pytest.fixture
def bring(read: Read):
    """Read rows with the demo layout."""

    def run(*rows: dict[str, str], name: str = "订单.csv", **wishes: object):
        wishes.setdefault("layouts", (layout(),))
        return only(read(table(*rows), name, **wishes))

    return run


def test_every_column_of_the_table_is_there_and_typed(bring) -> None:
    reading = bring({})
    for name in reading.tables():
        assert reading.rows(name).schema == arrow_schema(TABLES[name])


def test_a_line_becomes_a_line(bring) -> None:
    (row,) = rows_of(bring({}), "order_lines")
    expected = {
        "platform": "demo", "shop_key": "demo", "line_id": "1", "order_id": "A", "title": "毛巾", "quantity": 2,
        "unit_price": Decimal("10.0000"), "goods_amount": Decimal("20.0000"), "paid_amount": Decimal("20.0000"),
        "currency": "CNY", "order_status": "completed", "payment_status": "paid", "status_raw": "完成",
        "created_at": datetime(2026, 8, 31, 16, 30, tzinfo=UTC), "created_on": date(2026, 9, 1),
        "paid_on": date(2026, 9, 1), "time_precision": "second", "source_row_no": 1, "record_rank": 1,
        "layout": "demo/lines@1", "import_id": "import-1", "imported_at": AT, "source_as_of": AT, "month": "2026-09",
        "quality_flags": None, "sku_id": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_an_order_is_its_first_line_and_the_sum_of_all(bring) -> None:
    reading = bring(
        {"运费": "5.00"},
        {"行号": "2", "数量": "1", "实付": "10.00", "运费": "5.00", "状态": "待付"},
    )
    (row,) = rows_of(reading, "orders")
    assert (row["units"], row["buyer_paid_amount"], row["shipping_amount"]) == (3, 30, 5)
    assert (row["order_status"], row["source_row_no"]) == ("completed", 1)
    assert reading.report.sums == {"数量": 3, "实付": Decimal(30), "运费": Decimal(5), "退款": 0}


def test_closed_is_paid_first_and_cancelled_is_not(bring) -> None:
    reading = bring({"状态": "关闭"}, {"行号": "2", "订单": "B", "状态": "关闭", "付款": "-"})
    found = [(r["order_status"], r["payment_status"]) for r in rows_of(reading, "order_lines")]
    assert found == [("closed", "refunded"), ("cancelled", "unpaid")]


@pytest.mark.parametrize(
    ("refund", "status"), [("20.00", "refunded"), ("3.00", "partially_refunded"), ("0", "paid")]
)
def test_a_refund_tells_the_payment(refund: str, status: str, bring) -> None:
    (row,) = rows_of(bring({"退款": refund}), "orders")
    assert row["payment_status"] == status


def test_an_unknown_status_is_named_and_flagged_not_guessed(bring) -> None:
    reading = bring({"状态": "飞走了"}, {"行号": "2", "订单": "B"})
    first, second = rows_of(reading, "orders")
    assert (first["order_status"], first["quality_flags"]) == ("unknown", "unknown_status")
    assert second["quality_flags"] is None
    assert reading.report.unknown_statuses == ("飞走了",)
    assert "飞走了" in reading.report.message


def test_the_bridge_is_checked_to_a_cent_per_line(bring) -> None:
    reading = bring({"实付": "20.01"}, {"行号": "2", "订单": "B", "实付": "20.02"})
    assert [row["quality_flags"] for row in rows_of(reading, "orders")] == [None, "bridge_mismatch"]


def test_a_price_per_piece_is_exact(bring) -> None:
    reading = bring({"实付": "10.00", "数量": "3"}, {"行号": "2", "实付": "0.01", "数量": "200"})
    prices = [row["unit_price"] for row in rows_of(reading, "order_lines")]
    assert prices == [Decimal("3.3333"), Decimal("0.0001")]


def test_large_amounts_neither_overflow_nor_lose_a_cent(bring) -> None:
    reading = bring({"单价": "99999999999.99", "实付": "999999999999.99", "数量": "90000"})
    (row,) = rows_of(reading, "order_lines")
    assert row["paid_amount"] == Decimal("999999999999.99")
    assert row["goods_amount"] is None
    assert reading.report.sums["实付"] == Decimal("999999999999.99")


def test_fees_of_five_decimals_add_up_exactly(bring) -> None:
    reading = bring(*({"行号": str(n), "实付": "0.00001"} for n in range(1, 8)))
    assert format(reading.report.sums["实付"], "f") == "0.00007"


def test_the_minute_is_all_a_file_says(bring) -> None:
    reading = bring({"下单": "2026/9/1 10:00"}, {"行号": "2", "下单": "2026-09-01"})
    assert [row["time_precision"] for row in rows_of(reading, "order_lines")] == ["minute", "day"]


def test_a_buyer_is_a_keyed_hash_and_a_mask_is_nobody(bring) -> None:
    reading = bring(
        {}, {"行号": "2", "订单": "B", "买家": "u***1"}, {"行号": "3", "订单": "C", "买家": "-"}
    )
    digest = hmac.new(b"k" * 32, b"demo|u-1", hashlib.sha256).hexdigest()
    found = [(row["customer_key"], row["identity_quality"]) for row in rows_of(reading, "orders")]
    assert found == [(digest, "member_id"), (None, "masked"), (None, "none")]


def test_personal_cells_are_neither_staged_nor_quarantined(bring, tmp_path: Path) -> None:
    reading = bring({}, {"行号": "2", "实付": "很多"})
    stage = reading.stage()
    assert stage is not None
    names = pq.read_schema(stage).names
    assert "备注" not in names
    assert "买家" not in names
    assert names[0] == "source_row_no"
    (rejected,) = rows_of(reading, "rejected_rows")
    assert (rejected["reason"], rejected["rejected_row_no"]) == ("bad_number", 2)
    assert "实付" in rejected["detail"]
    assert "13812345678" not in rejected["cells"]
    assert '"实付":"很多"' in rejected["cells"]


@pytest.mark.parametrize(
    ("name", "cells", "is_staged"),
    [
        ("新列", ["甲", "乙"], True),
        ("新列", ["甲", "13812345678"], False),
        ("收件人2", ["甲", "乙"], False),
    ],
)
def test_an_unknown_column_is_staged_where_nothing_in_it_is_personal(
    name: str, cells: list[str], is_staged: bool, read: Read
) -> None:
    lines = table({}, {"行号": "2"}).splitlines()
    body = "\n".join([f"{lines[0]},{name}", f"{lines[1]},{cells[0]}", f"{lines[2]},{cells[1]}"])
    reading = only(read(body, layouts=(layout(),)))
    assert reading.report.unknown_columns == (name,)
    stage = reading.stage()
    assert stage is not None
    assert (name in pq.read_schema(stage).names) is is_staged


def test_the_same_row_written_otherwise_is_a_duplicate(bring) -> None:
    reading = bring({}, {"单价": "¥10.00", "下单": "2026年9月1日 00:30:00", "数量": "２"})
    report = reading.report
    assert (report.rows_kept, report.rows_merged, report.dropped) == (1, 0, {"duplicate": 1})


def test_of_two_versions_the_later_row_stays(bring) -> None:
    reading = bring({"状态": "待付"}, {"行号": "2"}, {"状态": "完成"})
    report = reading.report
    assert (report.rows_kept, report.rows_merged, report.dropped) == (2, 1, {})
    assert [(r["line_id"], r["order_status"]) for r in rows_of(reading, "order_lines")] == [
        ("2", "completed"),
        ("1", "completed"),
    ]


def test_rows_without_an_own_id_are_told_apart_by_their_order(read: Read) -> None:
    made = layout(key=("订单", "商品"), ordinal_key=True)
    fields = LAYOUT["emit"][0]["fields"] | {"line_id": {"join": ["订单", "商品"], "with": "|"}}
    made = layout(
        key=("订单", "商品"), ordinal_key=True, emit=[{"table": "order_lines", "fields": fields}]
    )
    reading = only(read(table({}, {"数量": "1"}, {"数量": "1"}), layouts=(made,)))
    assert [row["line_id"] for row in rows_of(reading, "order_lines")] == ["A|毛巾", "A|毛巾|2"]
    assert reading.report.dropped == {"duplicate": 1}


def test_an_emit_may_take_one_side_of_nought(read: Read) -> None:
    lines, _orders = LAYOUT["emit"]
    made = layout(
        columns=[c | {"reversal": False} for c in LAYOUT["columns"]],
        emit=[
            lines | {"where": {"数量": [">0"]}},
            {
                "table": "refunds",
                "where": {"数量": ["<0"]},
                "fields": {"refund_id": "行号", "order_id": "订单", "amount": {"negate": "实付"}, "status": {"const": "refunded"}, "applied_at": "下单"},
            },
        ],
    )  # fmt: skip
    reading = only(read(table({}, {"行号": "2", "数量": "-1", "实付": "-10.00"}), layouts=(made,)))
    assert [row["line_id"] for row in rows_of(reading, "order_lines")] == ["1"]
    (refund,) = rows_of(reading, "refunds")
    assert (refund["refund_id"], refund["amount"], refund["status"]) == ("2", 10, "refunded")
    assert (refund["refunded_on"], refund["quality_flags"]) == (
        date(2026, 9, 1),
        "refund_date_assumed",
    )


def test_the_name_of_the_file_says_how_fresh_it_is(bring) -> None:
    (row,) = rows_of(bring({}, name="订单_202609301015.csv"), "orders")
    assert row["source_as_of"] == datetime(2026, 9, 30, 2, 15, tzinfo=UTC)


def shop(key: str, name: str, platform: str = "demo") -> ShopRef:
    return ShopRef(key, platform, name, "Asia/Shanghai", "CNY", f"id-{key}")


def test_the_shop_is_the_one_named_else_the_only_one_else_new(bring) -> None:
    one, two = shop("one", "一号店"), shop("two", "二号店")
    assert bring({}, shops=(one, two), shop=two).shop == two
    assert bring({"店铺": "二号店"}, shops=(one, two)).shop == two
    assert bring({"店铺": "id-one"}, shops=(one, two)).shop == one
    assert bring({}, shops=(one, shop("far", "远", "elsewhere"))).shop == one
    fresh = bring({"店铺": "新店"})
    assert (fresh.shop.key, fresh.shop.name, fresh.new_shop) == ("demo", "新店", True)


def test_which_of_several_shops_must_be_said(bring) -> None:
    reading = bring({}, shops=(shop("one", "一号店"), shop("two", "二号店")))
    assert reading.report.status == "refused"
    assert "一号店" in reading.report.message
    assert reading.tables() == ()


def test_the_files_own_total_is_a_checksum(bring) -> None:
    total = {"行号": "合计", "订单": "", "商品": "", "单价": "", "状态": "", "下单": "", "付款": ""}
    good = bring({}, total | {"数量": "2", "实付": "20.00", "运费": ""})
    assert good.report.totals_check == {"数量": "equal", "实付": "equal"}
    bad = bring({}, total | {"数量": "2", "实付": "21.00", "运费": ""})
    assert bad.report.totals_check["实付"] == "file says 21, rows add up to 20.00"
    assert "实付" in bad.report.message


def test_the_clocks_of_the_shop_where_the_layout_has_none(bring) -> None:
    berlin = ShopRef("b", "demo", "B", "Europe/Berlin", "EUR")
    made = layout(zone=None, currency=None)
    (row,) = rows_of(bring({}, shop=berlin, layouts=(made,)), "order_lines")
    assert row["created_at"] == datetime(2026, 8, 31, 22, 30, tzinfo=UTC)
    assert (row["created_on"], row["currency"]) == (date(2026, 9, 1), "EUR")


ODD = st.sampled_from(
    ["", "# 注", "合计,,,", "1,2,3", COLUMNS, "暂无数据", ",,,,,,,,,,,,,", "4.2E+18" + "," * 13, "9" + "," * 13]
)  # fmt: skip
GOOD = st.builds(
    lambda n, q: table({"行号": str(n), "数量": q}).splitlines()[1],
    st.integers(1, 6),
    st.sampled_from(["1", "2", "x", "-", "1.5"]),
)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.one_of(GOOD, ODD), max_size=14))
def test_no_row_is_ever_lost_or_counted_twice(lines: list[str], read: Read) -> None:
    reading = only(read("\n".join([COLUMNS, *lines]) + "\n", layouts=(layout(),)))
    report = reading.report
    lost = sum(report.dropped.values()) + sum(report.quarantined.values())
    assert report.rows_read == len(lines)
    assert report.rows_read == report.rows_kept + report.rows_merged + lost
    kept = rows_of(reading, "order_lines")
    assert len(kept) == report.rows_kept == report.distinct_keys
    assert len({row["source_row_no"] for row in kept}) == len(kept)
    if "rejected_rows" in reading.tables():
        assert len(rows_of(reading, "rejected_rows")) == sum(report.quarantined.values())
