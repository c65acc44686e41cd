"""A workbook of entries: what stands comes in, what cannot is told with its place."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from luoxuan.documents.sheets import SheetError
from luoxuan.plan.calendar.sheet import read_sheet

SHOPS = {"演示旗舰店": "taobao", "taobao": "taobao"}
HEAD = ["类型", "标题", "开始日期", "结束日期", "店铺", "SKU", "预算", "备注"]


def book(*rows: list[object]) -> bytes:
    """A workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def test_dates_and_amounts_come_in_as_people_type_them() -> None:
    data = book(
        HEAD,
        [
            "促销",
            "618 预热",
            date(2026, 6, 1),
            "2026/6/3",
            "演示旗舰店",
            "A103，B200 A103",
            "¥1,200",
            "",
        ],
        [None, "到仓", "2026年6月5日", None, None, None, None, "两柜"],
        [None] * 8,
    )
    reading = read_sheet(data, name="日历.xlsx", shops=SHOPS)
    assert reading.errors == []
    (row, one), (_row, two) = reading.drafts
    assert row == 2
    assert (one.kind, one.shop_key, one.amount) == ("promotion", "taobao", Decimal("1200.00"))
    assert (one.starts_on, one.ends_on) == (date(2026, 6, 1), date(2026, 6, 3))
    assert one.skus == ("A103", "B200", "A103")
    assert (two.kind, two.starts_on, two.ends_on) == ("other", date(2026, 6, 5), date(2026, 6, 5))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["促销", "", "2026-06-01"], "标题"),
        (["促销", "x", "06-01"], "开始日期"),
        (["促销", "x", "2026-06-03", "2026-06-01"], "结束日期"),
        (["大甩卖", "x", "2026-06-01"], "类型"),
        (["促销", "x", "2026-06-01", "", "没有的店"], "店铺"),
        (["促销", "x", "2026-06-01", "", "", "", "很多"], "预算"),
        (["促销", "x", "2026-06-01", "", "", "", "-3"], "预算"),
    ],
)
def test_a_row_that_cannot_stand_is_told_with_row_and_column(row: list[str], column: str) -> None:
    reading = read_sheet(book(HEAD, ["促销", "好", "2026-06-01"], row), name="x.xlsx", shops=SHOPS)
    assert [(each.row, each.column) for each in reading.errors] == [(3, column)]
    assert len(reading.drafts) == 1


def test_a_csv_of_excel_in_gbk_is_read() -> None:
    data = "标题,开始日期\n双11,2026-11-01\n".encode("gb18030")
    reading = read_sheet(data, name="x.csv", shops={})
    assert [draft.title for _row, draft in reading.drafts] == ["双11"]


@pytest.mark.parametrize("data", [b"", b"no workbook", book(["标题"])])
def test_a_file_that_is_no_calendar_is_refused_with_what_to_mend(data: bytes) -> None:
    with pytest.raises(SheetError):
        read_sheet(data, name="x.xlsx", shops={})
