"""The bills as files, month by month."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from luoxuan.demo.bills import alipay, taobao
from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.entry import Entry
from luoxuan.demo.cells import Row, gbk, minimal
from luoxuan.demo.drafts import ExportFile, Period
from luoxuan.demo.window import DAY, Window


class Bill(NamedTuple):
    """One kind of bill of one shop."""

    shop: str
    name: str
    rows: Callable[[Window, list[Entry]], list[Row]]
    write: Callable[[list[Row]], bytes]


BILLS = (
    Bill(
        "taobao",
        "taobao/千牛动账明细{month}.csv",
        taobao.rows,
        lambda r: gbk(minimal(r, end="\r\n")),
    ),
)


def bill_files(books: Books) -> Iterator[ExportFile]:
    """Every bill of every month."""
    window = books.story.window
    for bill in BILLS:
        for period in books.months:
            rows = bill.rows(window, books.of(bill.shop, period))
            path = bill.name.format(month=_month(window, period))
            yield _file(window, path, bill.shop, period, bill.write(rows), len(rows) - 1)
    yield from _alipay(books)


def _alipay(books: Books) -> Iterator[ExportFile]:
    window, balance = books.story.window, alipay.OPENING
    found = alipay.lines(books)
    for period in books.months:
        mine = [line for line in found if period[0] <= line.moment // DAY <= period[1]]
        data = alipay.month_file(window, period, mine, balance)
        balance += sum(line.amount for line in mine)
        path = f"alipay/{alipay.ACCOUNT}_{_month(window, period)}_账务明细.zip"
        yield _file(window, path, "", period, data, len(mine))


def _month(window: Window, period: Period) -> str:
    return window.day_texts[period[0]][:7].replace("-", "")


def _file(
    window: Window, path: str, shop: str, period: Period, data: bytes, rows: int
) -> ExportFile:
    first, last = (window.day_texts[day] for day in period)
    return ExportFile(path, data, shop, rows, first, last)
