"""What cannot be bought now and how much there is, as the newest data show it (6.4, 7.6, 11.8)."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.core.cache import cache

from luoxuan.analysis import findings, fulfilment
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.plan.calendar.conflicts import Shelf, Stock
from luoxuan.warehouse.engine import Session, open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

KEPT_SECONDS = 24 * 3600
"""The version of the data is in the key: an older answer is never read, only forgotten."""


def stock_of(brand: "Brand") -> Stock | None:
    """SKUs whose sales stopped while people still look at them, and the newest stock; None without data."""
    day = max((row.last_day for row in intake.freshness(brand)), default=None)
    if day is None:
        return None
    snapshot = intake.snapshot(brand)
    version = "-".join(f"{name}.{number}" for name, number in sorted(snapshot.versions.items()))
    digest = hashlib.sha256(version.encode()).hexdigest()[:16]
    key = f"calendar/stock2/{brand.pk}/{day}/{digest}"
    known = cache.get(key)
    if known is None:
        with open_session(intake.snapshot(brand)) as session:
            known = (_sold_out(brand, day, session), _shelves(day, session))
        cache.set(key, known, KEPT_SECONDS)
    sold_out, shelves = known
    return Stock(day, frozenset(sold_out), shelves)


def _sold_out(brand: "Brand", day: date, session: Session) -> list[str]:
    shops = tuple(shop.key for shop in people.shops_of(brand))
    question = findings.FindingsQuestion(shops, day, brand.currency)
    found = findings.ask(question, session)
    return sorted({each.subject for each in found if each.kind == "stock_out"})


def _shelves(day: date, session: Session) -> dict[str, Shelf]:
    """Every SKU of the newest stock."""
    return {
        sku: Shelf(level.available, level.on_the_way, level.daily)
        for sku, level in fulfilment.levels(day, session).items()
    }
