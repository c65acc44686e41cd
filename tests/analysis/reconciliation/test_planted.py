"""The planted breaks of the material are found exactly: nothing more, nothing less (11.12)."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.analysis.reconciliation import Difference, differences
from luoxuan.warehouse.sources import ShopRef, read_file
from tests.analysis.reconciliation.ledgers import SEPTEMBER, entry, moment, order, reconciled
from tests.metrics.tiny import TinySession
from tests.shared_material import shared
from tests.warehouse.rows import Row
from tests.warehouse.sources.conftest import context_of, only, rows_of

STATES = {"交易成功": "completed", "等待买家付款": "pending_payment", "交易关闭": "closed"}
FEES = {"0010001": "goods", "0020001": "refund", "0030002": "commission"}
PLANTED = {
    ("missing_settlement", "4254703996826880000", Decimal("-47.90")),
    ("short_paid", "4703159111277880014", Decimal("-5.00")),
    ("duplicated", "4415109409966880001", Decimal("396.70")),
    ("unmatched_in", "4999999999999999999", Decimal("66.60")),
}
OPEN = {"4830753457107880012", "4936801709341880013"}


def orders(path: Path) -> list[Row]:
    """The shop's export as the reading engine puts it; what the platform pays out is after refunds."""
    made = []
    for source in csv.DictReader(io.StringIO(path.read_text("gb18030"))):
        paid_on, done = source["订单付款时间 "][:10], source["确认收货时间"]
        state = STATES.get(source["订单状态"], "shipped")
        payout, back = Decimal(source["打款商家金额"].strip("元")), Decimal(source["退款金额"])
        told = {
            "order_status": "cancelled" if state == "closed" and not paid_on else state,
            "paid": date.fromisoformat(source["订单创建时间"][:10]),
            "completed_at": datetime.fromisoformat(f"{done}+08:00") if done else None,
            "refund_amount": back,
            "merchant_receivable_amount": payout + back if payout else None,
            "payment_status": "paid" if paid_on else "unpaid",
        }
        made.append(order(source["订单编号"].strip('="'), source["买家实际支付金额"], None, **told))
    return made


def movements(path: Path) -> list[Row]:
    """The account's lines."""
    kept = [text for text in path.read_text("gb18030").splitlines() if not text.startswith("#")]
    made = []
    for source in csv.DictReader(io.StringIO("\n".join(kept))):
        cell = {name: (value or "").strip() for name, value in source.items() if name}
        at = datetime.fromisoformat(cell["发生时间"])
        amount = cell["收入金额（+元）"] or cell["支出金额（-元）"]
        told = {
            "fee_type": FEES[cell["业务描述"][:7]],
            "occurred_at": moment(at.date(), at.time()),
            "balance_after": Decimal(cell["账户余额（元）"]),
        }
        number = cell["商户订单号"].removeprefix("T200P")
        made.append(entry(cell["账务流水号"], amount, number, on=at.date(), **told))
    return made


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Row]]:
    """The shop's orders and the account with its breaks."""
    samples = shared("platforms/samples")
    return {
        "orders": orders(samples / "taobao/ExportOrderList202609301015.csv"),
        "settlement_lines": movements(samples / "special/alipay_with_breaks.csv"),
    }


def broken(found: list[Difference]) -> set[tuple[str, str, Decimal]]:
    return {(d.kind, d.order_id, d.amount) for d in found if not d.is_explained}


@pytest.mark.clause("11.12")
def test_the_planted_breaks_are_found_and_nothing_else(rows: dict[str, list[Row]]) -> None:
    answer, found = reconciled(**rows)
    assert broken(found) == PLANTED
    assert {d.order_id for d in found if d.kind == "not_due"} == OPEN
    assert [(d.kind, d.note) for d in found if d.is_explained and d.order_id not in OPEN] == [
        ("timing", "refund_not_deducted_yet")
    ]
    account = answer.accounts[0]
    assert not account.breaks
    assert (account.opening, account.closing) == (Decimal(3000), Decimal("5803.44"))
    assert account.opening is not None
    assert account.opening + account.movements == account.closing
    assert account.unexplained == Decimal("396.70") + Decimal("66.60")
    assert account.matched + account.explained + account.unexplained == account.total
    assert {due.day for due in answer.next_dues} == {date(2026, 10, 2), date(2026, 10, 7)}


def test_a_month_later_the_same_file_says_the_same(rows: dict[str, list[Row]]) -> None:
    """The account's file ends with September: what should have come later is not missing."""
    later = replace(SEPTEMBER, as_of=SEPTEMBER.as_of + timedelta(days=31))
    found = reconciled(later, **rows)[1]
    assert broken(found) == PLANTED
    assert {d.age_days for d in found if d.kind == "missing_settlement"} == {53}


def test_the_duplicate_names_the_second_flow(rows: dict[str, list[Row]]) -> None:
    found = {d.kind: d for d in reconciled(**rows)[1]}
    assert found["duplicated"].flow_nos == ("32026091300000545005",)
    assert found["unmatched_in"].flow_nos == ("32026091300000545006",)
    assert found["short_paid"].flow_nos == ("32026090900000045003", "32026090900000045004")


def test_the_files_themselves_read_as_they_are_say_the_same(tmp_path: Path) -> None:
    samples = shared("platforms/samples")
    shop = ShopRef("qinghe", "taobao", "青禾家居旗舰店", "Asia/Shanghai", "CNY", "1")
    files = {
        "orders": samples / "taobao/ExportOrderList202609301015.csv",
        "settlement_lines": samples / "special/alipay_with_breaks.csv",
    }
    tables: dict[str, Any] = {}
    for table, path in files.items():
        work = tmp_path / table
        work.mkdir()
        context = context_of(shops=(shop,), shop=shop if table == "orders" else None)
        reading = only(read_file(path, name=path.name, context=context, workdir=work))
        tables[table] = rows_of(reading, table)
    session: Any = TinySession(**tables)
    found = [one for batch in differences(SEPTEMBER, session) for one in batch]
    assert broken(found) == PLANTED
    assert {d.order_id for d in found if d.kind == "not_due"} == OPEN
