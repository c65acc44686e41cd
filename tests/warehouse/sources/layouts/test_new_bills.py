"""Reports without a sample: their columns are published, the files here are invented."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.warehouse.sources.conftest import rows_of as rows
from tests.warehouse.sources.layouts.reading import read_text

TRANSACTIONS = """
Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency,Business Entity Name
2026-09-01 10:00:00 +0200,charge,#1001,visa,online,paid,2026-09-04,90001,2026-09-04,50.00,1.75,48.25,#11,card,54.00,USD,EUR,Beispiel GmbH
2026-09-02 10:00:00 +0200,charge,#1002,master,online,pending,2026-09-06,,2026-09-06,20.00,0.88,19.12,#12,card,20.00,EUR,EUR,Beispiel GmbH
2026-09-02 23:30:00 +0200,refund,#1001,visa,online,paid,2026-09-04,90001,2026-09-04,-10.00,0.00,-10.00,#11,card,10.00,EUR,EUR,Beispiel GmbH
2026-09-03 08:00:00 +0200,warp_fee,,,,pending,2026-09-06,,2026-09-06,-3.00,0.00,-3.00,,,,,EUR,Beispiel GmbH
"""
PAYOUTS = """
Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,Retried Amount,Total,Currency,Bank Reference
2026-09-04,paid,50.00,-10.00,0.00,0.00,-1.75,0.00,38.25,EUR,BANK-1
2026-09-06,scheduled,20.00,0.00,0.00,0.00,-0.88,0.00,16.12,EUR,
2026-09-07,failed,5.00,0.00,0.00,0.00,0.00,0.00,5.00,EUR,
"""
OTHER_FEES = """
业务款项,订单号,业务单据号,结算时间,结算账户,交易类型,动账金额,备注
小额打款,P100,D1,2026-09-05 10:00:00,店铺余额,支出,-5.00,王五的补偿
运费险,,D2,2026-09-05 11:00:00,店铺余额,支出,-1.20,
运费险,,D2,2026-09-05 11:00:00,店铺余额,支出,-1.30,
奇怪的款,,D3,2026-09-06 09:00:00,店铺余额,收入,8.00,
"""


def test_shopify_transactions_are_payments_and_movements(tmp_path: Path) -> None:
    reading = read_text(TRANSACTIONS, "payment_transactions_export_1.csv", tmp_path)
    assert reading.report.layout == "shopify/payment_transactions_csv@1"
    assert reading.report.unknown_columns == ()
    paid = rows(reading, "payments")
    assert [(p["kind"], p["order_id"], p["amount"], p["fee"]) for p in paid] == [
        ("payment", "#1001", Decimal("50.00"), Decimal("-1.75")),
        ("payment", "#1002", Decimal("20.00"), Decimal("-0.88")),
        ("refund", "#1001", Decimal("-10.00"), Decimal("0.00")),
    ]
    assert len({p["payment_id"] for p in paid}) == 3
    moved = rows(reading, "settlement_lines")
    assert sum(m["amount"] for m in moved) == Decimal("54.37")
    assert {m["currency"] for m in moved} == {"EUR"}
    types = {(m["order_id"], m["component"]): (m["fee_type"], m["state"]) for m in moved}
    assert types == {
        ("#1001", "Amount"): ("refund", "settled"),
        ("#1001", "Fee"): ("payment_fee", "settled"),
        ("#1002", "Amount"): ("goods", "pending"),
        ("#1002", "Fee"): ("payment_fee", "pending"),
        (None, "Amount"): ("unknown", "pending"),
    }
    assert reading.report.unknown_statuses == ("warp_fee",)


def test_a_pending_row_is_the_same_row_when_it_is_paid(tmp_path: Path) -> None:
    later = TRANSACTIONS.replace("pending,2026-09-06,,", "paid,2026-09-06,90002,")
    numbers = [
        {(m["flow_no"], m["component"]) for m in rows(reading, "settlement_lines")}
        for reading in (
            read_text(TRANSACTIONS, "a.csv", tmp_path),
            read_text(later, "b.csv", tmp_path),
        )
    ]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == 6


def test_a_shopify_payout_is_a_withdrawal_once_it_is_under_way(tmp_path: Path) -> None:
    reading = read_text(PAYOUTS, "payouts_export_1.csv", tmp_path)
    assert reading.report.layout == "shopify/payouts_csv@1"
    found = rows(reading, "settlement_lines")
    assert [(m["amount"], m["fee_type"], m["state"], m["external_no"]) for m in found] == [
        (Decimal("-38.25"), "withdrawal", "settled", "BANK-1"),
    ]
    assert [m["occurred_on"] for m in found] == [date(2026, 9, 4)]


def test_the_two_shopify_books_come_to_nought_where_all_is_paid_out(tmp_path: Path) -> None:
    moved = rows(read_text(TRANSACTIONS, "t.csv", tmp_path), "settlement_lines")
    paid_out = rows(read_text(PAYOUTS, "p.csv", tmp_path), "settlement_lines")
    settled = [row for row in (*moved, *paid_out) if row["state"] == "settled"]
    assert sum(row["amount"] for row in settled) == 0


def test_other_fees_of_xiaohongshu_keep_order_words_and_twins(tmp_path: Path) -> None:
    reading = read_text(OTHER_FEES, "其他服务款.csv", tmp_path)
    assert reading.report.layout == "xiaohongshu/other_fees_xlsx@1"
    found = rows(reading, "settlement_lines")
    assert sum(m["amount"] for m in found) == Decimal("0.50")
    assert [(m["fee_type"], m["order_id"], m["amount"]) for m in found] == [
        ("compensation", "P100", Decimal("-5.00")),
        ("freight_insurance", None, Decimal("-1.20")),
        ("freight_insurance", None, Decimal("-1.30")),
        ("unknown", None, Decimal("8.00")),
    ]
    assert len({m["flow_no"] for m in found}) == 4
    assert reading.report.unknown_statuses == ("奇怪的款",)


def test_a_remark_that_names_somebody_goes_nowhere(tmp_path: Path) -> None:
    reading = read_text(OTHER_FEES, "其他服务款.csv", tmp_path)
    stage = reading.stage()
    assert stage is not None
    assert "王五".encode() not in stage.read_bytes()
    assert all("王五" not in str(row) for row in rows(reading, "settlement_lines"))


PDD = """
商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述
TX20260910001,2026-09-10 09:00:00,0.00,500.00,提现,,0080001|提现-提现申请
"""
WECHAT = """
流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,关联礼物单号,详情
9001,2026-09-10 09:00:00,提现,支出,¥500.00,20.00,,,W77,,,张三的银行卡
"""
XIAOHONGSHU = """
创建时间,交易类型描述,收入（元）,支出（元）,账户余额（元）,业务单号,备注
2026-09-10 09:00:00,提现,,500.00,20.00,TX9,
"""


@pytest.mark.parametrize(
    ("text", "number"), [(PDD, "TX20260910001"), (WECHAT, "W77"), (XIAOHONGSHU, "TX9")]
)
def test_a_withdrawal_goes_out_without_an_order_under_its_number(
    text: str, number: str, tmp_path: Path
) -> None:
    (row,) = rows(read_text(text, "book.csv", tmp_path), "settlement_lines")
    assert (row["fee_type"], row["amount"]) == ("withdrawal", Decimal("-500.0000"))
    assert (row["order_id"], row["external_no"]) == (None, number)
