"""Bills and books become signed movements: nothing lost, nothing made up, every order found again."""

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from luoxuan.warehouse.sources import library
from luoxuan.warehouse.tables.settlement import FEE_TYPES
from tests.shared_material import shared
from tests.warehouse.sources.layouts.bills import (
    BILLS,
    LAYOUTS,
    Bill,
    bill_rows,
    cell,
    emitted,
    order_numbers,
)
from tests.warehouse.sources.layouts.reading import read, read_text, rows

SAMPLES = [pytest.param(bill, path, id=path) for bill in BILLS for path in bill.samples]
CLEAN = [pytest.param(bill, bill.samples[0], id=bill.dataset) for bill in BILLS]
BALANCED = [each for each in SAMPLES if each.values[0].has_balance]
SPLIT = [each for each in SAMPLES if each.values[0].is_split]
OWN = {
    "pdd", "kuaishou", "xiaohongshu", "wechat_shop", "amazon", "shopify"
}  # fmt: skip


@pytest.mark.parametrize(("bill", "path"), SAMPLES)
def test_the_movements_add_up_to_what_the_file_says(bill: Bill, path: str, tmp_path: Path) -> None:
    said = sum((bill.net(row) for row in bill_rows(bill, path)), Decimal(0))
    found = emitted(path, tmp_path)
    assert sum(row["amount"] for row in found) == said
    keys = {(row["ledger"], row["flow_no"], row["component"]) for row in found}
    assert len(keys) == len(found)
    assert {row["provider"] for row in found} == {bill.dataset.partition("/")[0]}
    assert all(row["occurred_on"] and row["currency"] for row in found)


@pytest.mark.parametrize(("bill", "path"), SPLIT)
def test_the_components_of_each_row_are_its_net_amount(
    bill: Bill, path: str, tmp_path: Path
) -> None:
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for row in emitted(path, tmp_path):
        parts[row["flow_no"]] += row["amount"]
        assert row["amount"] != 0
    nets = sorted(bill.net(row) for row in bill_rows(bill, path))
    assert sorted(parts.values()) == nets


@pytest.mark.parametrize(("bill", "path"), BALANCED)
def test_each_balance_is_the_one_before_and_the_movement(
    bill: Bill, path: str, tmp_path: Path
) -> None:
    found = emitted(path, tmp_path)
    breaks = [
        (before["flow_no"], after["flow_no"])
        for before, after in pairwise(found)
        if before["balance_after"] + after["amount"] != after["balance_after"]
    ]
    assert breaks == []
    opening = found[0]["balance_after"] - found[0]["amount"]
    assert opening + sum(row["amount"] for row in found) == found[-1]["balance_after"]


@pytest.mark.parametrize(("bill", "path"), SAMPLES)
def test_the_orders_of_a_bill_are_the_orders_of_its_shop(
    bill: Bill, path: str, tmp_path: Path
) -> None:
    found = {row["order_id"] for row in emitted(path, tmp_path)} - {None}
    assert found
    assert found <= order_numbers(bill, tmp_path)


@pytest.mark.parametrize(("bill", "path"), CLEAN)
def test_every_word_of_the_samples_is_known(bill: Bill, path: str, tmp_path: Path) -> None:
    assert not {row["fee_type"] for row in emitted(path, tmp_path)} & {None, "unknown"}


def test_money_that_leaves_for_an_own_account_is_a_withdrawal(tmp_path: Path) -> None:
    found = emitted("kuaishou/账务流水_202609.csv", tmp_path)
    (taken,) = [row for row in found if row["fee_type"] == "withdrawal"]
    assert (taken["amount"], taken["order_id"]) == (Decimal("-300.0000"), None)


def test_commission_tells_what_it_was_reckoned_on(tmp_path: Path) -> None:
    found = emitted("xiaohongshu/货款结算明细_202609.xlsx", tmp_path)
    bases = {
        row["order_id"]: row["base_amount"] for row in found if row["fee_type"] == "commission"
    }
    assert bases["P761972449846556431"] == Decimal("34.7100")
    assert {row["base_amount"] for row in found if row["fee_type"] != "commission"} == {None}


def test_the_goods_of_a_refunded_row_are_a_refund_and_name_the_case(tmp_path: Path) -> None:
    found = emitted("xiaohongshu/货款结算明细_202609.xlsx", tmp_path)
    refunds = [row for row in found if row["fee_type"] == "refund"]
    assert {row["refund_id"] for row in refunds} == {
        "R7466628685675948", "R1864642216636927", "R1522289987445333"
    }  # fmt: skip
    assert {row["amount"] for row in refunds} == {Decimal("-15.0000")}


def test_an_amazon_settlement_takes_currency_and_day_from_its_first_row(tmp_path: Path) -> None:
    found = emitted("amazon/settlement_202609.txt", tmp_path)
    assert {row["currency"] for row in found} == {"USD"}
    assert {row["due_on"].isoformat() for row in found} == {"2026-09-17"}
    assert {row["statement_id"] for row in found} == {"10000000077"}
    assert [row["fee_type"] for row in found if row["refund_id"]] == ["refund"]


