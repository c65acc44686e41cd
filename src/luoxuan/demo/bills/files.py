"""The bills as files, month by month, each in its platform's own form."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from luoxuan.demo.bills import alipay, douyin, jd, pdd, taobao, wechat_shop, xiaohongshu
from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.entry import Entry
from luoxuan.demo.cells import gbk, minimal, utf8_bom
from luoxuan.demo.drafts import ExportFile, Period
from luoxuan.demo.window import DAY, Window
from luoxuan.demo.workbook import xlsx


class Month(NamedTuple):
    """What a shop booked in a month, and its balance before."""

    window: Window
    period: Period
    entries: list[Entry]
    opening: int


class Made(NamedTuple):
    """A bill's bytes, and how many rows of it are data."""

    data: bytes
    rows: int


def _taobao(month: Month) -> Made:
    rows = taobao.rows(month.window, month.entries)
    return Made(gbk(minimal(rows, end="\r\n")), len(rows) - 1)


def _jd(month: Month) -> Made:
    rows = jd.rows(month.window, month.entries)
    return Made(xlsx([("结算明细", rows), ("说明", jd.NOTES)]), len(rows) - 1)


def _douyin_flow(month: Month) -> Made:
    rows = douyin.flow(month.window, month.entries)
    return Made(utf8_bom(minimal(rows, end="\n")), len(rows) - 1)


def _douyin_settled(month: Month) -> Made:
    rows = douyin.settled(month.window, month.entries)
    return Made(utf8_bom(minimal(rows, end="\n")), len(rows) - 2)


def _pdd(month: Month) -> Made:
    rows = pdd.rows(month.window, month.entries)
    return Made(pdd.month_file(month.window, month.period, rows), len(rows) - 1)


def _xiaohongshu_balance(month: Month) -> Made:
    rows = xiaohongshu.balance(month.window, month.entries, month.opening)
    return Made(xlsx([("余额明细", rows)]), len(rows) - 1)


def _xiaohongshu_settled(month: Month) -> Made:
    rows = xiaohongshu.settled(month.window, month.entries)
    return Made(xlsx([("货款明细", rows)]), len(rows) - 1)


def _wechat_shop(month: Month) -> Made:
    rows = wechat_shop.rows(month.window, month.entries, month.opening)
    return Made(xlsx([("Sheet1", rows)]), len(rows) - 1)


BILLS: tuple[tuple[str, str, Callable[[Month], Made]], ...] = (
    ("taobao", "taobao/千牛动账明细{month}.csv", _taobao),
    ("jd", "jd/已结算明细_{month}.xlsx", _jd),
    ("douyin", "douyin/动账明细_{month}.csv", _douyin_flow),
    ("douyin", "douyin/结算账单_{month}.csv", _douyin_settled),
    ("pdd", "pdd/pdd-mall-bill-detail-{dashed}.csv", _pdd),
    ("xiaohongshu", "xiaohongshu/店铺余额明细_{month}.xlsx", _xiaohongshu_balance),
    ("xiaohongshu", "xiaohongshu/货款结算明细_{month}.xlsx", _xiaohongshu_settled),
    ("wechat_shop", "wechat_shop/资金流水_{month}.xlsx", _wechat_shop),
)


def bill_files(books: Books) -> Iterator[ExportFile]:
    """Every bill of every month."""
    window = books.story.window
    for shop, name, make in BILLS:
        for period in books.months:
            opening = books.balance(shop, period[0] * DAY)
            made = make(Month(window, period, books.of(shop, period), opening))
            yield _file(window, _named(window, name, period), shop, period, made)
    yield from _alipay(books)


def late_files(books: Books) -> Iterator[ExportFile]:
    """Rows of a month that come when it is closed; they lie beside the other files."""
    window = books.story.window
    for shop, found in books.planting.late.items():
        _, name, make = next(bill for bill in BILLS if bill[0] == shop)
        day = found[0].moment // DAY
        period = next(each for each in books.months if each[0] <= day <= each[1])
        made = make(Month(window, period, found, 0))
        path = _named(window, name, period).replace(".", "_补.")
        yield _file(window, path, shop, period, made)


def _alipay(books: Books) -> Iterator[ExportFile]:
    window, balance = books.story.window, alipay.OPENING
    found = alipay.lines(books)
    for period in books.months:
        mine = [line for line in found if period[0] <= line.moment // DAY <= period[1]]
        made = Made(
            alipay.month_file(window, period, mine, balance),
            sum(not line.is_removed for line in mine),
        )
        balance += sum(line.amount for line in mine)
        name = f"alipay/{alipay.ACCOUNT}_{{month}}_账务明细.zip"
        yield _file(window, _named(window, name, period), "", period, made)


def _named(window: Window, name: str, period: Period) -> str:
    dashed = window.day_texts[period[0]][:7]
    return name.format(month=dashed.replace("-", ""), dashed=dashed)


def _file(window: Window, path: str, shop: str, period: Period, made: Made) -> ExportFile:
    first, last = (window.day_texts[day] for day in period)
    return ExportFile(path, made.data, shop, made.rows, first, last)
