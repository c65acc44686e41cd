"""Operating plans over the interface (6.3, 6.4)."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from ninja.errors import HttpError

from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.metrics.period import PeriodError
from luoxuan.plan.programmes import periods, plan_page, selectors, services
from luoxuan.plan.programmes.facts import fact_from, seen
from luoxuan.plan.programmes.models import Programme

router = Router(tags=["programmes"])
YEARS = range(2000, 2100)


class PlanIn(Schema):
    """A plan to open."""

    period: str
    """2026, 2026Q4 or 2026-11."""


class TextIn(Schema):
    """The text of a part, as Markdown."""

    text: str


@router.get("/", summary="Plans")
def plans_list(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    year: int | None = None,
) -> list[dict[str, Any]]:
    """Newest period first; of one year where given."""
    scope = scope_from(request, "plan.read")
    return [_plan(one) for one in selectors.programmes_of(scope.brand, year)]


@router.post("/", response={201: dict[str, Any]}, summary="Open a plan")
def plan_open(request: HttpRequest, brand: Path[str], said: PlanIn) -> Any:  # noqa: ARG001
    """Empty; its parts are written one by one."""
    scope = scope_from(request, "plan.write")
    try:
        kind, period = periods.period_named(said.period)
        made = services.programme_open(
            brand=scope.brand, kind=kind, day=period.first, actor=scope.user, at=timezone.now()
        )
    except (PeriodError, services.ProgrammeError) as error:
        raise HttpError(422, str(error)) from None
    return Status(201, _plan(made))


@router.get("/timing", summary="Months and whether each was planned before it began")
def timing(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    year: int | None = None,
) -> dict[str, Any]:
    """Of a year, the running one where none is given; the share is a decimal text, null before the year begins."""
    scope = scope_from(request, "plan.read")
    today = timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()
    if year is None or year not in YEARS:
        year = today.year
    last = min(date(year, 12, 31), today)
    found = selectors.months_on_time(scope.brand, date(year, 1, 1), last)
    return {
        "share": None if found.share is None else f"{found.share:f}",
        "months": [
            {
                "month": f"{one.month:%Y-%m}", "is_on_time": one.is_on_time,
                "approved_at": one.approved_at.isoformat() if one.approved_at else None,
            }
            for one in found.months
        ],
    }  # fmt: skip


@router.get("/{period}", summary="One plan with its parts")
def plan_look(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    period: str,
    version: int = 0,
) -> dict[str, Any]:
    """As it stands, or as a version was handed in."""
    scope = scope_from(request, "plan.read")
    one = _named(scope, period)
    body = plan_page.body_chosen(one, version)
    if body is None:
        raise Http404
    return {**_plan(one), "parts": [_part(scope, part) for part in body["parts"]]}


@router.post("/{period}/parts/{part}", summary="Write a part")
def part_write(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    period: str,
    part: str,
    said: TextIn,
) -> dict[str, Any]:
    """Refused while the plan waits for approval."""
    scope = scope_from(request, "plan.write")
    one = _named(scope, period)
    try:
        services.part_write(
            programme=one, key=part, text=said.text, actor=scope.user, at=timezone.now()
        )
    except services.ProgrammeError as error:
        raise HttpError(422, str(error)) from None
    return _plan(_named(scope, period))


def _named(scope: Scope, period: str) -> Programme:
    try:
        found = selectors.programme_named(scope.brand, period)
    except PeriodError as error:
        raise HttpError(422, str(error)) from None
    if found is None:
        raise Http404
    return found


def _plan(one: Programme) -> dict[str, Any]:
    return {
        "period": periods.name_of(one.kind, one.starts_on), "kind": one.kind,
        "starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat(),
        "state": one.state, "version": one.version,
        "approved_at": one.approved_at.isoformat() if one.approved_at else None,
    }  # fmt: skip


def _part(scope: Scope, part: dict[str, Any]) -> dict[str, Any]:
    facts = seen([fact_from(told) for told in part["facts"]], scope)
    return {**part, "facts": [fact.to_json() for fact in facts]}