def test_the_total_of_an_amazon_settlement_is_a_checksum(tmp_path: Path) -> None:
    path = shared("platforms/samples") / "amazon/settlement_202609.txt"
    assert read(path, tmp_path).report.footer_check == {"total-amount": "equal"}
    text = path.read_text(encoding="utf-8")
    assert "183.41" in text
    wrong = read_text(text.replace("183.41", "184.41"), "wrong.txt", tmp_path).report
    assert wrong.findings == ("footer_mismatch",)
    assert wrong.footer_check["total-amount"] == "file says 184.41, rows add up to 183.41"


FOOT = "收入合计：9笔，共1740.04元"


def test_the_totals_below_a_pdd_book_are_a_checksum(tmp_path: Path) -> None:
    path = shared("platforms/samples") / "pdd/pdd-mall-bill-detail-2026-09.csv"
    report = read(path, tmp_path).report
    assert report.footer_check == {
        "收入合计": "equal", "支出合计": "equal", "收入笔数": "equal", "支出笔数": "equal"
    }  # fmt: skip
    text = path.read_text(encoding="gb18030")
    assert FOOT in text
    wrong = read_text(text.replace(FOOT, "收入合计：9笔，共1740.05元"), "错.csv", tmp_path).report
    assert wrong.footer_check["收入合计"] == "file says 1740.05, rows add up to 1740.04"
    assert wrong.findings == ("footer_mismatch",)
    assert "收入合计" in wrong.message


def test_a_word_nobody_knows_is_unknown_and_named_and_its_money_counts(tmp_path: Path) -> None:
    text = """
账务流水号,关联业务单号,入账时间,账务方向,发生额（元）,期末余额（元）,业务类型,描述,备注
KS1,2624249122175226,2026-09-07 23:29:35,支,12.50,87.50,天外来费,,
"""
    reading = read_text(text, "账务流水.csv", tmp_path)
    (row,) = rows(reading, "settlement_lines")
    assert (row["fee_type"], row["fee_raw"], row["amount"]) == (
        "unknown",
        "天外来费",
        Decimal("-12.5"),
    )
    assert reading.report.unknown_statuses == ("天外来费",)


def test_what_the_parts_do_not_explain_is_a_part_of_its_own(tmp_path: Path) -> None:
    text = """
订单号,售后单号,下单时间,结算时间,交易类型,结算账户,动账金额,计佣基数,商品实付/实退,佣金,新收费项
P100,,2026-09-01 10:00:00,2026-09-10 10:00:00,订单结算,店铺余额,93.00,100.00,100.00,-5.00,-2.00
"""
    found = rows(read_text(text, "结算.csv", tmp_path), "settlement_lines")
    parts = {row["component"]: (row["fee_type"], row["amount"]) for row in found}
    assert parts["未列明"] == ("unknown", Decimal("-2.0000"))
    assert sum(amount for _, amount in parts.values()) == 93


def test_an_order_settled_twice_is_two_rows(tmp_path: Path) -> None:
    text = """
订单号,商品ID,订单实付(元),合计收入(元),订单退款(元),合计支出(元),实际结算金额(元),实际结算时间
200,1,100.00,100.00,0,0,100.00,2026-09-10 10:00:00
200,1,0,0,30.00,30.00,-30.00,2026-09-10 12:00:00
200,1,0,0,20.00,20.00,-20.00,2026-09-12 12:00:00
"""
    found = rows(read_text(text, "结算.csv", tmp_path), "settlement_lines")
    assert sorted((row["flow_no"], row["amount"]) for row in found) == [
        ("200|2026-09-10|1", 100), ("200|2026-09-10|2", -30), ("200|2026-09-12|1", -20)
    ]  # fmt: skip
    assert {row["amount"]: row["fee_type"] for row in found} == {100: "goods", -30: "refund", -20: "refund"}  # fmt: skip


def test_every_meaning_of_a_fee_is_a_fee_type() -> None:
    shared_words = library.shared_vocabularies()
    used = set()
    for layout in LAYOUTS.values():
        for emit in layout.emit if layout.platform in OWN else ():
            if emit.table == "settlement_lines":
                used |= _vocabularies(emit.fields.get("fee_type"))
    assert used >= {"pdd_fee", "kuaishou_fee", "xiaohongshu_fee", "wechat_shop_fee", "amazon_fee"}
    for name in used:
        assert set(shared_words[name].values()) <= {*FEE_TYPES, ""}, name


def _vocabularies(field: object) -> set[str]:
    if isinstance(field, list):
        return set().union(*map(_vocabularies, field))
    if not isinstance(field, dict):
        return set()
    if "status" in field:
        return {field["vocabulary"]}
    return set().union(*map(_vocabularies, field.values()))


def test_a_planted_wrong_sign_is_noticed() -> None:
    bill = next(each for each in BILLS if each.dataset == "kuaishou/fund_flow_csv")
    plain = sum((cell(row, "发生额（元）") for row in bill_rows(bill, bill.samples[0])), Decimal(0))
    signed = sum((bill.net(row) for row in bill_rows(bill, bill.samples[0])), Decimal(0))
    assert plain != signed
