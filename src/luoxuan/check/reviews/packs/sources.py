"""What the house itself knows of a period: findings, days out of the ordinary, alerts, the calendar (12.2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from luoxuan.analysis import anomalies, findings
from luoxuan.analysis.findings import Finding
from luoxuan.analysis.findings.ask import FINDERS as EVERY_FINDER
from luoxuan.analysis.findings.trade import file_notes
from luoxuan.check.reviews.happenings import Happening, register
from luoxuan.check.reviews.sections import PackContext
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import selectors as signals
from luoxuan.metrics.sentences import Template
from luoxuan.plan.calendar import selectors as calendar

SALES = ("gmv_paid", "net_sales", "orders_paid", "units", "aov", "conversion", "buyers_reported")
ADS = ("ad_spend", "ad_attributed_value", "ad_attributed_orders", "roi", "cost_per_order", "cac")
OF_KIND: dict[str, tuple[str, ...]] = {
    "stock_out": SALES,
    "conversion_break": SALES,
    "price_conflict": SALES,
    "brushing": SALES,
    "burning_campaign": ADS,
}
EVERY = timedelta(days=7)
"""A finding is seen for two weeks: looking every seventh day sees it, at a seventh of the price."""
FINDERS = tuple(finder for finder in EVERY_FINDER if finder is not file_notes)
"""What is wrong with files moved no figure."""
MOST_LOOKS = 12
MOST_LISTED = 6
DAY = timedelta(days=1)
ANOMALY = Template(
    "review_anomaly",
    en="{shop}: {days}: {value:money} instead of {expected:money}, out of the ordinary.",
    zh="{shop} {days} 异常：{value:money}，正常约 {expected:money}。",
)


def names_of(context: PackContext) -> dict[str, str]:
    """Key and name of the brand's shops."""
    return {shop.key: shop.name for shop in people.shops_of(context.brand)}


def of_findings(context: PackContext) -> Iterator[Happening]:
    """Stock-outs, broken conversions, price conflicts, brushing, burnt money: each once, with its whole stretch."""
    names = names_of(context)
    merged: dict[tuple[str, str, str], Happening] = {}
    for day in _looks(context):
        question = findings.FindingsQuestion(
            tuple(names), day, context.brand.currency, tuple(names.items())
        )
        for finding in _findings(question, context) if names else ():
            if finding.kind in OF_KIND:
                key = finding.kind, finding.shop, finding.subject
                merged[key] = _longer(merged.get(key), _happening(context, finding, day))
    yield from merged.values()


def _findings(question: findings.FindingsQuestion, context: PackContext) -> Iterator[Finding]:
    for finder in FINDERS:
        yield from finder(question, context.session)


def _looks(context: PackContext) -> list[date]:
    """Days of the period on which is looked, the last one among them."""
    period = context.period
    days = [period.last - n * EVERY for n in range(len(period) // EVERY.days + 1)]
    days = sorted(day for day in days if day in period)
    step = max(len(days) // MOST_LOOKS, 1)
    return days[::-1][::step][::-1]


def _happening(context: PackContext, finding: Finding, day: date) -> Happening:
    since = finding.since or day
    return Happening(
        finding.kind,  # type: ignore[arg-type]  # only kinds of OF_KIND come here
        finding.sentence.text("zh"),
        finding.sentence.text("en"),
        max(since, context.period.first),
        day,
        finding.shop,
        finding.subject,
        OF_KIND[finding.kind],
        None,
        report_url(context, "daily", day) + "#findings",
    )


def _longer(known: Happening | None, seen: Happening) -> Happening:
    """The words of the look that saw the beginning, up to the newest day."""
    if known is None or seen.first < known.first:
        return seen
    return replace(known, last=seen.last)


def report_url(context: PackContext, report: str, day: date) -> str:
    """The report of a day, or of the month the day is in."""
    when = f"{day:%Y-%m}" if report == "monthly" else day.isoformat()
    return reverse("dashboards:report", args=[context.brand.key, report, when])


def of_anomalies(context: PackContext) -> Iterator[Happening]:
    """Days of a shop out of the ordinary, those that follow one another as one."""
    names = names_of(context)
    question = anomalies.AnomaliesQuestion(
        "gmv_paid", context.period, tuple(names), currency=context.brand.currency
    )
    if not names:
        return
    by_shop: dict[str, list[anomalies.Anomaly]] = defaultdict(list)
    for anomaly in anomalies.ask(question, context.session).anomalies:
        by_shop[anomaly.members[0]].append(anomaly)
    for shop, rows in sorted(by_shop.items()):
        for run in _runs(rows):
            yield _anomaly(context, names.get(shop, shop), shop, run)


def _runs(rows: list[anomalies.Anomaly]) -> Iterable[list[anomalies.Anomaly]]:
    """Days that follow one another, all too high or all too low."""
    runs: list[list[anomalies.Anomaly]] = []
    for row in sorted(rows, key=lambda row: row.day):
        last = runs[-1][-1] if runs else None
        if last and row.day - last.day == DAY and (row.score > 0) == (last.score > 0):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _anomaly(context: PackContext, name: str, shop: str, run: list[anomalies.Anomaly]) -> Happening:
    value, expected = (
        Decimal(repr(sum(getattr(row, side) for row in run))).quantize(Decimal("0.01"))
        for side in ("value", "expected")
    )
    first, last = run[0].day, run[-1].day
    days = str(first) if first == last else f"{first} – {last}"
    said = ANOMALY.fill(shop=name, days=days, value=value, expected=expected)
    return Happening(
        "anomaly", said.text("zh"), said.text("en"), first, last, shop, "",
        ("gmv_paid", "net_sales"), value - expected, report_url(context, "daily", first),
    )  # fmt: skip


def of_alerts(context: PackContext) -> Iterator[Happening]:
    """What monitors saw."""
    rows = signals.alerts_between(context.brand, context.period.first, context.period.last)
    for alert in rows[:MOST_LISTED]:
        yield Happening(
            "alert", alert.sentence_zh, alert.sentence_en, alert.day, alert.last_day,
            alert.shop_key, url=alert.drill_url,
        )  # fmt: skip


def of_calendar(context: PackContext) -> Iterator[Happening]:
    """What was planned for these days."""
    rows = calendar.entries_between(context.brand, context.period.first, context.period.last)
    for entry in rows.filter(kind__in=("promotion", "platform_event", "ad_flight"))[:MOST_LISTED]:
        days = f"{entry.starts_on} – {entry.ends_on}"
        yield Happening(
            "promotion",
            f"日历：{entry.title}（{days}）。",
            f"Calendar: {entry.title} ({days}).",
            entry.starts_on,
            entry.ends_on,
            entry.shop_key,
        )


def register_all() -> None:
    """Called once, when the app is ready."""
    register("findings", of_findings)
    register("anomalies", of_anomalies)
    register("alerts", of_alerts)
    register("calendar", of_calendar)
