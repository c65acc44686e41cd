"""The cells of the sample exports, read without the engine: a second opinion on what is personal."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

# A column is personal by its name: who, how to reach them, where exactly they live, what they wrote.
PERSONAL = re.compile(
    r"姓名|收货人|收件人|提货人|手机|电话|地址|街道|昵称|会员名|网名|旺旺|帐号|账号|身份证|实名"
    r"|留言|买家备注|商家备注|卖家备注|用户备注|订单备注|问题描述|退款说明|真实姓名|虚拟号"
    r"|Name$|^Name|Phone|Email|Address|Street|recipient|buyer-name|ship-address",
    re.IGNORECASE,
)
# Region down to the city stays; what is sold and who sells it is no buyer.
NOT_PERSONAL = re.compile(
    r"省|市$|城市|国家|地区|区$|店铺|商品|产品|宝贝|仓库|门店|公司|物流|快递|计划|广告|单元|创意|活动|渠道"
    r"|直播间|达人|修改过|是否手机|图片|公众|咨询量|回复率|商家昵称|账号类型|备注等级|Product|Campaign|Ad |Adset|Set|Lineitem|Item|Account|SKU|Shipping Method|Name$(?<!ping Name)(?<!ing Name)"
    r"|tracking|carrier",
    re.IGNORECASE,
)
SENTINEL = "哨兵人士"
TOKENS = (re.compile(r"##[^#\s]{4,}##"), re.compile(r"\$\$[^$\s]{4,}\$\$"))
# A hash may hold eleven digits between its letters: that is no number.
MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")


def is_personal(header: str) -> bool:
    """The name of the column says so."""
    return bool(PERSONAL.search(header)) and not NOT_PERSONAL.search(header)


def sample_rows(root: Path, entry: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Each row below the header of a sample, as its manifest entry says where that is."""
    lines = list(_lines(root / entry["path"], entry))
    header = [name.strip() for name in lines[entry["header_line"] - 1]]
    for line in lines[entry["data_line"] - 1 :]:
        yield dict(zip(header, (cell.strip() for cell in line), strict=False))


def _lines(path: Path, entry: dict[str, Any]) -> Iterator[list[str]]:
    if entry["container"] in ("xlsx", "xls"):
        book = python_calamine.CalamineWorkbook.from_path(path)
        for line in book.get_sheet_by_name(entry["sheet"]).to_python(skip_empty_area=False):
            yield [str(cell) for cell in line]
        return
    body = path.read_bytes()
    if entry["container"] == "zip":
        with zipfile.ZipFile(path, metadata_encoding="gbk") as archive:
            body = archive.read(entry["member"])
    text = body.decode(entry["encoding"].removesuffix("+bom")).removeprefix("﻿")
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=entry["delimiter"])


def with_sentinels(root: Path, entry: dict[str, Any], target: Path) -> int:
    """The CSV sample with a made-up mark in every personal cell that held something; how many."""
    lines = list(_lines(root / entry["path"], entry))
    header = [name.strip() for name in lines[entry["header_line"] - 1]]
    marked = 0
    for line in lines[entry["data_line"] - 1 :]:
        for n, name in enumerate(header[: len(line)]):
            if is_personal(name) and line[n].strip():
                marked += 1
                line[n] = f"{SENTINEL}{marked}"
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=entry["delimiter"]).writerows(lines)
    encoding = entry["encoding"].replace("utf-8+bom", "utf-8-sig")
    target.write_bytes(text.getvalue().encode(encoding))
    return marked


def distinctive(values: set[str], elsewhere: set[str]) -> set[str]:
    """Values that can only come from a personal cell: long enough, and in no other column."""
    cleaned = {value.strip("\t '`=\"") for value in values}
    return {
        value
        for value in cleaned
        if len(value) >= 2
        and not value.replace(".", "").replace("-", "").isdigit()
        and value not in elsewhere
    } | {value for value in cleaned if MOBILE.fullmatch(value)}
