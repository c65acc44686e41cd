"""The demo's files carry the headers, encodings and wrappers of the platforms' own files."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
import python_calamine as calamine

from tests.demo.conftest import Folder
from tests.shared_material import shared

SHAPES = {
    "taobao/ExportOrderList2*.csv": "taobao/ExportOrderList202609301015.csv",
    "taobao/ExportOrderDetailList*.csv": "taobao/ExportOrderDetailList202609301016.csv",
    "taobao/退款列表*.xlsx": "taobao/退款列表202609.xlsx",
    "jd/订单导出_*.csv": "jd/订单导出_20260930.csv",
    "jd/自主售后服务单_*.xlsx": "jd/自主售后服务单_202609.xlsx",
    "douyin/*_qinglan*.csv": "douyin/1790755200_sample202609.csv",
    "douyin/*_aftersale*.csv": "douyin/1790755200_aftersale.csv",
    "pdd/orders_export*.csv": "pdd/orders_export2026-09-30-10-20-30.csv",
    "pdd/售后工作台_*.csv": "pdd/售后工作台_2026-09.csv",
    "pdd/商品推广_*.xlsx": "pdd/商品推广_2026-09.xlsx",
    "xiaohongshu/订单信息_*.xlsx": "xiaohongshu/订单信息_202609.xlsx",
    "wechat_shop/微信小店订单_*.xlsx": "wechat_shop/微信小店订单_202609.xlsx",
    "sycm/*店铺整体_*.xlsx": "sycm/【生意参谋平台】店铺整体_202609.xlsx",
    "sycm/*商品_全部_*.xls": "sycm/【生意参谋平台】商品_全部_2026-09-01_2026-09-05.xls",
    "sycm/*全店流量来源_*.xls": "sycm/【生意参谋】全店流量来源_2026-09-01.xls",
    "alimama/商品报表_*.zip": "alimama/商品报表_20260901_20260906.zip",
    "jingzhuntong/*.csv": "jingzhuntong/京准通_快车_202609.csv",
    "qianchuan/千川计划报表_*.csv": "qianchuan/千川计划报表_202609.csv",
    "qianchuan/全域数据_*.xlsx": "qianchuan/全域数据_直播分析_202609.xlsx",
    "juguang/*.xlsx": "juguang/聚光_创意报表_202609.xlsx",
}
CHOSEN = {"taobao/ExportOrderDetailList*.csv": ["商品ID"]}
"""Columns a merchant ticks besides the usual ones."""


def shape(path: Path) -> tuple[str, list[str]]:
    """Encoding or container, and the header: the first row with ten cells or more."""
    data = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            (name,) = archive.namelist()
            data = archive.read(name)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        wide = next(row for row in rows if sum(cell != "" for cell in row) >= 8)
        return data[:4].hex(), [str(cell) for cell in wide]
    mark = data.startswith(b"\xef\xbb\xbf")
    try:
        text, encoding = data.decode("utf-8-sig"), "utf-8+bom" if mark else "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("gb18030"), "gb18030"
    return encoding, next(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("pattern", sorted(SHAPES))
def test_a_file_has_the_shape_of_the_platforms_own(pattern: str, folder: Folder) -> None:
    sample = shape(shared("platforms/samples") / SHAPES[pattern])
    newest = sorted(folder.files.glob(pattern))[-1]
    kind, header = shape(newest)
    chosen = CHOSEN.get(pattern, [])
    assert (kind, header) == (sample[0], sample[1] + chosen)


@pytest.mark.parametrize(
    ("pattern", "start"),
    [
        ("taobao/ExportOrderList2*.csv", b'="4'),
        ("taobao/ExportOrderDetailList*.csv", b'="4'),
        ("douyin/*_qinglan*.csv", b'"\t69'),
        ("jd/订单导出_*.csv", b'"3'),
    ],
)
def test_ids_are_wrapped_as_the_platform_wraps_them(
    pattern: str, start: bytes, folder: Folder
) -> None:
    first = next(iter(sorted(folder.files.glob(pattern)))).read_bytes().splitlines()[1]
    assert first.startswith(start)


def test_pinduoduo_ends_its_cells_with_a_tab(folder: Folder) -> None:
    path = next(iter(sorted(folder.files.glob("pdd/orders_export*.csv"))))
    row = next(iter(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))))
    assert {name for name, cell in row.items() if not cell.endswith("\t")} == {"商品数量(件)"}
