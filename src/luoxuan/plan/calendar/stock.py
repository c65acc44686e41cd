"""What cannot be bought now, as the newest data show it (7.6)."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.core.cache import cache

from luoxuan.analysis import findings
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.plan.calendar.conflicts import Stock
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

KEPT_SECONDS = 24 * 3600
"""The version of the data is in the key: an older answer is never read, only forgotten."""


def stock_of(brand: "Brand") -> Stock | None:
    """SKUs whose sales stopped while people still look at them, on the last day with orders; None without data."""
    day = max((row.last_day for row in intake.freshness(brand)), default=None)
    if day is None:
        return None
    snapshot = intake.snapshot(brand)
    version = "-".join(f"{name}.{number}" for name, number in sorted(snapshot.versions.items()))
    digest = hashlib.sha256(version.encode()).hexdigest()[:16]
    key = f"calendar/stock/{brand.pk}/{day}/{digest}"
    known = cache.get(key)
    if known is None:
        known = _sold_out(brand, day)
        cache.set(key, known, KEPT_SECONDS)
    return Stock(day, frozenset(known))


def _sold_out(brand: "Brand", day: date) -> list[str]:
    shops = tuple(shop.key for shop in people.shops_of(brand))
    question = findings.FindingsQuestion(shops, day, brand.currency)
    with open_session(intake.snapshot(brand)) as session:
        found = findings.ask(question, session)
    return sorted({each.subject for each in found if each.kind == "stock_out"})
