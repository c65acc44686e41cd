"""Handing a plan in, its frozen versions, comparing them, files (6.3, 6.4)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.documents.document import Document
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.programmes import plan_page, selectors, services
from luoxuan.plan.programmes.forms import AskForm
from luoxuan.plan.programmes.plan_document import plan_document
from luoxuan.plan.programmes.views.plans import plan_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@brand_page("plan.write")
def plan_ask(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """Freeze the plan and ask for approval."""
    one = plan_of(scope, period)
    form = AskForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        services.programme_ask(programme=one, note=note, author=scope.user, at=timezone.now())
    except services.ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Handed in: whoever may approve has a task now."))
    return redirect("programmes:plan", brand=scope.brand.key, period=period)


@require_POST
@brand_page("plan.write")
def plan_withdraw(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """Take it back to change it."""
    one = plan_of(scope, period)
    try:
        services.programme_withdraw(programme=one, actor=scope.user, at=timezone.now())
    except services.ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn: it can be changed again."))
    return redirect("programmes:plan", brand=scope.brand.key, period=period)


@require_POST
@brand_page("plan.write")
def plan_remove(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """Remove a plan nobody handed in."""
    one = plan_of(scope, period)
    try:
        services.programme_remove(programme=one, actor=scope.user, at=timezone.now())
    except services.ProgrammeError as error:
        messages.error(request, str(error))
        return redirect("programmes:plan", brand=scope.brand.key, period=period)
    messages.success(request, _("Removed."))
    return redirect("programmes:plan_list", brand=scope.brand.key)


@require_GET
@brand_page("plan.read")
def version(request: HttpRequest, scope: Scope, period: str, number: int) -> HttpResponse:
    """A version as it was handed in."""
    one = plan_of(scope, period)
    kept = selectors.version_of(one, number)
    if kept is None:
        raise Http404
    context = {
        "scope": scope,
        "plan": one,
        "name": period,
        "title": plan_page.title_of(one),
        "version": kept,
        "is_intact": selectors.version_is_intact(kept),
        "parts": plan_page.parts_shown(scope, one.kind, kept.body),
        "completeness": plan_page.mean_completeness(kept.body),
    }
    return render(request, "programmes/version.html", context)


@require_GET
@brand_page("plan.read")
def plan_compare(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """Two versions, part by part; 0 is the plan as it stands."""
    one = plan_of(scope, period)
    versions = selectors.versions_of(one)
    newest = versions[0].number if versions else 0
    before, after = _number(request, "from", newest), _number(request, "to", 0)
    bodies = [plan_page.body_chosen(one, number) for number in (before, after)]
    if bodies[0] is None or bodies[1] is None:
        raise Http404
    context = {
        "scope": scope,
        "plan": one,
        "name": period,
        "title": plan_page.title_of(one),
        "versions": versions,
        "before": before,
        "after": after,
        "changes": plan_page.compared(scope, one.kind, bodies[0], bodies[1]),
    }
    return render(request, "programmes/compare.html", context)


@require_GET
@brand_page("plan.read")
def plan_xlsx(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """The plan, or a version of it, as a workbook."""
    return _file(workbook(_document(request, scope, period)), XLSX, f"plan-{period}.xlsx")


@require_GET
@brand_page("plan.read")
def plan_pdf(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """The plan, or a version of it, on paper."""
    made = paper(_document(request, scope, period), language=get_language() or "zh")
    return _file(made, "application/pdf", f"plan-{period}.pdf")


def _document(request: HttpRequest, scope: Scope, period: str) -> Document:
    one = plan_of(scope, period)
    number = _number(request, "version", 0)
    kept = selectors.version_of(one, number) if number else None
    if number and kept is None:
        raise Http404
    body = kept.body if kept else plan_page.body_now(one)
    return plan_document(scope, one, body, kept)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= 6 else otherwise


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)
