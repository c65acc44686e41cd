"""Reports for programs: the same answer as the page (9.4)."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Router
from ninja.errors import HttpError

from luoxuan.analysis import daily
from luoxuan.check.dashboards import reports
from luoxuan.foundation.people.access import scope_from
from luoxuan.metrics import METRICS
from luoxuan.metrics.period import PeriodError

router = Router(tags=["reports"])
Report = Literal["daily", "weekly", "monthly"]


@router.get("/metrics", summary="Every metric and its definition")
def metrics_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Name, unit, direction, formula in words, lineage and clauses of each metric."""
    scope_from(request, "reports.read")
    return [
        {
            "id": metric.id,
            "name": {"zh": metric.name.zh, "en": metric.name.en},
            "meaning": {"zh": metric.meaning.zh, "en": metric.meaning.en},
            "unit": metric.unit,
            "direction": metric.direction,
            "additivity": metric.additivity,
            "dimensions": list(metric.dimensions),
            "lineage": list(metric.lineage),
            "clauses": list(metric.clauses),
        }
        for metric in METRICS.values()
    ]


@router.get("/{report}/{when}", summary="A daily, weekly or monthly report")
def report_read(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    report: Report,
    when: str,
    as_of: datetime | None = None,
) -> dict[str, Any]:
    """`when`: 2026-11-23, 2026-W47 or 2026-11. Numbers are decimal texts, null has its reason beside it."""
    scope = scope_from(request, "reports.read")
    if as_of is not None and as_of.tzinfo is None:
        raise HttpError(422, "Give as_of with its offset, 2026-11-23T08:00:00+08:00.")
    grain = reports.REPORT_NAMES[report]
    asked = reports.ReportAsked(grain=grain, when=when, shops=scope.shop_keys, as_of=as_of)
    try:
        return daily.to_json(reports.report_answer(brand=scope.brand, asked=asked))
    except PeriodError as error:
        raise HttpError(422, str(error)) from error
