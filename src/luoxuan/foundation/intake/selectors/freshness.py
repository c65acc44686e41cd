"""How far each shop's data reaches, and which days are missing in between (9.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from luoxuan.foundation.intake.models import Import
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse.sources import builtin_layouts

DAY = timedelta(days=1)
QUIET = timedelta(days=7)
"""A book of money has no row on a day without a movement: fewer days than these in between say nothing."""
MONEY = frozenset({"settlement_lines", "payments"})
Span = tuple[date, date]
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Freshness:
    """One report of one shop: what days its live imports cover."""

    shop: str
    platform: str
    dataset: str
    first_day: date
    last_day: date
    gaps: tuple[Span, ...]

    @property
    def is_book(self) -> bool:
        """A bill or a book of money, downloaded when a month is over."""
        return f"{self.platform}/{self.dataset}" in _books()

    def days_behind(self, today: date) -> int:
        """Whole days before `today` that are not there yet; 0 where yesterday is covered.

        A book is behind where it does not come near the end of last month.
        """
        if self.is_book:
            missing = today.replace(day=1) - DAY - self.last_day
            return missing.days if missing > QUIET else 0
        return max((today - self.last_day).days - 1, 0)


@cache
def _books() -> frozenset[str]:
    """platform/dataset of the reports that become money."""
    return frozenset(
        f"{layout.platform}/{layout.dataset}"
        for layout in builtin_layouts()
        if MONEY & {emit.table for emit in layout.emit}
    )


def freshness(brand: Brand) -> list[Freshness]:
    """Per shop and report, ordered by shop; reports that speak of no days are left out."""
    return [row for row in _found(brand) if row.shop]


def freshness_of_accounts(brand: Brand) -> list[Freshness]:
    """Of the books of the whole brand (Alipay, WeChat Pay, bank), which belong to no shop."""
    return [row for row in _found(brand) if not row.shop and row.is_book]


def _found(brand: Brand) -> list[Freshness]:
    spans: dict[Key, list[Span]] = {}
    live = Import.objects.filter(brand=brand, status=Import.Status.IMPORTED, undone_at=None)
    for reports in live.values_list("reports", flat=True):
        for key, span in _spans(reports):
            spans.setdefault(key, []).append(span)
    return [_row(key, found) for key, found in sorted(spans.items())]


def gaps_between(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The days between the first and the last that no span covers."""
    gaps: list[Span] = []
    reached: date | None = None
    for first, last in sorted(spans):
        if reached is not None and first > reached + DAY:
            gaps.append((reached + DAY, first - DAY))
        reached = last if reached is None else max(reached, last)
    return tuple(gaps)


def _spans(reports: list[dict[str, Any]]) -> Iterable[tuple[Key, Span]]:
    for report in reports:
        days = report["first_day"] and report["last_day"]
        if report["status"] == "imported" and days:
            key = (report.get("shop") or "", report["platform"] or "", report["dataset"] or "")
            first, last = (date.fromisoformat(report[name]) for name in ("first_day", "last_day"))
            yield key, (first, last)


def _row(key: Key, spans: list[Span]) -> Freshness:
    first, last = min(first for first, _last in spans), max(last for _first, last in spans)
    row = Freshness(*key, first_day=first, last_day=last, gaps=())
    least = QUIET if row.is_book else timedelta(0)
    gaps = tuple(gap for gap in gaps_between(spans) if gap[1] - gap[0] + DAY > least)
    return replace(row, gaps=gaps)
