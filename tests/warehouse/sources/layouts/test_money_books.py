"""Money books and bills of Alipay, WeChat Pay, Taobao, JD and Douyin as movements: signed, whole, joined to orders."""

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.warehouse.tables.settlement import FEE_TYPES
from tests.shared_material import shared
from tests.warehouse.sources.layouts.bills import Bill, Row, bill_rows, cell, emitted
from tests.warehouse.sources.layouts.reading import read, rows


def two_columns(income: str, outgo: str) -> Callable[[Row], Decimal]:
    return lambda row: cell(row, income) - abs(cell(row, outgo))


def directed(amount: str, by: str) -> Callable[[Row], Decimal]:
    return lambda row: abs(cell(row, amount)) * (1 if row[by][0] in "收入" else -1)


def one(name: str) -> Callable[[Row], Decimal]:
    return lambda row: cell(row, name)


ALIPAY = two_columns("收入金额（+元）", "支出金额（-元）")
BOOKS = (
    Bill("alipay/account_detail_zip", ALIPAY, "taobao", has_balance=True),
    Bill("alipay/account_detail_csv", ALIPAY, "taobao", has_balance=True),
    Bill("wechat_pay/fund_bill_csv", directed("收支金额(元)", "收支类型"), "", has_balance=True),
    Bill("taobao/fund_flow_qianniu_csv", two_columns("收入金额(元)", "支出金额(元)"), "taobao"),
    Bill("jd/settlement_v1_csv", one("应结金额"), "jd"),
    Bill("jd/settlement_v2_xlsx", one("应结金额"), "jd"),
    Bill("douyin/fund_flow_csv", directed("动账金额", "动账方向"), "douyin"),
    Bill("douyin/settlement_csv", one("结算金额"), "douyin", is_split=True),
)
SAMPLES = [pytest.param(book, path, id=path) for book in BOOKS for path in book.samples]
BALANCED = [each for each in SAMPLES if each.values[0].has_balance]
ORDERS = {
    "taobao": "taobao/ExportOrderList202609301015.csv",
    "jd": "jd/订单导出_20260930.csv",
    "douyin": "douyin/1790755200_sample202609.csv",
}
LEDGER = {
    "alipay": "money_account", "wechat_pay": "money_account", "taobao": "platform_account", "jd": "statement",
}  # fmt: skip


def order_numbers(platform: str, workdir: Path) -> set[str]:
    """The orders of the same shop."""
    folder = shared("platforms/samples")
    found = rows(read(folder / ORDERS[platform], workdir), "orders")
    return {row["order_id"] for row in found}


@pytest.mark.parametrize(("book", "path"), SAMPLES)
def test_the_movements_add_up_to_what_the_file_says(book: Bill, path: str, tmp_path: Path) -> None:
    said = [book.net(row) for row in bill_rows(book, path)]
    found = emitted(path, tmp_path)
    assert sum(row["amount"] for row in found) == sum(said, Decimal(0))
    keys = Counter(
        (r["provider"], r["account"], r["ledger"], r["flow_no"], r["component"]) for r in found
    )
    assert set(keys.values()) == {1}
    assert all(row["occurred_on"] and row["currency"] == "CNY" for row in found)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for row in found:
        parts[(row["flow_no"], "" if book.is_split else row["component"])] += row["amount"]
    assert sorted(parts.values()) == sorted(said)


@pytest.mark.parametrize(("book", "path"), SAMPLES)
def test_every_word_is_known_and_every_line_says_whose_book_it_is(
    book: Bill, path: str, tmp_path: Path
) -> None:
    provider = book.dataset.partition("/")[0]
    ledger = LEDGER.get(provider)
    if provider == "douyin":
        ledger = "statement" if book.is_split else "platform_account"
    for row in emitted(path, tmp_path):
        assert row["fee_type"] in set(FEE_TYPES) - {"unknown"}, row["fee_raw"]
        assert (row["provider"], row["ledger"]) == (provider, ledger)


