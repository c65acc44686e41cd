"""Reading entries of a workbook or a CSV: every row is kept or told with its reason (6.4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.documents.sheets import SheetError, sheets_of, table_in
from luoxuan.plan.calendar.models import CalendarEntry
from luoxuan.plan.calendar.services import EntryDraft

MOST_ROWS = 5_000
HEADINGS: dict[str, tuple[str, ...]] = {
    "kind": ("类型", "种类", "kind", "type"),
    "title": ("标题", "名称", "活动名称", "title", "name"),
    "starts_on": (
        "开始日期",
        "开始",
        "开始时间",
        "start",
        "starts_on",
        "starts on",
        "begins on",
        "from",
    ),
    "ends_on": ("结束日期", "结束", "结束时间", "end", "ends_on", "ends on", "to"),
    "shop_key": ("店铺", "店铺名称", "shop"),
    "skus": ("SKU", "商家编码", "skus", "merchant sku"),
    "amount": ("预算", "费用", "amount", "budget", "cost"),
    "state": ("状态", "状况", "state"),
    "note": ("备注", "说明", "note"),
    "uid": ("编号", "uid", "id", "number"),
}
NEEDED = ("title", "starts_on")
KINDS = {
    "promotion": ("促销", "活动", "大促"),
    "content": ("内容", "笔记", "短视频", "直播"),
    "ad_flight": ("投放", "广告", "广告投放"),
    "stock_arrival": ("到货", "入库"),
    "platform_event": ("平台活动",),
    "holiday": ("节假日", "假期"),
    "other": ("其他", "其它"),
}
STATES = {
    "planned": ("计划", "计划中", "已计划"),
    "confirmed": ("已确认", "确认"),
    "done": ("已完成", "完成"),
    "dropped": ("取消", "已取消", "放弃"),
}
EVERY_SHOP = ("", "全部店铺", "全部", "Every shop")
DAY_SHAPES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


@dataclass(frozen=True)
class RowError:
    """A row that cannot stand, and why; rows count as the spreadsheet counts them."""

    row: int
    column: str
    reason: str


@dataclass
class SheetReading:
    """What a file holds: drafts by row, and the rows that cannot stand."""

    drafts: list[tuple[int, EntryDraft]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_sheet(data: bytes, *, name: str, shops: Mapping[str, str]) -> SheetReading:
    """The entries of the first sheet. `shops` leads from names and keys to keys. Raises SheetError."""
    rows, above = table_in(sheets_of(data, name=name), _is_head)
    if not rows:
        raise SheetError(_("The file is empty: put the headings in the first row."))
    columns = _columns(rows[0])
    missing = [HEADINGS[one][0] for one in NEEDED if one not in columns]
    if missing:
        raise SheetError(
            _("The first row lacks the headings %(names)s.") % {"names": "、".join(missing)}
        )
    if len(rows) - 1 > MOST_ROWS:
        raise SheetError(
            _("%(n)s rows are more than %(most)s: split the file.")
            % {"n": len(rows) - 1, "most": MOST_ROWS}
        )
    reading = SheetReading()
    for number, row in enumerate(rows[1:], start=above + 2):
        if any(str(cell).strip() for cell in row):
            cells = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
            _read_row(reading, number, cells, shops)
    return reading


def _read_row(
    reading: SheetReading, number: int, cells: Mapping[str, Any], shops: Mapping[str, str]
) -> None:
    try:
        reading.drafts.append((number, _draft(cells, shops)))
    except _CellError as error:
        column = HEADINGS[error.column][0]
        reading.errors.append(RowError(number, column, error.reason))


class _CellError(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def _draft(cells: Mapping[str, Any], shops: Mapping[str, str]) -> EntryDraft:
    text = {key: str(cells.get(key, "") or "").strip() for key in HEADINGS}
    if not text["title"]:
        raise _CellError("title", "empty")
    starts_on = _day("starts_on", cells.get("starts_on"))
    ends_on = _day("ends_on", cells["ends_on"]) if text["ends_on"] else starts_on
    if ends_on < starts_on:
        raise _CellError("ends_on", f"{ends_on} < {starts_on}")
    return EntryDraft(
        kind=_word("kind", text["kind"], KINDS, CalendarEntry.Kind.OTHER),
        title=text["title"][:120],
        starts_on=starts_on,
        ends_on=ends_on,
        shop_key=_shop(text["shop_key"], shops),
        skus=tuple(filter(None, re.split(r"[\s,，;；、]+", text["skus"]))),
        amount=_amount(text["amount"]),
        state=_word("state", text["state"], STATES, CalendarEntry.State.PLANNED),
        note=text["note"],
        uid=text["uid"][:64],
    )


def _word(column: str, said: str, known: Mapping[str, Sequence[str]], default: str) -> str:
    if not said:
        return default
    for key, words in known.items():
        if said.lower().replace(" ", "_") == key or said in words:
            return key
    raise _CellError(column, said)


def _shop(said: str, shops: Mapping[str, str]) -> str:
    if said in EVERY_SHOP:
        return ""
    if said not in shops:
        raise _CellError("shop_key", said)
    return shops[said]


def _day(column: str, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = str(cell or "").strip().split(" ")[0]
    for shape in DAY_SHAPES:
        try:
            return datetime.strptime(said, shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise _CellError(column, said or "empty")


def _amount(said: str) -> Decimal | None:
    if said in ("", "—"):
        return None
    try:
        value = Decimal(re.sub(r"[¥￥,，元\s]", "", said)).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise _CellError("amount", said) from None
    if not value.is_finite() or value < 0:
        raise _CellError("amount", said)
    return value


def _is_head(row: Sequence[Any]) -> bool:
    found = _columns(row)
    return all(name in found for name in NEEDED)


def _columns(header: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        said = str(cell).strip().lower()
        for key, words in HEADINGS.items():
            if said in {word.lower() for word in words}:
                found.setdefault(key, at)
    return found
