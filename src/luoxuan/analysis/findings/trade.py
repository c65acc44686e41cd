"""Finders of price conflicts, brushing and files that lie (9.4)."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from luoxuan.analysis.findings import query, words
from luoxuan.analysis.findings.answer import Evidence, Finding
from luoxuan.analysis.findings.question import FindingsQuestion
from luoxuan.metrics.scope import Session

MOST_APART = Decimal("0.15")
"""Prices further apart than this are no discount of the day."""
FEWEST_DAYS = 2
RECENT = timedelta(days=7)
ALIKE = 0.8
"""Share of the SKU's orders of the hour that one province and amount must have."""
STEP = Decimal("0.0001")


class Apart(NamedTuple):
    """One SKU on one day: the cheapest and the dearest shop."""

    day: date
    cheap: str
    low: Decimal
    dear: str
    high: Decimal

    @property
    def gap(self) -> Decimal:
        """How much of the dear price the cheap one is below."""
        return 1 - self.low / self.high


def price_conflicts(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """The same merchant SKU at prices too far apart in two shops on most of the last days."""
    for sku, days in sorted(_apart(question, session).items()):
        recent = [row for row in days if row.day > question.day - RECENT]
        wide = [row for row in recent if row.gap > MOST_APART]
        if len(wide) < FEWEST_DAYS or len(wide) * 2 <= len(recent):
            continue
        last, since = wide[-1], _since(days)
        yield Finding(
            "price_conflict",
            last.cheap,
            sku,
            since,
            words.PRICE_CONFLICT.fill(
                sku=sku,
                low=last.low,
                cheap=question.name(last.cheap),
                high=last.high,
                dear=question.name(last.dear),
                gap=last.gap.quantize(STEP),
                since=since,
            ),
            {"low": last.low, "high": last.high, "gap": last.gap.quantize(STEP)},
            tuple(
                Evidence(
                    "order_lines", {"shop_key": shop, "merchant_sku": sku}, since, question.day
                )
                for shop in (last.cheap, last.dear)
            ),
            weight=last.high - last.low,
        )


def _apart(question: FindingsQuestion, session: Session) -> dict[str, list[Apart]]:
    """Per SKU the comparable days; of shops at the same price the one that sells most."""
    by_day: dict[tuple[str, date], list[tuple[Decimal, int, str]]] = defaultdict(list)
    for row in query.prices(question, session):
        price = Decimal(repr(row["price"])).quantize(STEP)
        by_day[row["merchant_sku"], row["day"]].append((price, int(row["pieces"]), row["shop_key"]))
    found: dict[str, list[Apart]] = defaultdict(list)
    for (sku, day), prices in sorted(by_day.items()):
        low, _pieces, cheap = min(prices, key=lambda each: (each[0], -each[1], each[2]))
        high, _pieces, dear = max(prices)
        found[sku].append(Apart(day, cheap, low, dear, high))
    return found


def _since(days: list[Apart]) -> date:
    """First day of the last stretch in which at most every other comparable day was close again."""
    since = next(row.day for row in reversed(days) if row.gap > MOST_APART)
    close = 0
    for row in reversed([row for row in days if row.day <= since]):
        close = 0 if row.gap > MOST_APART else close + 1
        if close > 1:
            break
        since = row.day if not close else since
    return since


def brushing(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """Hours in which nearly all orders of a SKU have one amount and go to one province."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in query.bursts(question, session):
        if row["orders"] >= ALIKE * row["in_hour"]:
            found[row["shop_key"], row["sku"] or "", row["province"]].append(row)
    for (shop, sku, province), rows in sorted(found.items()):
        orders = sum(row["orders"] for row in rows)
        amount = max(rows, key=lambda row: (row["day"], row["orders"]))["amount"]
        days = sorted({row["day"] for row in rows})
        where = {"shop_key": shop, "merchant_sku": sku, "province": province}
        yield Finding(
            "brushing",
            shop,
            sku,
            days[0],
            words.BRUSHING.fill(
                shop=question.name(shop),
                orders=orders,
                sku=sku,
                amount=amount,
                province=province,
                days=len(days),
                since=days[0],
            ),
            {"orders": orders, "amount": amount, "days": len(days)},
            tuple(Evidence("order_lines", where, day, day) for day in days),
            weight=sum((row["amount"] * row["orders"] for row in rows), Decimal(0)),
        )


def file_notes(question: FindingsQuestion, session: Session) -> Iterator[Finding]:
    """Files that came twice, and totals rows that do not agree with their rows."""
    for row in query.files(question, session):
        evidence = (Evidence("source_files", {"import_id": row["import_id"]}),)
        head: tuple[str, str, None] = (row["shop_key"] or "", row["import_id"], None)
        if row["status"] == "duplicate":
            said = words.DUPLICATE_FILE.fill(name=row["name"])
            yield Finding("duplicate_file", *head, said, {}, evidence)
        for column, file, rows in _lies(row["report"]):
            said = words.LYING_TOTAL.fill(name=row["name"], column=column, file=file, rows=rows)
            yield Finding("lying_total", *head, said, {}, evidence)


SAID = re.compile(r"file says (?P<file>.+), rows add up to (?P<rows>.+)")


def _lies(report: str | None) -> list[tuple[str, str, str]]:
    """Column, what the totals row says, what the rows come to."""
    said_of = json.loads(report or "{}")
    checks = (said_of.get("totals_check") or {}) | (said_of.get("footer_check") or {})
    found = ((column, SAID.search(said)) for column, said in sorted(checks.items()))
    return [(column, said["file"], said["rows"]) for column, said in found if said]
