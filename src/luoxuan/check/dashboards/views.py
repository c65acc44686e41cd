"""The pages of the reports: one question, one answer, its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from luoxuan.check.dashboards import pages, reports
from luoxuan.check.dashboards import rows as drills
from luoxuan.check.dashboards.forms import DayForm
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("reports.read")
def newest(request: HttpRequest, scope: Scope, report: str) -> HttpResponse:
    """To the newest period there are data of, or to the day that was picked."""
    grain = _grain(report)
    day = DayForm(request.GET).chosen() if "day" in request.GET else None
    day = day or reports.newest_day(brand=scope.brand, at=timezone.now())
    when = reports.period_words(grain, day)
    return redirect("dashboards:report", brand=scope.brand.key, report=report, when=when)


@require_GET
@brand_page("reports.read")
def report_page(request: HttpRequest, scope: Scope, report: str, when: str) -> HttpResponse:
    """The report on a page."""
    page = _page(request, scope, report, when)
    if page.refusal:
        return render(request, "dashboards/refused.html", {"page": page}, status=422)
    return render(request, "dashboards/report.html", {"page": page, **page.context()})


@require_GET
@brand_page("reports.read")
def report_xlsx(request: HttpRequest, scope: Scope, report: str, when: str) -> HttpResponse:
    """The report as a workbook."""
    page = _page(request, scope, report, when)
    if page.refusal:
        raise Http404
    return _file(workbook(page.document()), XLSX, f"{report}-{when}.xlsx")


@require_GET
@brand_page("reports.read")
def report_pdf(request: HttpRequest, scope: Scope, report: str, when: str) -> HttpResponse:
    """The report on paper."""
    page = _page(request, scope, report, when)
    if page.refusal:
        raise Http404
    made = paper(page.document(), language=page.language)
    return _file(made, "application/pdf", f"{report}-{when}.pdf")


@require_GET
@brand_page("reports.read")
def figure_page(  # one view, the address has five parts
    request: HttpRequest, scope: Scope, report: str, when: str, metric: str
) -> HttpResponse:
    """The rows behind a figure; they add up to it."""
    page = _page(request, scope, report, when)
    rows = None if page.refusal else drills.figure_rows(page, metric, request.GET)
    if rows is None:
        raise Http404
    return render(request, "dashboards/rows.html", {"page": page, "rows": rows})


@require_GET
@brand_page("reports.read")
def finding_page(
    request: HttpRequest, scope: Scope, report: str, when: str, number: int
) -> HttpResponse:
    """A finding with the rows that show it."""
    page = _page(request, scope, report, when)
    rows = None if page.refusal else drills.finding_rows(page, number)
    if rows is None:
        raise Http404
    return render(request, "dashboards/rows.html", {"page": page, "rows": rows})


def _grain(report: str) -> reports.Grain:
    if report not in reports.REPORT_NAMES:
        raise Http404
    return reports.REPORT_NAMES[report]


def _page(request: HttpRequest, scope: Scope, report: str, when: str) -> pages.ReportPage:
    _grain(report)
    return pages.report_page(scope, report, when, request.GET)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)
