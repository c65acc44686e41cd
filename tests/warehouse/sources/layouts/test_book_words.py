"""The words a layout has for books of money, each on a small made-up report."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.warehouse.sources import ReadContext, Reading, library, read_file
from luoxuan.warehouse.sources.emit.scope import looked_up
from tests.warehouse.sources.layouts.reading import read, rows

AT = datetime(2026, 10, 1, tzinfo=UTC)
BILL = """
platform: shop
dataset: bill
title: 样例账单
brand_wide: true
detect: {must: [单号, 实付, 佣金, 时间]}
key: [单号, 备注]
ordinal_key: true
columns:
  - {name: 单号, kind: id}
  - {name: 时间, kind: time}
  - {name: 实付, kind: money}
  - {name: 补贴, kind: money}
  - {name: 佣金, kind: money}
  - {name: 方向, kind: status}
  - {name: 账号}
  - {name: 备注}
  - {name: 买家, kind: personal}
footer:
  - {name: 合计佣金, label: 佣金合计, column: 佣金}
  - {name: 合计笔数, pattern: '共(\\d+)笔'}
vocabularies: {way: {进: in, 出: out}}
emit:
  - table: settlement_lines
    each:
      - {component: 实付, fee_type: goods, amount: 实付}
      - {component: 补贴, fee_type: subsidy, amount: 补贴, base_amount: 实付}
      - {component: 佣金, fee_type: commission, amount: {negate: {abs: 佣金}}}
    fields:
      provider: {const: shop}
      account: {coalesce: [{masked: 账号}, {const: ""}]}
      ledger: {const: statement}
      flow_no: {numbered: [单号, {"on": 时间}]}
      component: {part: component}
      fee_type: {part: fee_type}
      amount: {part: amount}
      base_amount: {part: base_amount}
      occurred_at: 时间
"""
HEAD = "单号,时间,实付,补贴,佣金,方向,账号,备注"
SIGNED = """
  - table: settlement_lines
    fields:
      provider: {const: shop}
      account: {const: ""}
      ledger: {const: platform_account}
      flow_no: 单号
      component: {const: ""}
      fee_type: {const: goods}
      amount: {signed: 实付, by: 方向, vocabulary: way}
      occurred_at: 时间
"""


def bill_read(text: str, folder: Path, *, layout: str = BILL) -> Reading:
    """The report under a layout of the brand's own."""
    own = library.layout_from_text(layout, name="bill.yaml")
    context = ReadContext(
        brand="demo", import_id="import-1", imported_at=AT, pseudonym_key=b"k" * 32, shops=(),
        shop=None, layouts=(own,),
    )  # fmt: skip
    path = folder / "bill.csv"
    path.write_text(text, encoding="utf-8")
    (reading,) = read_file(path, name="bill.csv", context=context, workdir=folder)
    assert reading.report.status == "imported", reading.report.message
    return reading


def lines(reading: Reading) -> list[dict[str, Any]]:
    return rows(reading, "settlement_lines")


def test_a_row_becomes_one_line_per_component_that_holds_something(tmp_path: Path) -> None:
    found = lines(
        bill_read(f"{HEAD}\nA1,2026-09-01,100,0.00,-5,,62258801,\nA2,2026-09-01,,3,,,,\n", tmp_path)
    )
    assert [(r["flow_no"], r["component"], r["fee_type"], r["amount"]) for r in found] == [
        ("A1|2026-09-01|1", "实付", "goods", Decimal(100)),
        ("A1|2026-09-01|1", "佣金", "commission", Decimal(-5)),
        ("A2|2026-09-01|1", "补贴", "subsidy", Decimal(3)),
    ]
    assert [r["account"] for r in found] == ["****8801", "****8801", ""]
    assert {r["shop_key"] for r in found} == {""}


def test_rows_equal_but_for_a_note_are_numbered(tmp_path: Path) -> None:
    found = lines(
        bill_read(f"{HEAD}\nA1,2026-09-01,1,2,3,,,甲\nA1,2026-09-01,1,2,3,,,乙\n", tmp_path)
    )
    assert sorted(r["flow_no"] for r in found) == ["A1|2026-09-01|1"] * 3 + ["A1|2026-09-01|2"] * 3


AMOUNTS = st.decimals(min_value=-10000, max_value=10000, places=2)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=12))
def test_components_add_up_to_their_rows(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[Decimal, ...]]
) -> None:
    text = "\n".join(f"A{n},2026-09-01,{a},{b},{c},,," for n, (a, b, c) in enumerate(amounts))
    found = lines(bill_read(f"{HEAD}\n{text}\n", tmp_path_factory.mktemp("bill")))
    for n, (a, b, c) in enumerate(amounts):
        own = [r["amount"] for r in found if r["flow_no"] == f"A{n}|2026-09-01|1"]
        assert sum(own) == a + b - abs(c)
        assert len(own) == sum(1 for amount in (a, b, c) if amount)


def test_a_direction_gives_the_sign_and_an_unknown_one_gives_nothing(tmp_path: Path) -> None:
    layout = BILL[: BILL.index("  - table")] + SIGNED.removeprefix("\n")
    text = f"{HEAD}\nA1,2026-09-01,5,,,进,,\nA2,2026-09-01,5,,,出,,\nA3,2026-09-01,5,,,绕,,\n"
    reading = bill_read(text, tmp_path, layout=layout)
    assert [r["amount"] for r in lines(reading)] == [Decimal(5), Decimal(-5), None]
    assert reading.report.unknown_statuses == ("绕",)


FOOT = "单据数,佣金合计\n2,8.00\n本页共2笔\n"
BODY = f"{HEAD}\nA1,2026-09-01,100,,-5,,,\nA2,2026-09-01,100,,-3,,,\n"


