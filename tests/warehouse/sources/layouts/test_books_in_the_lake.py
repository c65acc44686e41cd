"""Money books brought again, saved otherwise, overlapping or corrected, hold every movement once."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from tests.shared_material import shared
from tests.warehouse.sources.layouts.bills import Bill
from tests.warehouse.sources.layouts.test_bills_in_the_lake import books
from tests.warehouse.sources.layouts.test_money_books import BOOKS


@pytest.mark.slow
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.dataset)
def test_a_book_saved_otherwise_brings_nothing_new(book: Bill, tmp_path: Path) -> None:
    folder = shared("platforms/samples")
    clean, dirty = (folder / path for path in book.samples)
    once, twice = books(tmp_path, "once"), books(tmp_path, "twice")
    once.bring(clean)
    for path in (clean, dirty, clean):
        twice.bring(path)
    assert twice.told() == once.told()


def test_the_zip_and_the_table_in_it_and_both_bills_of_jd_are_one_book(tmp_path: Path) -> None:
    folder = shared("platforms/samples")
    for name, pair in (("alipay", BOOKS[:2]), ("jd", BOOKS[4:6])):
        once, twice = books(tmp_path, name), books(tmp_path, f"{name}-twice")
        once.bring(folder / pair[0].samples[0])
        for book in pair:
            twice.bring(folder / book.samples[0])
        assert twice.told() == once.told()


HEAD = "结算时间,订单号,子订单号,结算金额,结算账户,结算单类型,用户实付,运费,收入合计,平台服务费,佣金,支出合计\n\n"
ROW = "{at},900,{line},{net},聚合账户,已结算,{paid},0,{paid},{fee},0,{fee}\n"
LINES = [
    ROW.format(at=f"2026-09-0{day} 10:00:00", line=line, net=net, paid=paid, fee=fee)
    for day, line, net, paid, fee in (
        (1, "901", "95.00", "100.00", "-5.00"),
        (2, "901", "-9.50", "-10.00", "0.50"),
        (3, "902", "47.50", "50.00", "-2.50"),
        (4, "903", "19.00", "20.00", "-1.00"),
    )
]


def settled(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def test_bills_that_overlap_hold_each_line_once_in_any_order(tmp_path: Path) -> None:
    whole = books(tmp_path, "whole")
    whole.bring(settled(tmp_path, "whole.csv", LINES))
    assert sum(Decimal(str(row["amount"])) for row in whole.told()) == Decimal("152.00")
    parts = (LINES[:3], LINES[1:], LINES[2:])
    for number, order in enumerate(permutations(range(3))):
        several = books(tmp_path, f"several-{number}")
        for place in order:
            several.bring(settled(tmp_path, f"{number}-{place}.csv", parts[place]))
        assert several.told() == whole.told()


def test_a_corrected_bill_takes_the_place_of_the_first(tmp_path: Path) -> None:
    found = books(tmp_path, "corrected")
    found.bring(settled(tmp_path, "first.csv", LINES))
    better = [LINES[0].replace("95.00", "96.00").replace("-5.00", "-4.00"), *LINES[1:]]
    found.bring(settled(tmp_path, "second.csv", better))
    assert sum(Decimal(str(row["amount"])) for row in found.told()) == Decimal("153.00")
