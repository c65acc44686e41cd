"""The pages of the loops: all goals, and one of them (12.8)."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan.act.loop import selectors, tables
from luoxuan.act.loop.drawing import spiral
from luoxuan.act.loop.stations import Loop
from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_GET
@brand_page("improvements.read")
def loop_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every goal with its five stations."""
    year = _year(request, scope)
    found = _loops(scope, year)
    context = {
        "scope": scope,
        "year": year,
        "years": [year - 1, year, year + 1],
        "lead": _lead(found, year),
        "record": selectors.record_of(found),
        "table": tables.loops_table(scope.brand, found, f"loops.xlsx?year={year}"),
        "gaps": [_gap(loop) for loop in found if loop.first_gap is not None],
    }
    return render(request, "loop/loop_list.html", context)


@require_GET
@brand_page("improvements.read")
def loop_list_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same as a workbook, months included."""
    year = _year(request, scope)
    found = _loops(scope, year)
    document = Document(
        title=f"{scope.brand.name} {_('Loops')}",
        subtitle=str(year),
        sentences=(_lead(found, year),),
        warnings=(),
        tables=(tables.loops_table(scope.brand, found),),
        currency=scope.brand.currency,
        stamp=f"{timezone.now():%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    response = HttpResponse(workbook(document), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="loops-{year}.xlsx"'
    return response


@require_GET
@brand_page("improvements.read")
def loop_page(request: HttpRequest, scope: Scope, goal_kind: str, goal_id: int) -> HttpResponse:
    """One goal: its spiral, its stations, its months."""
    year = _year(request, scope)
    found = next(
        (o for o in _loops(scope, year) if (o.kind, o.goal_id) == (goal_kind, goal_id)), None
    )
    if found is None:
        raise Http404
    context = {
        "scope": scope,
        "loop": found,
        "level": tables.level_word(found.level),
        "lead": _loop_lead(found),
        "spiral": spiral(found),
        "stations": [_station(one) for one in found.stations],
        "stations_table": tables.stations_table(found),
        "months": tables.months_table(found, scope.brand.currency),
    }
    return render(request, "loop/loop.html", context)


def _loops(scope: Scope, year: int) -> list[Loop]:
    """Up to yesterday: today is not over."""
    return selectors.loops(scope.brand, year, _today(scope), shop_keys=scope.shop_keys)


def _today(scope: Scope) -> date:
    return timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()


def _year(request: HttpRequest, scope: Scope) -> int:
    """The year asked for; else that of yesterday."""
    asked = request.GET.get("year", "")
    if asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return (_today(scope) - timedelta(days=1)).year


def _lead(found: list[Loop], year: int) -> str:
    record = selectors.record_of(found)
    if not record.goals:
        return _("%(year)s has no approved goal yet.") % {"year": year}
    return _("%(closed)s of %(goals)s goals of %(year)s have a closed loop.") % {
        "closed": record.closed,
        "goals": record.goals,
        "year": year,
    }


def _loop_lead(loop: Loop) -> str:
    gap = loop.first_gap
    if gap is None:
        return _("The loop is closed: plan, actions, result, improvement and next plan are there.")
    return _("%(station)s: %(missing)s") % {"station": gap.name, "missing": gap.missing}


def _gap(loop: Loop) -> dict[str, Any]:
    gap = loop.first_gap
    assert gap is not None  # noqa: S101  # asked for by the caller
    return {
        "title": loop.title,
        "station": gap.name,
        "missing": gap.missing,
        "href": tables.address(gap.way),
        "label": gap.way.label if gap.way else "",
    }


def _station(station: Any) -> dict[str, Any]:
    facts = [{"text": fact.text, "href": tables.address(fact.way)} for fact in station.facts]
    return {
        "station": station,
        "facts": facts,
        "href": tables.address(station.way) if station.state != "done" else "",
        "label": station.way.label if station.way else "",
    }
