"""Figures out of counts: formula, coverage, currency, and the reason where there is no number (6.6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from luoxuan.metrics import reasons
from luoxuan.metrics.coverage import Covered
from luoxuan.metrics.model import Metric, Report
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Amount, Coverage, Figure, Gap
from luoxuan.metrics.registry import MEASURES, METRICS
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.metrics.tally import ByCurrency

RATIO = Decimal("0.000001")
MONEY = Decimal("0.0001")
TOGETHER = "~together"
"""The shop of a count over all shops at once, where one was made."""
STATES = ("traffic_shop", "traffic_product", "traffic_source")
Lookup = Callable[[str, str], ByCurrency | None]
"""Measure and shop to amounts by currency; None where there is no row."""


@dataclass(frozen=True)
class Frame:
    """What a figure is about: shops, days, what covers them, the brand's currency."""

    shops: tuple[str, ...]
    period: Period
    covered: Covered
    currency: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A measure of one shop: amounts by currency, or why there are none."""

    amounts: Mapping[str, Amount] | None
    reason: Sentence | None = None


def figure(metric: Metric, frame: Frame, lookup: Lookup, reports: Mapping[str, Report]) -> Figure:
    """One figure over the frame's shops: parts both known are taken, and the coverage says which."""
    names = tuple(reports)
    parts = [
        [known(metric, name, shop, frame, lookup, reports[name]) for name in names]
        for shop in frame.shops
    ]
    coverage = _coverage(metric, frame, reports, parts)
    if metric.formula.how == "either":
        parts = [[_first_known(row)] for row in parts]
    whole = [row for row in parts if all(part.amounts is not None for part in row)]
    if not whole:
        return Figure(metric.id, frame.members, None, coverage, reason=_why(parts))
    sums = [_added(column) for column in zip(*whole, strict=True)]
    if metric.additivity == "distinct" and len(frame.shops) > 1:
        together = lookup(names[0], TOGETHER)
        if together is None:
            reason = reasons.NOT_ADDED.fill()
            return Figure(metric.id, frame.members, None, coverage, reason=reason)
        sums = [{code: value for code, value in together.items() if value is not None}]
    return _figure(metric, frame, sums, coverage)


def known(
    metric: Metric, measure: str, shop: str, frame: Frame, lookup: Lookup, report: Report
) -> Known:
    """What is known of a measure: a row's amount, zero where a report covers the days, else nothing."""
    amounts = lookup(measure, shop)
    name = reasons.REPORTS[report].fill()
    if amounts is not None:
        told = {code: value for code, value in amounts.items() if value is not None}
        if told:
            return Known(told)
        is_cost = MEASURES[measure].needs == "costs"
        lacks = reasons.NO_COST.fill() if is_cost else reasons.NOT_IN_SOURCE.fill(report=name)
        return Known(None, lacks)
    if not frame.covered.days(shop, report, frame.period):
        return Known(None, reasons.NO_REPORT.fill(report=name))
    if report not in STATES:
        return Known({})
    if metric.additivity == "distinct":
        return Known(None, reasons.NOT_ADDED.fill())
    return Known(None, reasons.NO_REPORT.fill(report=name))


def _first_known(row: list[Known]) -> Known:
    return next((part for part in row if part.amounts is not None), row[0])


def _why(parts: list[list[Known]]) -> Sentence:
    """The reason of the shop that came furthest: a column missing tells more than a file missing."""
    found = [part.reason for row in parts for part in row if part.reason is not None]
    found.sort(key=lambda reason: reason.template.id == "no_report")
    return found[0] if found else reasons.NO_SHOP.fill()


def _added(parts: Iterable[Known]) -> dict[str, Amount]:
    sums: dict[str, Amount] = defaultdict(int)
    for part in parts:
        for code, value in (part.amounts or {}).items():
            sums[code] += value
    return dict(sums)


