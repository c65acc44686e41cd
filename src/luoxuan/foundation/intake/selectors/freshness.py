"""How far each shop's data reaches, and which days are missing in between (9.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from luoxuan.foundation.intake.models import Import
from luoxuan.foundation.people.models import Brand

DAY = timedelta(days=1)
Span = tuple[date, date]


@dataclass(frozen=True)
class Freshness:
    """One report of one shop: what days its live imports cover."""

    shop: str
    platform: str
    dataset: str
    first_day: date
    last_day: date
    gaps: tuple[Span, ...]

    def days_behind(self, today: date) -> int:
        """Whole days before `today` that are not there yet; 0 where yesterday is covered."""
        return max((today - self.last_day).days - 1, 0)


def freshness(brand: Brand) -> list[Freshness]:
    """Per shop and report, ordered by shop; reports that speak of no days are left out."""
    spans: dict[tuple[str, str, str], list[Span]] = {}
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


def _spans(reports: list[dict[str, Any]]) -> Iterable[tuple[tuple[str, str, str], Span]]:
    for report in reports:
        # A file of the whole brand (an account's bill) has no shop, and is brought when a month is closed.
        days = report["first_day"] and report["last_day"]
        if report["status"] == "imported" and days and report.get("shop"):
            key = (report["shop"], report["platform"] or "", report["dataset"] or "")
            yield (
                key,
                (
                    date.fromisoformat(report["first_day"]),
                    date.fromisoformat(report["last_day"]),
                ),
            )


def _row(key: tuple[str, str, str], spans: list[Span]) -> Freshness:
    return Freshness(
        *key,
        first_day=min(first for first, _last in spans),
        last_day=max(last for _first, last in spans),
        gaps=gaps_between(spans),
    )
