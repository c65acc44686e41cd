"""Stock, parcels and service hold what the answer sheet says, and nothing like it elsewhere."""

import csv
import io
from datetime import datetime, timedelta

import python_calamine as calamine

from luoxuan.demo import costs
from luoxuan.demo.brand import skus
from luoxuan.demo.ids import order_number
from luoxuan.demo.parcels import parcel_files, stuck_parcels
from luoxuan.demo.service import service_files, slow_day
from luoxuan.demo.stock import oversold, stock_files
from luoxuan.demo.story import Story
from tests.demo.conftest import LAST


def sheet(data: bytes) -> list[dict[str, object]]:
    """The rows of a workbook's first sheet by its first wide row."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    top = next(n for n, row in enumerate(rows) if sum(cell != "" for cell in row) > 8)
    return [dict(zip(map(str, rows[top]), row, strict=True)) for row in rows[top + 1 :]]


def test_one_sku_is_oversold_on_the_last_day_and_none_before(story: Story) -> None:
    looks = [sheet(file.data) for file in stock_files(story)]
    short = [[row["商品编码"] for row in rows if float(str(row["可用数"])) < 0] for rows in looks]
    assert short == [[], [], [], [oversold()[0].code]]
    gone = story.problems.stock_out.sku.code
    (row,) = [row for row in looks[-1] if row["商品编码"] == gone]
    assert row["可用数"] == 0


def test_two_parcels_have_not_moved_for_days(story: Story) -> None:
    end = datetime.combine(LAST, datetime.min.time()) + timedelta(days=1)
    still = set()
    for file in parcel_files(story):
        for row in csv.DictReader(io.StringIO(file.data.decode("gb18030"), newline="")):
            seen = datetime.fromisoformat(row["最新轨迹时间"])
            if row["物流状态"] == "运输中" and end - seen > timedelta(days=2):
                still.add(row["订单号"].strip())
    stuck = stuck_parcels(story)
    assert still == {order_number(each.shop, story.window, each.order) for each in stuck}
    assert len(still) == 2


def test_the_tmall_shop_answered_slowly_on_one_day(story: Story) -> None:
    (report,) = [file for file in service_files(story) if file.shop == "taobao"]
    slow = {
        row["日期"]
        for row in sheet(report.data)
        if row["旺旺"] and float(str(row["首次响应(秒)"])) > 60
    }
    assert slow == {slow_day(story)}


def test_every_sku_has_a_cost_of_its_own_or_of_its_parts(story: Story) -> None:
    texts = {file.path: file.data.decode("utf-8-sig") for file in costs.cost_files(story.window)}
    rows = list(csv.DictReader(io.StringIO(texts["luoxuan/成本表.csv"], newline="")))
    parts = list(csv.DictReader(io.StringIO(texts["luoxuan/组合装表.csv"], newline="")))
    known = {row["商家编码"] for row in rows}
    made_of = {row["组合编码"]: row["单品编码"] for row in parts}
    assert {made_of.get(sku.code, sku.code) for sku in skus()} == known
    assert not set(made_of) & known
    risen = [row["单位成本"] for row in rows if row["商家编码"] == costs.RISING]
    assert len(risen) == 3
    assert float(risen[2]) > 2 * float(risen[1])
