"""The rows of a report: a shop or the total, each figure with its changes (9.4)."""

from decimal import Decimal

from luoxuan.analysis.daily import estimate, words
from luoxuan.analysis.daily.answer import COLUMNS, Cell, Change, Comparison, ReportRow, Series
from luoxuan.analysis.daily.query import Book
from luoxuan.analysis.daily.question import DailyQuestion, ShopInReport
from luoxuan.metrics.period import Period, one_day
from luoxuan.metrics.question import Figure
from luoxuan.metrics.sentences import Sentence


def shop_row(
    shop: ShopInReport, book: Book, period: Period, comparisons: tuple[Comparison, ...]
) -> ReportRow:
    """The row of one shop."""
    cells = _cells((shop.key,), book, period, comparisons)
    return ReportRow(shop.key, shop.name, shop.platform, cells)


def total_row(book: Book, period: Period, comparisons: tuple[Comparison, ...]) -> ReportRow:
    """The row of all shops together; ratios are recomputed from sums."""
    return ReportRow("", "", "", _cells(book.shops, book, period, comparisons))


def _cells(
    shops: tuple[str, ...], book: Book, period: Period, comparisons: tuple[Comparison, ...]
) -> dict[str, Cell]:
    cells = {}
    for metric in COLUMNS:
        now = book.figure(metric, shops, period)
        changes: dict[str, Change] = {
            c.key: _change(now, book.figure(metric, shops, c.period), c) for c in comparisons
        }
        cells[metric] = Cell(now, changes)
    return cells


def _change(now: Figure, before: Figure, comparison: Comparison) -> Change:
    if now.value is None:
        return Change(before.value, None, None, now.reason)
    if before.value is None:
        reason = words.NO_BEFORE.fill(label=comparison.label)
        return Change(None, None, None, reason)
    if now.currency != before.currency:
        return Change(before.value, None, None, words.OTHER_MONEY.fill())
    difference, share = estimate.change(Decimal(now.value), Decimal(before.value))
    beside = _beside(now, before)
    if beside is None and share is None:
        beside = words.NOTHING_BEFORE.fill(label=comparison.label)
    return Change(before.value, difference, share, beside)


def _beside(now: Figure, before: Figure) -> Sentence | None:
    """A warning where the two figures are not of the same shops."""
    shops = now.coverage.shops_covered, before.coverage.shops_covered
    if shops[0] == shops[1]:
        return None
    return words.OTHER_SHOPS.fill(now=shops[0], before=shops[1])


def series(question: DailyQuestion, book: Book, days: Period) -> tuple[Series, ...]:
    """The lines of the charts: sales of each shop and of all, and each shop's conversion."""
    every = tuple(days.days())
    found = []
    for metric in ("gmv_paid", "conversion"):
        for shops in [book.shops, *((shop.key,) for shop in question.shops)]:
            name = shops[0] if len(shops) == 1 and shops != book.shops else ""
            values = tuple(book.figure(metric, shops, one_day(day)).value for day in every)
            found.append(Series(metric, name, every, values))
    return tuple(found)
