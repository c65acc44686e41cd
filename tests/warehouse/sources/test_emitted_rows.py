"""From rows of a report to canonical rows: grain, statuses, dates, identity, duplicates."""

import hashlib
import hmac
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema
from tests.warehouse.sources.conftest import AT, Read, only, rows_of
from tests.warehouse.sources.demo_report import LAYOUT, bring, layout, table

__all__ = ["bring"]


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
