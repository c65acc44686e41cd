"""Pages of costs, bundles and agreed fees: look, type, bring a file, take a template (6.6)."""

from typing import Any, get_args

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.charts import Table
from luoxuan.check.profit import asking, selectors, services, tables, templates_book
from luoxuan.check.profit.book import book
from luoxuan.check.profit.forms import BundleForm, CostForm, FeeForm, row_of
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.intake.spooling import spool
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.warehouse.sources.templates import OwnTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("profit.read")
def costs(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What a piece costs, what has no cost, what is in a bundle."""
    return _costs_page(request, scope, CostForm(), BundleForm())


@require_GET
@brand_page("profit.read")
def fees(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was agreed with the platforms."""
    return _fees_page(request, scope, FeeForm(scope=scope))


@require_GET
@brand_page("profit.read")
def costs_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """Costs, bundles and what has no cost as a workbook."""
    kept = _all(scope)
    found = (tables.costs_table(kept), tables.bundles_table(kept), tables.uncosted_table(kept))
    return _book(scope, _("Cost table"), *found)


@require_GET
@brand_page("profit.read")
def fees_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """Agreed fees as a workbook."""
    return _book(
        scope, _("Agreed fees"), tables.terms_table(_all(scope), tables.shop_names(scope.brand))
    )


@require_POST
@brand_page("costs.write")
def cost_keep(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Keep one cost."""
    form = CostForm(request.POST)
    if _kept(request, scope, "costs", form):
        return redirect("profit:costs", scope.brand.key)
    return _costs_page(request, scope, form, BundleForm(), status=422)


@require_POST
@brand_page("costs.write")
def bundle_keep(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Keep one part of a bundle."""
    form = BundleForm(request.POST)
    if _kept(request, scope, "bundles", form):
        return redirect("profit:costs", scope.brand.key)
    return _costs_page(request, scope, CostForm(), form, status=422)


@require_POST
@brand_page("costs.write")
def fee_keep(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Keep one agreed fee."""
    form = FeeForm(request.POST, scope=scope)
    if _kept(request, scope, "fee_terms", form):
        return redirect("profit:fees", scope.brand.key)
    return _fees_page(request, scope, form, status=422)


@require_POST
@brand_page("costs.write")
def file_bring(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Bring a filled-in table: it goes the way of every file, and can be undone like one."""
    uploads = request.FILES.getlist("files")
    if not 0 < len(uploads) <= intake.BATCH:
        messages.error(request, _("Choose the filled-in table first."))
        return redirect("profit:costs", scope.brand.key)
    with intake.workdir(scope.brand) as folder:
        batch = intake.batch_open(
            brand=scope.brand,
            uploads=[spool(file, folder / str(n)) for n, file in enumerate(uploads)],
            requested_by=scope.user,
            at=timezone.now(),
        )
    return redirect("intake:batch_page", brand=scope.brand.key, batch_id=batch.batch_id)


@require_GET
@brand_page("profit.read")
def template(_request: HttpRequest, scope: Scope, own_table: OwnTable) -> HttpResponse:
    """A table to fill in; that of costs lists what was sold without one."""
    if own_table not in get_args(OwnTable):
        raise Http404
    kept = _all(scope)
    body = templates_book.template_book(own_table, kept, language=get_language() or "zh-hans")
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{own_table}-template.xlsx"'
    return response


def _kept(request: HttpRequest, scope: Scope, table: OwnTable, form: Form) -> bool:
    if not form.is_valid():
        return False
    try:
        services.rows_keep(
            brand=scope.brand, table=table, rows=[row_of(form)], actor=scope.user, at=timezone.now()
        )
    except services.CostError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Kept. It counts from its day on; the import list can undo it."))
    return True


def _costs_page(
    request: HttpRequest, scope: Scope, cost: Form, bundle: Form, status: int = 200
) -> HttpResponse:
    today = asking.today_of(scope.brand, timezone.now())
    text = request.GET.get("q", "")[:100]
    kept = selectors.kept_tables(scope.brand, today=today, text=text)
    export = reverse("profit:costs_xlsx", args=[scope.brand.key])
    context = _common(scope) | {
        "cost_form": cost, "bundle_form": bundle, "text": text, "costs": tables.costs_table(kept, export),
        "uncosted": tables.uncosted_table(kept), "bundles": tables.bundles_table(kept, export),
        "missing": len(kept.uncosted), "known": len({one.merchant_sku for one in kept.costs}),
        "is_open": cost.is_bound or bundle.is_bound,
    }  # fmt: skip
    return render(request, "profit/costs.html", context, status=status)


def _fees_page(request: HttpRequest, scope: Scope, form: Form, status: int = 200) -> HttpResponse:
    kept = _all(scope)
    export = reverse("profit:fees_xlsx", args=[scope.brand.key])
    context = _common(scope) | {
        "form": form, "terms": tables.terms_table(kept, tables.shop_names(scope.brand), export), "is_open": form.is_bound,
        "count": len(kept.terms),
    }  # fmt: skip
    return render(request, "profit/fees.html", context, status=status)


def _common(scope: Scope) -> dict[str, Any]:
    return {"scope": scope, "can_keep": scope.may("costs.write")}


def _all(scope: Scope) -> selectors.Kept:
    return selectors.kept_tables(scope.brand, today=asking.today_of(scope.brand, timezone.now()))


def _book(scope: Scope, title: str, *found: Table) -> HttpResponse:
    return book(scope.brand, title, "", *found)
