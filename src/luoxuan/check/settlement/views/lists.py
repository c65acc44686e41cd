"""The list of differences, and one with its evidence side by side."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan.check.settlement import forms, selectors, services
from luoxuan.check.settlement.pages import evidence, listing
from luoxuan.check.settlement.views.access import (
    XLSX,
    colleagues,
    difference_or_404,
    file_answer,
    month_now,
)
from luoxuan.documents import Document, workbook
from luoxuan.foundation.people.access import Scope, brand_page

PAGE = 50
MOST_ROWS = 50_000


@require_GET
@brand_page("settlement.read")
def difference_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was asked for, fifty at a time."""
    form = _filter(request, scope)
    asked = form.question(month_now(scope))
    found = selectors.differences_of(scope.brand, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "form": form,
        "month": asked.month,
        "page": page,
        "lead": listing.lead(found, scope.brand.currency),
        "table": listing.table(scope, list(page), asked, export=request.GET.urlencode()),
    }
    return render(request, "settlement/difference_list.html", context)


@require_GET
@brand_page("settlement.read")
def differences_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The whole list that was asked for, as a workbook."""
    asked = _filter(request, scope).question(month_now(scope))
    found = selectors.differences_of(scope.brand, asked)
    document = Document(
        title=_("Differences"),
        subtitle=f"{scope.brand.name} {asked.month}",
        sentences=(listing.lead(found, scope.brand.currency),),
        warnings=(),
        tables=(listing.table(scope, list(found[:MOST_ROWS]), asked),),
        currency=scope.brand.currency,
        stamp=f"{timezone.now():%Y-%m-%d %H:%M} UTC",
    )
    return file_answer(workbook(document), XLSX, f"differences-{asked.month}.xlsx")


@require_GET
@brand_page("settlement.read")
def difference_page(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """One difference: what was expected and found, every book's rows, what people did."""
    record = difference_or_404(scope, difference_id)
    context: dict[str, Any] = {
        "scope": scope,
        "record": record,
        "page": evidence.page(scope, record),
        "events": listing.events(scope.brand, record),
        "can_write": scope.may("settlement.write"),
        "assign_form": forms.AssignForm(people=colleagues(scope), initial={"owner": str(record.owner_id or scope.user.pk)}),
        "reason_form": forms.ReasonForm(initial={"note": record.note, "reference": record.reference}),
        "is_workable": record.state in services.WORKABLE,
    }  # fmt: skip
    return render(request, "settlement/difference.html", context)


def _filter(request: HttpRequest, scope: Scope) -> forms.FilterForm:
    asked = request.GET.copy()
    if not asked.get("month"):
        asked["month"] = month_now(scope)
    return forms.FilterForm(asked, scope=scope)
