"""Figures of the trade: listed, typed, imported, removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import selectors, services, sheets, tables, words
from luoxuan.plan.targets.forms import BenchmarkForm
from luoxuan.plan.targets.seen import benchmark_seen, whole_brand


@require_GET
@brand_page("plan.read")
def benchmark_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All of them, and how to add one."""
    return _list(request, scope, BenchmarkForm())


@require_POST
@brand_page("plan.write")
def benchmark_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Keep one."""
    whole_brand(scope)
    form = BenchmarkForm(request.POST)
    if not form.is_valid():
        return _list(request, scope, form, status=422)
    try:
        services.benchmark_save(
            brand=scope.brand, draft=form.draft(), actor=scope.user, at=timezone.now()
        )
    except services.TargetError as error:
        form.add_error(None, str(error))
        return _list(request, scope, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("targets:benchmark_list", brand=scope.brand.key)


@require_POST
@brand_page("plan.write")
def benchmark_import(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Rows of a workbook: figure, value, year, of whom, source, address. All or none."""
    whole_brand(scope)
    there = redirect("targets:benchmark_list", brand=scope.brand.key)
    try:
        drafts = sheets.benchmarks_read(sheets.upload_of(request.FILES))
        services.benchmarks_save(
            brand=scope.brand, drafts=drafts, actor=scope.user, at=timezone.now()
        )
    except services.TargetError as error:
        messages.error(request, str(error))
        return there
    messages.success(request, _("%(n)d benchmarks are imported.") % {"n": len(drafts)})
    return there


@require_POST
@brand_page("plan.write")
def benchmark_remove(request: HttpRequest, scope: Scope, benchmark_id: int) -> HttpResponse:
    """Take one out."""
    whole_brand(scope)
    figure = benchmark_seen(scope, benchmark_id)
    services.benchmark_remove(figure=figure, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("targets:benchmark_list", brand=scope.brand.key)


def _list(
    request: HttpRequest, scope: Scope, form: BenchmarkForm, status: int = 200
) -> HttpResponse:
    figures = list(selectors.benchmarks_of(scope.brand))
    context = {
        "scope": scope,
        "figures": [(words.metric_word(one.metric), one) for one in figures],
        "table": tables.benchmark_table(figures),
        "form": form,
        "may_write": scope.may("plan.write") and scope.shop_keys is None,
    }
    return render(request, "targets/benchmarks.html", context, status=status)
