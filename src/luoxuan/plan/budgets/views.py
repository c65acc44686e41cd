"""The pages of a year's budget (11.10, 6.3)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.budgets import pages, selectors, services, tables
from luoxuan.plan.budgets.forms import DayForm, GridForm, YearForm
from luoxuan.plan.budgets.models import Budget

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("budgets.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """This year's budget, the newest one where there is none, or how to begin."""
    today = pages.today_of(scope, timezone.now())
    years = [budget.year for budget in selectors.budgets_of(scope.brand)]
    if years:
        year = today.year if today.year in years else years[0]
        return redirect("budgets:year", brand=scope.brand.key, year=year)
    form = YearForm(initial={"year": today.year})
    return render(request, "budgets/begin.html", {"scope": scope, "form": form})


@require_POST
@brand_page("budgets.write")
def budget_open(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Open a year's budget."""
    form = YearForm(request.POST)
    if not form.is_valid():
        context = {"scope": scope, "form": form}
        return render(request, "budgets/begin.html", context, status=422)
    budget = services.budget_open(
        brand=scope.brand, year=form.cleaned_data["year"], actor=scope.user, at=timezone.now()
    )
    return redirect("budgets:year", brand=scope.brand.key, year=budget.year)


@require_GET
@brand_page("budgets.read")
def year_page(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """Planned, committed, spent, left, forecast; what needs a decision; lines and months."""
    page = _page(request, scope, year)
    measure = request.GET.get("measure", "planned")
    measure = measure if measure in tables.measures() else "planned"
    context = {
        "scope": scope,
        "years": _years(scope, year),
        "versions": list(page.budget.versions.all()),
        "next_year": max(one.year for one in selectors.budgets_of(scope.brand)) + 1,
        **page.context(measure),
    }
    return render(request, "budgets/year.html", context)


@require_GET
@brand_page("budgets.read")
def year_xlsx(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """The budget as a workbook."""
    return file_answer(
        workbook(_page(request, scope, year).document()), XLSX, f"budget-{year}.xlsx"
    )


@require_GET
@brand_page("budgets.read")
def year_pdf(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """The budget on paper."""
    made = paper(_page(request, scope, year).document(), language=get_language() or "zh-hans")
    return file_answer(made, "application/pdf", f"budget-{year}.pdf")


@require_POST
@brand_page("budgets.write")
def plan_ask(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """Put the draft before approval."""
    try:
        services.plan_ask(budget=budget_or_404(scope, year), actor=scope.user, at=timezone.now())
    except (services.BudgetError, GateError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The budget waits for approval."))
    return redirect("budgets:year", brand=scope.brand.key, year=year)


@require_http_methods(["GET", "POST"])
@brand_page("budgets.write")
def grid(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """All months of all lines: a draft is saved, of a budget in force a change is asked for."""
    budget = budget_or_404(scope, year)
    lines = list(selectors.lines_of(scope.brand, year))
    form = GridForm(lines, request.POST)
    if request.method == "POST" and not form.errors:
        try:
            _grid_keep(scope, budget, form)
        except (services.BudgetError, GateError) as error:
            form.errors.append(str(error))
        else:
            done = _("The change waits for approval.") if budget.is_in_force else _("Saved.")
            messages.success(request, done)
            return redirect("budgets:year", brand=scope.brand.key, year=year)
    context = {
        "scope": scope,
        "budget": budget,
        "rows": _grid_rows(lines, form),
        "form": form,
        "month_names": [f"{month:02d}" for month in range(1, 13)],
    }
    return render(request, "budgets/grid.html", context, status=422 if form.errors else 200)


@require_GET
@brand_page("budgets.read")
def unplanned(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """Ad spend that stands on no line."""
    page = _page(request, scope, year)
    rows = list(page.budget.unplanned.all())
    table = tables.unplanned_table(page.budget, rows, page.shops)
    context = {"scope": scope, "page": page, "table": table, "rows": rows, "year": year}
    return render(request, "budgets/unplanned.html", context)


@require_GET
@brand_page("budgets.read")
def version_page(request: HttpRequest, scope: Scope, year: int, number: int) -> HttpResponse:
    """An approved version beside what holds now."""
    budget = budget_or_404(scope, year)
    version = selectors.version_of(budget, number)
    if version is None:
        raise Http404
    table = tables.version_table(budget, version, list(selectors.lines_of(scope.brand, year)))
    context = {"scope": scope, "budget": budget, "version": version, "table": table}
    return render(request, "budgets/version.html", context)


def budget_or_404(scope: Scope, year: int) -> Budget:
    """The year's budget."""
    budget = selectors.budget_of(scope.brand, year)
    if budget is None:
        raise Http404
    return budget


def file_answer(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def _page(request: HttpRequest, scope: Scope, year: int) -> pages.YearPage:
    at = timezone.now()
    budget_or_404(scope, year)
    budget = services.actuals_refresh(brand=scope.brand, year=year, at=at)
    if budget is None:
        raise Http404
    day: date = DayForm(request.GET).chosen(pages.today_of(scope, at))
    return pages.year_page(scope, budget, day)


def _years(scope: Scope, year: int) -> list[dict[str, Any]]:
    from django.urls import reverse

    return [
        {
            "label": str(one.year),
            "href": reverse("budgets:year", args=[scope.brand.key, one.year]),
            "is_current": one.year == year,
        }
        for one in selectors.budgets_of(scope.brand)
    ]


def _grid_keep(scope: Scope, budget: Budget, form: GridForm) -> None:
    at = timezone.now()
    if budget.is_in_force:
        services.change_ask(
            budget=budget, amounts=form.amounts, reason=form.reason, actor=scope.user, at=at
        )
    else:
        services.months_set(budget=budget, amounts=form.amounts, actor=scope.user, at=at)


def _grid_rows(lines: list[Any], form: GridForm) -> list[dict[str, Any]]:
    rows = []
    for line in lines:
        planned: list[Decimal] = selectors.months_of(line)
        cells = [
            {
                "name": f"m-{line.pk}-{month}",
                "value": form.typed.get(f"m-{line.pk}-{month}", planned[month - 1]),
                "label": f"{line.name} {month}",
            }
            for month in range(1, 13)
        ]
        rows.append({"line": line, "cells": cells, "total": sum(planned, Decimal(0))})
    return rows
