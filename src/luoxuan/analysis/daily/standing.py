"""How far the data reach, and how the month runs (9.4)."""

from datetime import date
from decimal import Decimal

from luoxuan.analysis.daily import estimate, words
from luoxuan.analysis.daily.answer import Freshness, Pace
from luoxuan.analysis.daily.query import Book
from luoxuan.analysis.daily.question import DailyQuestion
from luoxuan.metrics import reasons
from luoxuan.metrics.model import Report
from luoxuan.metrics.period import DAY, Period, one_day
from luoxuan.metrics.sentences import Sentence

REPORTS: tuple[Report, ...] = ("orders", "refunds", "traffic_shop", "ads")
LOOK_BACK = 29 * DAY


def freshness(question: DailyQuestion, book: Book, period: Period) -> tuple[Freshness, ...]:
    """Per shop and report: how far it reaches, and the days of the last 30 it leaves out."""
    seen = Period(min(period.first, period.last - LOOK_BACK), period.last)
    found = []
    for shop in question.shops:
        for report in REPORTS:
            last = book.covered.last_day(shop.key, report)
            missing = tuple(d for d in seen.days() if not book.covered.has(shop.key, report, d))
            found.append(Freshness(shop.key, report, last, missing, _reach(last)))
    return tuple(found)


def _reach(last: date | None) -> Sentence:
    return words.REACHES.fill(last=last) if last else words.NEVER.fill()


def warnings(
    question: DailyQuestion, found: tuple[Freshness, ...], period: Period
) -> tuple[Sentence, ...]:
    """What stands on top: reports that leave out days of the period, then reports that never came."""
    names = {shop.key: shop.name for shop in question.shops}
    said = [words.NOT_OVER.fill(last=period.last)] if period != question.period else []
    for row in found:
        lost = [day for day in row.missing if day in period]
        if lost and row.note and row.last_day:
            said.append(
                words.MISSING.fill(
                    shop=names[row.shop],
                    report=reasons.REPORTS[row.report].fill(),
                    days=len(lost),
                    asked=len(period),
                    reach=row.note,
                )
            )
    for report in REPORTS:
        never = [names[row.shop] for row in found if row.report == report and not row.last_day]
        if never:
            title = reasons.REPORTS[report].fill()
            said.append(words.NEVER_CAME.fill(report=title, shops="、".join(never)))
    return tuple(said)


def pace(book: Book, day: date) -> Pace:
    """The month up to a day: what is usual by now, where it lands, and the same days before."""
    month = estimate.month(day)
    amounts = _daily(book, (month.year, month.before))
    elapsed, pattern = estimate.elapsed(month, amounts)
    so_far = _sales(book, month.so_far)
    name = f"{month.whole.first:%Y-%m}"
    landing = None if so_far is None else (so_far / elapsed).quantize(Decimal("0.01"))
    sentence = words.PACE_UNKNOWN.fill(month=name)
    if so_far is not None and landing is not None:
        sentence = words.PACE.fill(month=name, amount=so_far, elapsed=elapsed, landing=landing)
    return Pace(
        month.whole,
        so_far,
        len(month.so_far),
        elapsed,
        pattern,
        landing,
        _sales(book, month.before_so_far),
        _sales(book, month.year_so_far),
        sentence,
    )


def _sales(book: Book, period: Period) -> Decimal | None:
    value = book.figure("gmv_paid", book.shops, period).value
    return None if value is None else Decimal(value)


def _daily(book: Book, periods: tuple[Period, ...]) -> dict[date, Decimal]:
    """Sales of each day that has a figure."""
    found = {}
    for period in periods:
        for day in period.days():
            value = _sales(book, one_day(day))
            if value is not None:
                found[day] = value
    return found