def _figure(
    metric: Metric, frame: Frame, sums: list[dict[str, Amount]], coverage: Coverage
) -> Figure:
    reason = _partly(coverage)
    if metric.unit == "count":
        (first,) = sums
        return Figure(metric.id, frame.members, sum(first.values()), coverage, reason=reason)
    by_currency, nothing_below = _by_currency(metric, sums, frame.currency)
    code, mixed = pick_currency(by_currency, frame.currency)
    is_money = metric.unit == "money"
    if code is None or code not in by_currency:
        below = _nothing_below(metric) if nothing_below else mixed
        return Figure(
            metric.id, frame.members, None, coverage, by_currency=by_currency, reason=below
        )
    return Figure(
        metric.id,
        frame.members,
        by_currency[code],
        coverage,
        currency=code if is_money else None,
        by_currency=by_currency if is_money else {},
        reason=mixed or reason,
    )


def _by_currency(
    metric: Metric, sums: list[dict[str, Amount]], currency: str
) -> tuple[dict[str, Amount], bool]:
    """The formula in each currency, and whether there is nothing to divide by."""
    how = metric.formula.how
    if not any(MEASURES[name].is_money for name in metric.formula.measures):
        sums = [{currency: sum(column.values())} for column in sums]
    codes = sorted({code for column in sums for code in column} or {currency})
    if how in {"of", "either"}:
        return {code: Decimal(sums[0].get(code, 0)) for code in codes}, False
    first, second = sums
    if how == "minus":
        return {c: Decimal(first.get(c, 0)) - Decimal(second.get(c, 0)) for c in codes}, False
    step = MONEY if metric.unit == "money" else RATIO
    found: dict[str, Amount] = {
        code: divide(first.get(code, 0), second[code], step) for code in codes if second.get(code)
    }
    return found, not found


def divide(above: Amount, below: Amount, step: Decimal) -> Decimal:
    """above / below, rounded to the step."""
    return (Decimal(above) / Decimal(below)).quantize(step, rounding=ROUND_HALF_EVEN)


def pick_currency(
    amounts: Mapping[str, Amount], currency: str
) -> tuple[str | None, Sentence | None]:
    """The currency a total is given in: the only one, else the brand's with a warning, else none."""
    codes = [code for code, value in amounts.items() if value or len(amounts) == 1]
    codes = codes or [code for code in amounts if code == currency] or list(amounts)[:1]
    if len(codes) <= 1:
        return (codes[0] if codes else currency), None
    if currency in codes:
        others = _listed(amounts, [code for code in codes if code != currency])
        return currency, reasons.OTHER_CURRENCY.fill(currency=currency, others=others)
    return None, reasons.NO_COMMON_CURRENCY.fill(others=_listed(amounts, codes))


def _listed(amounts: Mapping[str, Amount], codes: list[str]) -> str:
    return ", ".join(f"{code or '?'} {Decimal(amounts[code]):,f}" for code in codes)


def _nothing_below(metric: Metric) -> Sentence:
    below = METRICS.get(metric.formula.second)
    words = below.name if below else metric.name
    return reasons.NOTHING_BELOW.fill(what=Template("name", words.en, words.zh).fill())


def _partly(coverage: Coverage) -> Sentence | None:
    if coverage.is_complete:
        return None
    return reasons.PARTLY_COVERED.fill(covered=coverage.days_covered, asked=coverage.days_asked)


def _coverage(
    metric: Metric, frame: Frame, reports: Mapping[str, Report], parts: list[list[Known]]
) -> Coverage:
    needed = list(dict.fromkeys(reports.values()))
    if metric.formula.how == "either":
        needed = needed[-1:]
    gaps, days_covered, shops_covered = [], 0, 0
    for shop, row in zip(frame.shops, parts, strict=True):
        missing = {report: _missing(shop, report, frame) for report in needed}
        lost = set().union(*missing.values()) if missing else set()
        gaps += [Gap(shop, report, tuple(days)) for report, days in missing.items() if days]
        told = all(part.amounts is not None for part in row)
        shops_covered += told
        # A row without a file that covers its day still speaks of one.
        days_covered += max(len(frame.period) - len(lost), 1) if told else 0
    asked = len(frame.shops)
    return Coverage(asked, shops_covered, asked * len(frame.period), days_covered, tuple(gaps))


def _missing(shop: str, report: Report, frame: Frame) -> list[date]:
    return [day for day in frame.period.days() if not frame.covered.has(shop, report, day)]
