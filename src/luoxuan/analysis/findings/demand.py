"""Finders of broken conversion, burnt money and silence (9.4)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from luoxuan.analysis.findings import estimate, query, words
from luoxuan.analysis.findings.answer import Evidence, Finding
from luoxuan.analysis.findings.question import FindingsQuestion
from luoxuan.metrics.scope import Session

STEP = Decimal("0.000001")
Looks = dict[date, int]
FEWEST_VISITORS = 100
LONG = 3
"""Days a campaign must lose money in a row."""


def conversion_breaks(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """Shops whose visitors come and no longer pay."""
    rates: dict[str, dict[date, estimate.Rate]] = defaultdict(dict)
    for row in query.conversions(question, session):
        if row["convertible"] >= FEWEST_VISITORS:
            rates[row["shop_key"]][row["day"]] = estimate.Rate(row["converted"], row["convertible"])
    for shop, days in sorted(rates.items()):
        found = estimate.broken(days, question.day)
        if found is None:
            continue
        visitors = sum(rate.trials for day, rate in days.items() if day >= found.since)
        now, usual = _share(found.now), _share(found.usual)
        yield Finding(
            "conversion_break",
            shop,
            "",
            found.since,
            words.CONVERSION_BREAK.fill(
                shop=question.name(shop), now=now, usual=usual, since=found.since, visitors=visitors
            ),
            {"now": now, "usual": usual, "visitors": visitors, "z": _share(found.z)},
            (_evidence("traffic_daily", found.since, question, shop_key=shop, grain="shop"),),
            weight=Decimal(visitors) * (usual - now) * 100,
        )


def burning_campaigns(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """Campaigns that bring back less than they cost, days in a row up to the last day they spent."""
    days: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in query.campaigns(question, session):
        days[row["shop_key"] or "", row["ad_platform"], row["campaign"]].append(row)
    for (shop, platform, campaign), rows in sorted(days.items()):
        run = _losing(rows, question.day)
        if len(run) < LONG:
            continue
        spend: Decimal = sum((row["spend"] for row in run), Decimal(0))
        value: Decimal = sum((row["value"] for row in run), Decimal(0))
        since, roi = run[-1]["day"], (value / spend).quantize(STEP)
        name = str(run[0]["name"] or campaign)
        yield Finding(
            "burning_campaign",
            shop,
            campaign,
            since,
            words.BURNING_CAMPAIGN.fill(
                shop=question.name(shop),
                name=name,
                roi=roi,
                days=len(run),
                since=since,
                spend=spend,
                value=value,
            ),
            {"roi": roi, "spend": spend, "value": value, "days": len(run)},
            (
                _evidence(
                    "ad_spend_daily", since, question, ad_platform=platform, campaign_id=campaign
                ),
            ),
            weight=spend - value,
        )


def _losing(rows: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """The newest days in a row with ROI below 1, newest first; none where the campaign spent not lately."""
    by_day = sorted(rows, key=lambda row: row["day"], reverse=True)
    newest = by_day[0]["day"]
    if (day - newest).days > 1:
        return []
    run: list[dict[str, Any]] = []
    for row in by_day:
        if row["value"] >= row["spend"]:
            break
        run.append(row)
    return run


class Item(NamedTuple):
    """A SKU of a shop that fell silent."""

    shop: str
    sku: str
    product: str
    title: str
    silence: estimate.Silence


def stock_outs(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """SKUs that sold steadily and stopped, where people still look or nobody can say."""
    items = list(_silent_items(question, session))
    seen = _visitors(question, session) if items else {}
    for item in items:
        by_title = seen.get((item.shop, item.title), {})
        finding = _stock_out(item, seen.get((item.shop, item.product), by_title), question)
        if finding is not None:
            yield finding


def _silent_items(question: FindingsQuestion, session: Session) -> Iterator[Item]:
    sold: dict[tuple[str, str], Looks] = defaultdict(dict)
    selling: dict[str, set[date]] = defaultdict(set)
    for row in query.purchases(question, session):
        sold[row["shop_key"], row["sku"]][row["day"]] = row["lines"]
    for row in query.selling_days(question, session) if sold else ():
        selling[row["shop_key"]].add(row["day"])
    quiet = {
        key: silence
        for key, days in sorted(sold.items())
        if (silence := estimate.silent(days, selling[key[0]], question.day)) is not None
    }
    skus = sorted({sku for _shop, sku in quiet})
    for row in query.names(question, skus, session) if skus else ():
        shop, sku = row["shop_key"], row["sku"]
        if (shop, sku) in quiet:
            title = row["title"] or sku
            yield Item(shop, sku, row["product"] or "", title, quiet[shop, sku])


def _visitors(question: FindingsQuestion, session: Session) -> dict[tuple[str, str], Looks]:
    """Daily visitors by shop and product id, and by shop and title: some order files give no product id."""
    found: dict[tuple[str, str], Looks] = defaultdict(dict)
    for row in query.product_visitors(question, session):
        for name in {row["product"], row["title"]} - {None, ""}:
            found[row["shop_key"], name][row["day"]] = row["visitors"] or 0
    return found


def _stock_out(item: Item, looks: Looks, question: FindingsQuestion) -> Finding | None:
    silence, usual = item.silence, _share(item.silence.usual)
    since = silence.last_sale
    during = [n for day, n in looks.items() if day > since]
    before = [n for day, n in looks.items() if day <= since]
    figures: dict[str, Decimal | int] = {"usual": usual, "days": silence.days}
    said = {"shop": question.name(item.shop), "title": item.title, "sku": item.sku}
    sentence = words.STOCK_OUT_UNSEEN.fill(**said, usual=usual, since=since)
    if during and before:
        now, then = round(sum(during) / len(during)), round(sum(before) / len(before))
        if now * 2 < then:
            return None
        figures |= {"visitors": now, "visitors_before": then}
        sentence = words.STOCK_OUT.fill(
            **said, usual=usual, since=since, visitors=now, visitors_before=then
        )
    rows = _evidence("order_lines", since, question, shop_key=item.shop, merchant_sku=item.sku)
    weight = usual * silence.days
    return Finding("stock_out", item.shop, item.sku, since, sentence, figures, (rows,), weight)


def _evidence(table: str, since: date, question: FindingsQuestion, **where: str) -> Evidence:
    return Evidence(table, where, since, question.day)


def _share(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(STEP)
