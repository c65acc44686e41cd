"""The files: balances run, our own layouts read them, and their sums are those of the books."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.demo.bills import alipay
from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.files import late_files
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.window import DAY
from luoxuan.warehouse.sources import read_file
from tests.warehouse.sources.layouts.reading import CONTEXT

SHOP_BOOKS = {
    "taobao": ("taobao/千牛动账明细{}.csv",),
    "jd": ("jd/已结算明细_{}.xlsx",),
    "douyin": ("douyin/动账明细_{}.csv",),
    "pdd": ("pdd/pdd-mall-bill-detail-{}.csv",),
    "xiaohongshu": ("xiaohongshu/店铺余额明细_{}.xlsx",),
    "wechat_shop": ("wechat_shop/资金流水_{}.xlsx",),
}
CLOSED = 1


def month_of(books: Books, number: int) -> str:
    """202609."""
    return books.story.window.day_texts[books.months[number][0]][:7]


def lines_of(path: Path, workdir: Path) -> list[dict[str, Any]]:
    """The movements our layouts read from a file; nothing of it may be set aside."""
    found: list[dict[str, Any]] = []
    for reading in read_file(path, name=path.name, context=CONTEXT, workdir=workdir):
        assert not reading.report.quarantined, path.name
        assert not reading.report.findings, path.name
        if "settlement_lines" in reading.tables():
            found += reading.rows("settlement_lines").read_all().to_pylist()
    return found


@pytest.mark.parametrize("shop", sorted(SHOP_BOOKS))
def test_a_bill_is_read_to_the_sum_of_its_month(
    shop: str, books: Books, on_disk: dict[str, Path], tmp_path: Path
) -> None:
    month = month_of(books, CLOSED)
    expected = sum(entry.total for entry in books.of(shop, books.months[CLOSED]))
    for name in SHOP_BOOKS[shop]:
        path = on_disk[name.format(month if shop == "pdd" else month.replace("-", ""))]
        found = lines_of(path, tmp_path)
        assert sum(line["amount"] for line in found) * 100 == expected


def test_both_books_of_a_shop_tell_of_the_same_settlements(
    books: Books, on_disk: dict[str, Path], tmp_path: Path
) -> None:
    month = month_of(books, CLOSED).replace("-", "")
    for parts, whole in (
        ("xiaohongshu/货款结算明细_{}.xlsx", "xiaohongshu/店铺余额明细_{}.xlsx"),
        ("douyin/结算账单_{}.csv", "douyin/动账明细_{}.csv"),
    ):
        taken_apart = lines_of(on_disk[parts.format(month)], tmp_path)
        together = lines_of(on_disk[whole.format(month)], tmp_path)
        goods = [line["amount"] for line in together if line["fee_type"] in ("goods",)]
        if "xiaohongshu" in parts:
            goods += [line["amount"] for line in together if line["fee_type"] == "refund"]
        assert sum(line["amount"] for line in taken_apart) == sum(goods)


def balances(lines: list[dict[str, Any]]) -> Iterator[tuple[Decimal, Decimal, str]]:
    """What the balance should be after each movement but the first, what it is, and its number."""
    before = None
    for line in lines:
        if before is not None:
            yield before + line["amount"], line["balance_after"], line["flow_no"]
        before = line["balance_after"]


@pytest.mark.parametrize(
    "name", ["xiaohongshu/店铺余额明细_{}.xlsx", "wechat_shop/资金流水_{}.xlsx"]
)
def test_a_shops_balance_runs_through_all_months(
    name: str, books: Books, on_disk: dict[str, Path], tmp_path: Path
) -> None:
    found: list[dict[str, Any]] = []
    for number in range(len(books.months)):
        path = on_disk[name.format(month_of(books, number).replace("-", ""))]
        found += sorted(lines_of(path, tmp_path), key=lambda line: line["source_row_no"])
    assert all(expected == balance for expected, balance, _ in balances(found))


def test_alipays_balance_breaks_where_a_line_was_taken_out_and_nowhere_else(
    books: Books, on_disk: dict[str, Path], tmp_path: Path
) -> None:
    found: list[dict[str, Any]] = []
    for number in range(len(books.months)):
        month = month_of(books, number).replace("-", "")
        path = on_disk[f"alipay/{alipay.ACCOUNT}_{month}_账务明细.zip"]
        found += sorted(lines_of(path, tmp_path), key=lambda line: line["source_row_no"])
    breaks = [(is_ - should, no) for should, is_, no in balances(found) if should != is_]
    taken = alipay.removed(books)
    following = next(
        line for line in alipay.lines(books) if line.moment > taken.moment and not line.is_removed
    )
    assert breaks == [(Decimal(taken.amount) / 100, following.number)]


def test_the_tables_of_costs_and_fees_are_read_whole(
    on_disk: dict[str, Path], files: dict[str, ExportFile], tmp_path: Path
) -> None:
    for name, table in (("成本表", "costs"), ("组合装表", "bundles"), ("费率表", "fee_terms")):
        path = f"luoxuan/{name}.csv"
        (reading,) = read_file(on_disk[path], name=f"{name}.csv", context=CONTEXT, workdir=tmp_path)
        rows = reading.rows(table).read_all().to_pylist()
        assert len(rows) == files[path].rows
        assert not reading.report.quarantined


def test_rows_that_come_late_are_in_no_other_file(
    books: Books, files: dict[str, ExportFile]
) -> None:
    late = list(late_files(books))
    assert [file.shop for file in late] == ["pdd"]
    (entry,) = books.planting.late["pdd"]
    first, last = books.months[CLOSED]
    assert first <= entry.moment // DAY <= last
    assert late[0].path not in files
    assert entry not in books.by_shop["pdd"]
