"""A bank statement of any form, and a table of costs, through the mapping wizard's service."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from luoxuan.foundation.intake import services
from luoxuan.foundation.intake.models import Import, LayoutDraft
from luoxuan.foundation.intake.services import (
    ColumnAnswer,
    LayoutAnswerError,
    MappingAnswers,
    layout_build,
)
from luoxuan.foundation.people.models import Brand, Shop
from luoxuan.foundation.people.services import shop_register
from tests.foundation.intake.conftest import AT, Importing
from tests.foundation.intake.reading_back import rows

pytestmark = pytest.mark.django_db(transaction=True)
# Made up, in the form of a Chinese bank: account above the header, money in and out apart, free words.
CMB = """招商银行交易明细
账号：,6225 8801 2345 2231
起始日期,20260901,终止日期,20260930

交易日期,摘要,贷方发生额,借方发生额,余额,对方户名,对方账号
20260903,支付宝提现,"12,000.00",,"15,000.00",示例支付公司,208800000000
20260905,采购货款,,"8,000.00","7,000.00",甲示例,622200000001
20260905,采购货款,,"8,000.00","-1,000.00",甲示例,622200000001
20260930,手续费,,10.50,"-1,010.50",,
"""
MOVED = [Decimal("12000.0000"), Decimal("-8000.0000"), Decimal("-8000.0000"), Decimal("-10.5000")]


def mapped(brand: Brand, path: Path) -> LayoutDraft:
    """A draft as the wizard opens it, with its own proposals for answers."""
    original = services.original_keep(brand=brand, path=path, name=path.name, at=AT)
    draft = services.draft_open(brand=brand, original=original, created_by=None, at=AT)
    preview = services.draft_preview(draft=draft, at=AT)
    answers = services.layout_propose(draft=draft, preview=preview)
    return services.draft_answer(draft=draft, answers=answers)


def saved(brand: Brand, draft: LayoutDraft) -> list[str]:
    """The layout saved, the batch run: what became of the file."""
    batch = services.draft_save(draft=draft, saved_by=None, at=AT)
    outcome = services.batch_run(batch=batch, at=AT, listener=lambda _news: None)
    return [report["status"] for report in outcome]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="gb18030")
    return path


def two_shops(brand: Brand) -> None:
    """A brand of which nobody could guess the shop."""
    for key in ("甲店", "乙店"):
        shop_register(
            brand=brand, key=f"tb-{len(key)}{key == '甲店':d}", platform="taobao", name=key
        )


def test_a_bank_statement_comes_in_as_movements_of_a_money_account(
    brand: Brand, tmp_path: Path
) -> None:
    two_shops(brand)
    draft = mapped(brand, written(tmp_path, "银行流水.csv", CMB))
    assert draft.answers["dataset"] == "bank"
    (report,) = services.draft_try(draft=draft, at=AT)
    assert (report.status, report.rows_kept) == ("imported", 4)
    assert saved(brand, draft) == ["imported"]
    assert Import.objects.get().shop == ""
    assert Shop.objects.count() == 2
    lines = rows(brand, "SELECT * FROM settlement_lines ORDER BY source_row_no")
    assert [line["amount"] for line in lines] == MOVED
    assert [line["fee_type"] for line in lines] == [
        "withdrawal",
        "unknown",
        "unknown",
        "payment_fee",
    ]
    assert {(line["provider"], line["ledger"], line["account"]) for line in lines} == {
        ("bank", "money_account", "****2231")
    }
    assert len({line["flow_no"] for line in lines}) == 4
    assert lines[-1]["balance_after"] == Decimal("-1010.5000")
    assert "甲示例" not in str(lines)
    assert "622200000001" not in str(lines)


def test_the_next_month_overlaps_and_counts_nothing_twice(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    assert saved(brand, mapped(brand, written(tmp_path, "九月.csv", CMB))) == ["imported"]
    again = CMB + '20261002,支付宝提现,"2,000.00",,989.50,示例支付公司,208800000000\n'
    (report,) = bring(written(tmp_path, "十月.csv", again))
    assert report.status == "imported"
    found = rows(brand, "SELECT count(*) n, sum(amount) total FROM settlement_lines")[0]
    assert (found["n"], found["total"]) == (5, sum(MOVED, Decimal(2000)))


DIRECTED = """交易时间,借贷标志,交易金额,交易流水号,摘要
2026-09-03 10:00:00,贷,100.00,B000000001,货款
2026-09-04 10:00:00,借,30.00,B000000002,房租
"""


def test_a_word_may_say_which_way_the_money_went(brand: Brand, tmp_path: Path) -> None:
    names = {
        "交易时间": ("time", "occurred_at"), "借贷标志": ("status", "direction"), "交易金额": ("money", "amount"),
        "交易流水号": ("id", "flow_no"), "摘要": ("text", "fee_raw"),
    }  # fmt: skip
    columns = tuple(
        ColumnAnswer(name, kind, f"settlement_lines.{field}")
        for name, (kind, field) in names.items()
    )
    draft = mapped(brand, written(tmp_path, "工行.csv", DIRECTED))
    answers = MappingAnswers(title="工商银行", dataset="icbc", columns=columns)
    services.draft_answer(draft=draft, answers=answers)
    assert saved(brand, draft) == ["imported"]
    lines = rows(brand, "SELECT flow_no, amount, account FROM settlement_lines ORDER BY flow_no")
    assert [(line["flow_no"], line["amount"], line["account"]) for line in lines] == [
        ("B000000001", Decimal("100.0000"), "icbc"),
        ("B000000002", Decimal("-30.0000"), "icbc"),
    ]


COSTS = """货品,商家编码,采购价,税率,生效日期
青禾毛巾,QH-1,12.50,1%,2026-09-01
青禾枕头,QH-2,30,1%,2026-09-01
"""


def test_a_table_of_costs_of_another_form_comes_in(brand: Brand, tmp_path: Path) -> None:
    two_shops(brand)
    assert saved(brand, mapped(brand, written(tmp_path, "采购价.csv", COSTS))) == ["imported"]
    found = rows(brand, "SELECT merchant_sku, unit_cost, tax_rate FROM costs ORDER BY 1")
    assert [(row["merchant_sku"], row["unit_cost"], row["tax_rate"]) for row in found] == [
        ("QH-1", Decimal("12.5000"), Decimal("0.010000")),
        ("QH-2", Decimal("30.0000"), Decimal("0.010000")),
    ]


DAY = ColumnAnswer("日期", "time", "settlement_lines.occurred_at")
AMOUNT = ColumnAnswer("金额", "money", "settlement_lines.amount")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ((DAY,), "金额"),
        ((AMOUNT,), "记账时间"),
        ((DAY, AMOUNT, ColumnAnswer("收入", "money", "settlement_lines.income")), "只能"),
        ((DAY, AMOUNT, ColumnAnswer("件", "count", "orders.units")), "分开"),
    ],
)
def test_a_statement_that_does_not_say_what_moved_is_sent_back(
    columns: tuple[ColumnAnswer, ...], said: str
) -> None:
    answers = MappingAnswers(title="流水", dataset="bank", columns=columns)
    with translation.override("zh-hans"), pytest.raises(LayoutAnswerError, match=said):
        layout_build(answers)
