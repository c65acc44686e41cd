"""Pages of data quality (9.2)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.charts import Table
from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.quality import pages, selectors, services, tables, words
from luoxuan.foundation.quality.models import QualityRun
from luoxuan.warehouse.contracts import RULES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("quality.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How good each table is, where rows wait, what the warehouse holds."""
    return render(request, "quality/home.html", pages.home_context(scope))


@require_GET
@brand_page("quality.read")
def table(request: HttpRequest, scope: Scope, table: str) -> HttpResponse:
    """The promises of one table."""
    run = _run(scope)
    counts = selectors.counts_of(run, table)
    if not counts:
        raise Http404
    days = selectors.trend(scope.brand, table=table)
    context = {
        "scope": scope,
        "title": words.table_word(table),
        "broken": sum(1 for one in counts if one.bad),
        "count": len(counts),
        "rules": tables.rules_table(scope.brand, counts),
        "chart": tables.trend_chart(days),
        "trend": tables.trend_table(days),
    }
    return render(request, "quality/table.html", context)


@require_GET
@brand_page("quality.read")
def rows(request: HttpRequest, scope: Scope, rule: str) -> HttpResponse:
    """The rows that break a rule."""
    run = _run(scope)
    if rule not in RULES:
        raise Http404
    here = reverse("quality:rows_xlsx", args=[scope.brand.key, rule])
    context = {
        "scope": scope,
        "rule": words.rule_word(rule),
        "mend": words.mend_word(rule),
        "table_name": RULES[rule].table,
        "table_word": words.table_word(RULES[rule].table),
        "rows": tables.rows_table(selectors.broken_rows(scope.brand, rule, run), here),
        "has_imports": scope.may("imports.read"),
    }
    return render(request, "quality/rows.html", context)


@require_GET
@brand_page("quality.read")
def rows_xlsx(_request: HttpRequest, scope: Scope, rule: str) -> HttpResponse:
    """The same rows as a workbook, more of them."""
    run = _run(scope)
    if rule not in RULES:
        raise Http404
    found = selectors.broken_rows(scope.brand, rule, run, limit=50_000)
    return _book(scope, words.rule_word(rule), tables.rows_table(found, ""))


@require_GET
@brand_page("quality.read")
def xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """The scores and their trend as a workbook."""
    run = _run(scope)
    scores = tables.scores_table(scope.brand, selectors.scores_of(run))
    trend = tables.trend_table(selectors.trend(scope.brand))
    return _book(scope, _("Data quality"), scores, trend)


@require_POST
@brand_page("quality.read")
def check(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Look now."""
    if intake.catalogue_last(scope.brand) is None:
        messages.error(request, _("Nothing has been imported yet: there is nothing to look at."))
    else:
        services.quality_check(brand=scope.brand, cause=QualityRun.Cause.PERSON, at=timezone.now())
        messages.success(request, _("All promises were held against the newest rows."))
    return redirect("quality:home", scope.brand.key)


def _run(scope: Scope) -> QualityRun:
    run = selectors.run_last(scope.brand)
    if run is None:
        raise Http404
    return run


def _book(scope: Scope, title: str, *found: Table) -> HttpResponse:
    document = Document(
        title=f"{scope.brand.name} {title}",
        subtitle="",
        sentences=(),
        warnings=(),
        tables=found,
        currency=scope.brand.currency,
        stamp=f"{_run(scope).at:%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    response = HttpResponse(workbook(document), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="quality.xlsx"'
    response["Content-Language"] = get_language() or "zh-hans"
    return response
