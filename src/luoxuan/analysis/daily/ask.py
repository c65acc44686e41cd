"""Asking for a report: a few scans, then everything from small numbers (9.4)."""

from dataclasses import replace
from decimal import Decimal

from luoxuan.analysis import drivers, findings
from luoxuan.analysis.daily import estimate, rows, standing, words
from luoxuan.analysis.daily.answer import Comparison, DailyAnswer, ReportRow
from luoxuan.analysis.daily.factors import factors
from luoxuan.analysis.daily.query import Book
from luoxuan.analysis.daily.question import DailyQuestion
from luoxuan.analysis.drivers import DriversAnswer, DriversQuestion
from luoxuan.charts import Measure
from luoxuan.metrics.coverage import covered
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence

MOVERS: tuple[Dimension, ...] = ("shop", "product", "source")


def ask(question: DailyQuestion, session: Session) -> DailyAnswer:
    """The whole report."""
    period = _within_data(question, session)
    comparisons = tuple(
        Comparison(key, words.LABELS[label].fill(), other)  # type: ignore[arg-type]
        for key, label, other in estimate.comparisons(period, question.grain)
    )
    trend = estimate.trend(period, question.grain, question.since)
    month = estimate.month(period.last)
    others = [c.period for c in comparisons]
    book = Book(session, question, [trend, period, *others, month.so_far, month.before, month.year])
    book.load_people(session, [period, *others])
    total = rows.total_row(book, period, comparisons)
    fresh = standing.freshness(question, book, period)
    pace = standing.pace(book, period.last)
    moved = tuple(_movers(replace(question, period=period), others[0], book, session))
    return DailyAnswer(
        question=question,
        period=period,
        comparisons=comparisons,
        headline=(
            *_headline(total, comparisons, period),
            *_why(question, moved, comparisons[0]),
            pace.sentence,
        ),
        warnings=standing.warnings(question, fresh, period),
        total=total,
        rows=tuple(rows.shop_row(shop, book, period, comparisons) for shop in question.shops),
        pace=pace,
        movers=moved,
        movers_against=comparisons[0].key,
        factors=factors(book, period, others[0]),
        trend=rows.series(question, book, trend),
        findings=findings.ask(_problems(question, book, period), session),
        freshness=fresh,
    )


def _problems(question: DailyQuestion, book: Book, period: Period) -> findings.FindingsQuestion:
    names = tuple((shop.key, shop.name) for shop in question.shops)
    return findings.FindingsQuestion(book.seen, period.last, question.currency, names)


def _within_data(question: DailyQuestion, session: Session) -> Period:
    """The period, cut off where the orders of all shops end: a running month is no whole month."""
    period = question.period
    if len(period) == 1:
        return period
    known = covered(session)
    reach = [known.last_day(shop.key, "orders") for shop in question.shops]
    last = max((day for day in reach if day is not None), default=period.last)
    return Period(period.first, last) if last in period else period


def _movers(
    question: DailyQuestion, before: Period, book: Book, session: Session
) -> list[DriversAnswer]:
    """By shop from the book; by product and source from one query each, held against the same totals."""
    period = question.period
    shops = book.sales(before), book.sales(period)
    totals = sum(shops[0].values(), Decimal(0)), sum(shops[1].values(), Decimal(0))
    found = []
    for by in MOVERS:
        asked = DriversQuestion("gmv_paid", period, before, by, book.seen, question.currency)
        members = shops if by == "shop" else drivers.amounts(asked, session)
        found.append(drivers.answered(asked, members, totals, session))
    return found


def _headline(
    total: ReportRow, comparisons: tuple[Comparison, ...], period: Period
) -> list[Sentence]:
    sales, orders = total.cells["gmv_paid"], total.cells["orders_paid"]
    value = sales.figure.value
    if value is None:
        reason = sales.figure.reason or ""
        return [words.UNKNOWN.fill(period=str(period), reason=reason)]
    said = [
        words.SOLD.fill(
            period=str(period),
            amount=value,
            sign=Measure("money", sales.figure.currency or "").sign,
            orders=orders.figure.value or 0,
        )
    ]
    for comparison in comparisons:
        change = sales.changes[comparison.key]
        if change.share is not None and change.difference is not None:
            said.append(
                words.AGAINST.fill(
                    change=change.share, label=comparison.label, difference=change.difference
                )
            )
    return said


def _why(
    question: DailyQuestion, moved: tuple[DriversAnswer, ...], against: Comparison
) -> list[Sentence]:
    """The shop that moved the total most."""
    by_shop = moved[0].contributions
    if len(by_shop) < 2 or by_shop[0].share is None:
        return []
    names = {shop.key: shop.name for shop in question.shops}
    first = by_shop[0]
    return [
        words.MOVED.fill(
            label=against.label,
            shop=names.get(first.member, first.member),
            difference=first.change,
            share=first.share or Decimal(0),
        )
    ]
