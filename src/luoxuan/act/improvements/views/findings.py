"""Findings: the list, one of them, opening, closing, opening again (12.2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.act.improvements import pages, selectors, services, tables
from luoxuan.act.improvements.forms import FilterForm, FindingForm, ReasonForm
from luoxuan.act.improvements.models import Finding
from luoxuan.act.improvements.prefill import prefilled
from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("improvements.read")
def finding_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What is not as it should be, and how far it is."""
    form = FilterForm(request.GET if "state" in request.GET else {"state": "live"})
    found = _filtered(scope, form)
    context = {
        "scope": scope,
        "form": form,
        "lead": pages.findings_lead(scope, timezone.now()),
        "table": tables.findings_table(scope.brand, found, _export(request)),
        "may_write": scope.may("improvements.write"),
    }
    return render(request, "improvements/finding_list.html", context)


@require_GET
@brand_page("improvements.read")
def finding_list_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The findings as a workbook."""
    form = FilterForm(request.GET if "state" in request.GET else {"state": "live"})
    at = timezone.now()
    document = Document(
        title=f"{scope.brand.name} {_('Issues')}",
        subtitle=f"{at:%Y-%m-%d}",
        sentences=(pages.findings_lead(scope, at),),
        warnings=(),
        tables=(
            tables.for_file(
                tables.findings_table(scope.brand, _filtered(scope, form)), scope.brand.zone
            ),
        ),
        currency=scope.brand.currency,
        stamp=f"{at:%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    return spreadsheet(document, "findings.xlsx")


@require_http_methods(["GET", "POST"])
@brand_page("improvements.write")
def finding_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new finding, from a link or by hand."""
    initial = prefilled(scope, request.GET)
    form = FindingForm(request.POST or None, scope=scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.finding_open(
                brand=scope.brand, draft=form.draft(), actor=scope.user, at=timezone.now()
            )
        except services.ImprovementError as error:
            form.add_error(None, str(error))
        else:
            return redirect("improvements:finding", scope.brand.key, made.pk)
    context = {"scope": scope, "form": form, "initial": initial}
    return render(
        request, "improvements/finding_new.html", context, status=422 if form.errors else 200
    )


@require_GET
@brand_page("improvements.read")
def finding_page(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """A finding with its causes, its analyses, its actions and what happened."""
    finding = finding_seen(scope, finding_id)
    context = pages.finding_context(scope, finding, timezone.now())
    return render(request, "improvements/finding.html", context)


@require_POST
@brand_page("improvements.write")
def finding_close(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """Close by hand, with the reason."""
    return _reasoned(request, scope, finding_id, services.finding_close)


@require_POST
@brand_page("improvements.write")
def finding_reopen(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """Take it up again, with the reason."""
    return _reasoned(request, scope, finding_id, services.finding_reopen)


def finding_seen(scope: Scope, finding_id: int) -> Finding:
    """The finding, or 404."""
    found = selectors.finding_of(scope, finding_id)
    if found is None:
        raise Http404
    return found


def spreadsheet(document: Document, name: str) -> HttpResponse:
    """The document as a download."""
    response = HttpResponse(workbook(document), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def told(request: HttpRequest, form: Any) -> None:
    """What was wrong with a small form, as a message."""
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))


def _reasoned(request: HttpRequest, scope: Scope, finding_id: int, verb: Any) -> HttpResponse:
    finding = finding_seen(scope, finding_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            verb(
                finding=finding, reason=form.cleaned_data["reason"], actor=scope.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.ImprovementError as error:
            messages.error(request, str(error))
    else:
        told(request, form)
    return redirect("improvements:finding", scope.brand.key, finding_id)


def _filtered(scope: Scope, form: FilterForm) -> list[Finding]:
    asked = form.cleaned_data if form.is_valid() else {"state": "live", "source": ""}
    return list(
        selectors.findings_seen(scope, state=asked["state"] or "", source=asked["source"] or "")
    )


def _export(request: HttpRequest) -> str:
    return f"findings.xlsx?{request.GET.urlencode()}" if request.GET else "findings.xlsx"
