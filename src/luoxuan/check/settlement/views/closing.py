"""Closing a month: what still hinders, asking, the statement as a workbook and on paper."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.check.settlement import forms, selectors, services
from luoxuan.check.settlement.pages.closing import ClosePage
from luoxuan.check.settlement.pages.statement import Statement, document, of_closing
from luoxuan.check.settlement.views.access import PDF, XLSX, closing_or_404, file_answer, month_of
from luoxuan.documents import paper, workbook
from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page


@require_GET
@brand_page("settlement.read")
def close_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What still hinders, who has to sign, what was signed."""
    month = month_of(request, scope)
    context = {
        "scope": scope,
        "month": month,
        "page": ClosePage(scope, month),
        "form": forms.ReopenForm(),
        "can_close": scope.may("settlement.close"),
    }
    return render(request, "settlement/close.html", context)


@require_POST
@brand_page("settlement.close")
def close_ask(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Freeze the figures and let somebody else sign them."""
    month = month_of(request, scope)
    try:
        services.close_ask(brand=scope.brand, month=month, actor=scope.user, at=timezone.now())
    except (services.SettlementError, GateError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The month waits for approval."))
    return _back(scope, month)


@require_POST
@brand_page("settlement.close")
def reopen_ask(request: HttpRequest, scope: Scope, closing_id: int) -> HttpResponse:
    """Ask to open a closed month again."""
    closing = closing_or_404(scope, closing_id)
    form = forms.ReopenForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        services.reopen_ask(closing=closing, reason=reason, actor=scope.user, at=timezone.now())
    except (services.SettlementError, GateError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Opening the month again waits for approval."))
    return _back(scope, closing.month)


@require_GET
@brand_page("settlement.read")
def closing_xlsx(_request: HttpRequest, scope: Scope, closing_id: int) -> HttpResponse:
    """The signed statement as a workbook: the same bytes whenever it is asked for."""
    return _xlsx(scope, of_closing(closing_or_404(scope, closing_id)))


@require_GET
@brand_page("settlement.read")
def closing_pdf(_request: HttpRequest, scope: Scope, closing_id: int) -> HttpResponse:
    """The signed statement on paper."""
    return _pdf(scope, of_closing(closing_or_404(scope, closing_id)))


@require_GET
@brand_page("settlement.read")
def draft_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The month as it stands now, marked as not signed."""
    return _xlsx(scope, _draft(scope, month_of(request, scope), timezone.now()))


@require_GET
@brand_page("settlement.read")
def draft_pdf(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same on paper."""
    return _pdf(scope, _draft(scope, month_of(request, scope), timezone.now()))


def _draft(scope: Scope, month: str, at: datetime) -> Statement:
    run = selectors.run_latest(scope.brand, month)
    if run is None:
        raise Http404
    figures = services.figures_now(run)
    return Statement(figures.text, figures.rows, figures.digest, at)


def _xlsx(scope: Scope, statement: Statement) -> HttpResponse:
    name = f"reconciliation-{statement.month}.xlsx"
    return file_answer(workbook(document(scope.brand, statement)), XLSX, name)


def _pdf(scope: Scope, statement: Statement) -> HttpResponse:
    made = paper(document(scope.brand, statement), language=get_language() or "zh-hans")
    return file_answer(made, PDF, f"reconciliation-{statement.month}.pdf")


def _back(scope: Scope, month: str) -> HttpResponse:
    return redirect(f"{reverse('settlement:close', args=[scope.brand.key])}?month={month}")