def test_the_foot_is_no_row_and_its_totals_are_compared(tmp_path: Path) -> None:
    report = bill_read(BODY + FOOT, tmp_path).report
    assert (report.rows_read, report.rows_kept, report.dropped) == (2, 2, {})
    assert report.footer_check == {"合计佣金": "equal", "合计笔数": "equal"}
    assert report.findings == ()
    wrong = bill_read(BODY + FOOT.replace("8.00", "9.00").replace("共2", "共3"), tmp_path).report
    assert wrong.footer_check == {
        "合计佣金": "file says 9, rows add up to -8",
        "合计笔数": "file says 3, rows add up to 2",
    }
    assert wrong.findings == ("footer_mismatch",)
    assert "合计佣金、合计笔数" in wrong.message


def test_a_file_without_its_foot_says_nothing_of_it(tmp_path: Path) -> None:
    report = bill_read(BODY, tmp_path).report
    assert (report.footer_check, report.findings) == ({}, ())


def test_a_workbook_keeps_the_foot_as_well(tmp_path: Path) -> None:
    """Saved by a spreadsheet, the lines of the foot are as wide as the rows."""
    book = openpyxl.Workbook()
    head = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"
    for line in (
        head,
        "2026-09-01 10:00:00,42,1,交易,交易,收入,10.00,10.00,system,,E1",
        "2026-09-01 10:00:01,42,2,扣除交易手续费,扣除交易手续费,支出,0.06,9.94,system,,E1",
        "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额",
        "2,1,10.00,1,0.07",
    ):
        book.active.append(line.split(","))
    out = BytesIO()
    book.save(out)
    path = tmp_path / "1600000001Basic.xlsx"
    path.write_bytes(out.getvalue())
    reading = read(path, tmp_path)
    assert (reading.report.rows_kept, reading.report.quarantined) == (2, {})
    assert reading.report.footer_check == {
        "资金流水总笔数": "equal", "收入笔数": "equal", "收入金额": "equal", "支出笔数": "equal",
        "支出金额": "file says 0.07, rows add up to 0.06",
    }  # fmt: skip
    assert reading.report.findings == ("footer_mismatch",)


SETTLED = """商家ID,公司ID,公司名称,钱包账户,订单编号,业务单据编号,父单号,订单状态,下单时间,完成时间,商品编号,结算时间,结算金额合计,收入金额合计,支出金额合计,商户订单号,资金动账备注
1001,2001,示例公司,360000009988,399032311769,D1,0,完成,2026-09-01 01:21:06,2026-09-05 21:28:06,100230321559,2026-09-06 21:28:06,253.94,269.00,-15.06,399032311769,货款-399032311769-1
1001,2001,示例公司,360000009988,399032311769,D2,0,完成,2026-09-01 01:21:06,2026-09-05 21:28:06,100230321559,2026-09-09 21:28:06,-15.00,0.00,-15.00,399032311769,货款-399032311769-1-售后
"""


def test_what_jd_pays_into_the_wallet_is_a_movement_and_no_second_bill(tmp_path: Path) -> None:
    path = tmp_path / "已结算明细.csv"
    path.write_text(SETTLED, encoding="utf-8")
    found = sorted(lines(read(path, tmp_path)), key=lambda r: r["source_row_no"])
    assert [(r["ledger"], r["account"], r["amount"], r["fee_type"]) for r in found] == [
        ("platform_account", "jd ****9988", Decimal("253.9400"), "goods"),
        ("platform_account", "jd ****9988", Decimal("-15.0000"), "refund"),
    ]
    assert len({r["flow_no"] for r in found}) == 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("0030002|天猫佣金-类目软件服务费", "commission"),
        ("9999|天猫佣金", "commission"),
        ("0030002|一个新词", None),
        ("一个新词", None),
    ],
)
def test_a_fee_goes_by_its_whole_text_or_its_words_alone(text: str, word: str | None) -> None:
    assert looked_up(text, library.shared_vocabularies()["alipay_fee"]) == word


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("fee_type: goods", "fee_type: fees", "emit.0.each.0.fee_type: there is no fee type fees."),
        ("amount: 补贴", "amount: 税", "emit.0.each.1.amount: the report has no column 税."),
        ("amount: 补贴", "amount: 买家", "emit.0.each.1.amount: 买家 is personal"),
        ("{part: amount}", "{part: tax}", "emit.0.fields.amount: no component has a part tax."),
        ("    each:", "    once_per: [单号]\n    each:", "emit.0: each and once_per exclude each other."),
        ("column: 佣金}", "column: 税}", "footer.0: the report has no column 税."),
        ("'共(\\d+)笔'", "'共笔'", "footer.1.pattern: 共笔 needs one group in brackets"),
        ("label: 佣金合计, ", "", "footer.0: Value error, give pattern, label"),
        ("occurred_at: 时间", "occurred_at: {signed: 实付, by: 方向, vocabulary: ways}",
         "emit.0.fields.occurred_at: there is no vocabulary ways."),
        ("occurred_at: 时间", "occurred_at: {signed: 实付, by: 方位, vocabulary: way}",
         "emit.0.fields.occurred_at: the report has no column 方位."),
        ("occurred_at: 时间", "occurred_at: {signed: 实付}", "emit.0.fields.occurred_at: signed needs by, vocabulary."),
    ],
)  # fmt: skip
def test_a_word_that_leads_nowhere_is_refused(before: str, after: str, message: str) -> None:
    assert before in BILL
    with pytest.raises(library.LayoutError) as refused:
        library.layout_from_text(BILL.replace(before, after), name="bill.yaml")
    assert str(refused.value).startswith(f"bill.yaml: {message}")
