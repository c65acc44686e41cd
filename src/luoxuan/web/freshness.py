"""The light in the top bar: how far the data reach, and how many shops fall behind (9.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import timezone

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.people.access import Scope

DAYS_TO_WORRY = 3


@dataclass(frozen=True)
class Light:
    """One glance at the data."""

    kind: Literal["good", "warning", "bad", "neutral"]
    last_day: date | None
    """The latest day any shop has data of."""
    shops_behind: int
    """Shops of which yesterday is missing."""
    gaps: int
    """Reports with days missing in between."""


def light_of(scope: Scope, at: datetime | None = None) -> Light:
    """The light as the person may see it."""
    today = (at or timezone.now()).astimezone(ZoneInfo(scope.brand.zone)).date()
    rows = [row for row in selectors.freshness(scope.brand) if scope.sees_shop(row.shop)]
    if not rows:
        return Light("neutral", None, 0, 0)
    reached: dict[str, date] = {}
    for row in rows:
        reached[row.shop] = max(row.last_day, reached.get(row.shop, row.last_day))
    behind = [shop for shop, last in reached.items() if (today - last).days > 1]
    gaps = sum(1 for row in rows if row.gaps)
    last_day = max(reached.values())
    if (today - last_day).days > DAYS_TO_WORRY:
        return Light("bad", last_day, len(behind), gaps)
    return Light("warning" if behind or gaps else "good", last_day, len(behind), gaps)