@pytest.mark.parametrize(("book", "path"), BALANCED)
def test_each_balance_is_the_one_before_and_the_movement(
    book: Bill, path: str, tmp_path: Path
) -> None:
    found = emitted(path, tmp_path)
    balance = found[0]["balance_after"] - found[0]["amount"]
    for row in found:
        balance += row["amount"]
        assert row["balance_after"] == balance, row["flow_no"]
    assert {row["shop_key"] for row in found} == {""}
    whose = {row["account"] or row["holder"] for row in found}
    assert whose <= {"****0156", "****0001"}


@pytest.mark.parametrize(("book", "path"), [s for s in SAMPLES if s.values[0].orders])
def test_order_numbers_are_bare_and_are_those_of_the_orders(
    book: Bill, path: str, tmp_path: Path
) -> None:
    found = {row["order_id"] for row in emitted(path, tmp_path)}
    assert found
    assert found <= order_numbers(book.orders, tmp_path)


def test_both_reports_of_jd_give_the_same_lines_of_the_same_bill(tmp_path: Path) -> None:
    old, new = (
        {(r["flow_no"], r["component"]): (r["amount"], r["fee_type"]) for r in emitted(p, tmp_path)}
        for p in ("jd/订单结算明细_202609.csv", "jd/已结算明细_202609.xlsx")
    )
    assert old == new
    refunds = [amount for amount, fee in old.values() if fee == "refund"]
    assert refunds
    assert all(amount < 0 for amount in refunds)


def test_the_fund_bill_of_wechat_is_the_trade_bill_and_its_fees(tmp_path: Path) -> None:
    payments = emitted("wechat_pay/1600000001All2026-09-01_30.csv", tmp_path, "payments")
    lines = emitted("wechat_pay/1600000001Basic2026-09-01_30.csv", tmp_path)
    assert Counter(p["kind"] for p in payments) == {"payment": 15, "refund": 5}
    assert {p["status"] for p in payments} == {"success"}
    for kind, fee_type in (("payment", "goods"), ("refund", "refund")):
        paid = {p["payment_id"]: p["amount"] for p in payments if p["kind"] == kind}
        moved = {r["external_no"]: r["amount"] for r in lines if r["fee_type"] == fee_type}
        assert moved == paid
    firsts = {p["payment_id"] for p in payments if p["kind"] == "payment"}
    for payment in payments:
        is_refund = payment["kind"] == "refund"
        assert payment["account"] == "****0001"
        assert payment["rate"] == Decimal("0.006")
        assert (payment["fee"] > 0) is is_refund
        assert (payment["paid_with"] in firsts) is is_refund
    # The bill has five decimals, the warehouse four: each fee may be off by half of the last.
    fees = sum(p["fee"] for p in payments)
    assert abs(fees + Decimal("23.43894")) <= Decimal("0.00005") * len(payments)
    orders = {p["order_id"] for p in payments}
    assert {r["order_id"] for r in lines if r["order_id"]} <= orders


def test_a_douyin_bill_parts_freight_subsidies_and_refunds(tmp_path: Path) -> None:
    found = emitted("douyin/结算账单_202609.csv", tmp_path)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in found:
        sums[row["component"]] += row["amount"]
    assert sums["运费"] == Decimal("16.00")
    assert sums["结算前退款金额"] == Decimal("-15.00")
    assert sums["平台补贴"] == Decimal("34.92")
    assert "未列明" not in sums
    income = sum(v for n, v in sums.items() if n not in ("平台服务费", "佣金"))
    assert income == Decimal("2798.04")


def test_breaks_planted_in_an_alipay_account_come_in_as_they_are(tmp_path: Path) -> None:
    path = shared("platforms/samples") / "special/alipay_with_breaks.csv"
    found: list[dict[str, Any]] = rows(read(path, tmp_path), "settlement_lines")
    assert len(found) == 18
    by_order: dict[str, list[Decimal]] = defaultdict(list)
    for row in found:
        if row["fee_type"] == "goods":
            by_order[row["order_id"]].append(row["amount"])
    assert "4254703996826880000" not in by_order
    assert by_order["4703159111277880014"] == [Decimal("533.0000")]
    assert by_order["4415109409966880001"] == [Decimal("396.7000")] * 2
