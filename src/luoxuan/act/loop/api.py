"""Loops over the interface (12.8)."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from luoxuan.act.loop import selectors
from luoxuan.act.loop.stations import Loop
from luoxuan.foundation.people.access import scope_from
from luoxuan.metrics.question import plain

router = Router(tags=["loop"])


@router.get("/", summary="Every goal of a year with its loop")
def loop_list(request: HttpRequest, brand: Path[str], year: int | None = None) -> dict[str, Any]:  # noqa: ARG001
    """Stations with their state and what is missing; the share of goals whose loop is closed."""
    scope = scope_from(request, "improvements.read")
    today = timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()
    year = year or (today - timedelta(days=1)).year
    found = selectors.loops(scope.brand, year, today, shop_keys=scope.shop_keys)
    record = selectors.record_of(found)
    return {
        "year": year,
        "goals": record.goals,
        "closed": record.closed,
        "share": plain(record.share),
        "loops": [_loop_json(loop) for loop in found],
    }


def _loop_json(loop: Loop) -> dict[str, Any]:
    return {
        "kind": loop.kind,
        "id": loop.goal_id,
        "title": loop.title,
        "level": loop.level,
        "metric": loop.metric,
        "shop": loop.shop_key,
        "is_closed": loop.is_closed,
        "stations": [
            {"key": one.key, "state": one.state, "facts": [fact.text for fact in one.facts],
             "missing": one.missing}
            for one in loop.stations
        ],
        "months": [
            {"month": f"{row.month:%Y-%m}", "target": plain(row.target),
             "actual": plain(row.actual), "is_missed": row.is_missed,
             "is_reviewed": row.is_reviewed}
            for row in loop.months
        ],
    }  # fmt: skip
