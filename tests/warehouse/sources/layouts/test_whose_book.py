"""Two shops of one platform never share a movement; a file under another name is the same book."""

from dataclasses import replace
from pathlib import Path

import pytest

from luoxuan.warehouse.sources import ShopRef, read_file
from tests.shared_material import shared
from tests.warehouse.sources.layouts.bills import BILLS, LAYOUTS, Bill
from tests.warehouse.sources.layouts.reading import CONTEXT, rows
from tests.warehouse.sources.layouts.test_bills_in_the_lake import books
from tests.warehouse.sources.layouts.test_money_books import BOOKS

KEY = ("provider", "account", "ledger", "flow_no", "component")
OF_A_SHOP = [book for book in (*BOOKS, *BILLS) if not LAYOUTS[f"{book.dataset}@1"].brand_wide]


@pytest.mark.parametrize("book", OF_A_SHOP, ids=lambda book: book.dataset)
def test_equal_files_of_two_shops_have_no_movement_in_common(book: Bill, tmp_path: Path) -> None:
    path = shared("platforms/samples") / book.samples[0]
    keys = []
    for name in ("first", "second"):
        shop = ShopRef(name, book.dataset.partition("/")[0], name, "Asia/Shanghai", "CNY", "")
        work = tmp_path / name
        work.mkdir()
        context = replace(CONTEXT, shops=(shop,), shop=shop)
        (reading,) = read_file(path, name=path.name, context=context, workdir=work)
        found = rows(reading, "settlement_lines")
        keys.append({tuple(row[part] for part in KEY) for row in found})
    assert keys[0]
    assert not keys[0] & keys[1]


def test_a_fund_bill_of_wechat_under_another_name_counts_once(tmp_path: Path) -> None:
    path = shared("platforms/samples/wechat_pay/1600000001Basic2026-09-01_30.csv")
    once, twice = books(tmp_path, "once"), books(tmp_path, "twice")
    once.bring(path)
    for name in (path.name, "九月.csv"):
        twice.bring(path, name)
    assert twice.told() == once.told()
    assert once.told()
