"""What an evidence function gets and gives back (the E column of every requirement)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.standard import Edition, Said

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, Shop
    from luoxuan.warehouse.engine import Session

MOST_ROWS = 200
"""Rows kept behind a figure; those that are missing something come first."""


@dataclass(frozen=True)
class EvidenceContext:
    """Whose records are looked at, at which moment, and the session over the data of that moment."""

    brand: "Brand"
    edition: Edition
    at: datetime
    session: "Session"

    @cached_property
    def day(self) -> date:
        """Today where the brand is."""
        return self.at.astimezone(ZoneInfo(self.brand.zone)).date()

    def ago(self, days: int) -> date:
        """The day that many days before today."""
        return self.day - timedelta(days=days)

    @cached_property
    def shops(self) -> "list[Shop]":
        """Shops in operation."""
        return [shop for shop in people.shops_of(self.brand) if shop.is_live]

    @cached_property
    def freshness(self) -> list[intake.Freshness]:
        """How far each report of each shop reaches."""
        return intake.freshness(self.brand)

    def address(self, name: str, **more: Any) -> str:
        """The page of the brand with the records; empty where this version has no such page."""
        try:
            return reverse(name, kwargs={"brand": self.brand.key, **more})
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class EvidenceRow:
    """One record behind the figure."""

    label: str | Said
    is_met: bool
    detail: Said | str = ""
    url: str = ""
    shop_key: str = ""
    """Only who sees the shop sees the row."""
    permission: str = ""
    """Only who holds it sees the row."""


@dataclass(frozen=True)
class Evidence:
    """What the records say of a requirement; `value` None: there are none yet."""

    value: Decimal | None
    sentence: Said
    as_of: datetime | date | None = None
    """How old the newest record behind it is."""
    rows: tuple[EvidenceRow, ...] = field(default=())
    url: str = ""
    is_at_most_partly: bool = False
    """The figure is reached, but something the sentence names keeps the clause from being lived."""


def both(words: object) -> Said:
    """A lazy word of the screens in both languages."""
    with translation.override("zh-hans"):
        zh = str(words)
    with translation.override("en"):
        return Said(zh, str(words))


def nothing_yet(zh: str, en: str, url: str = "") -> Evidence:
    """There are no records: what to do first."""
    return Evidence(None, Said(zh, en), url=url)


def share_of(rows: Iterable[EvidenceRow]) -> tuple[Decimal | None, int, int]:
    """The share of rows that are met, how many those are, and how many there are; None of none."""
    found = list(rows)
    met = sum(row.is_met for row in found)
    return (share(met, len(found)), met, len(found))


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A share with four decimals, never rounded up to 1; None of nothing."""
    if not whole:
        return None
    found = (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001"))
    return min(found, Decimal("0.9999")) if part < whole else found


def newest(*moments: datetime | date | None) -> datetime | date | None:
    """The latest of the moments that are known."""
    known = [moment for moment in moments if moment is not None]
    return max(known, key=_sortable, default=None)


def _sortable(moment: datetime | date) -> str:
    return moment.isoformat()


def percent(value: Decimal | None) -> str:
    """The share as a sentence says it."""
    return "—" if value is None else f"{value * 100:.1f}%".replace(".0%", "%")
