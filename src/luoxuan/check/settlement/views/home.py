"""How a month stands, and asking for it anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.check.settlement import selectors, services
from luoxuan.check.settlement.models import Reconciliation
from luoxuan.check.settlement.pages.home import HomePage
from luoxuan.check.settlement.views.access import month_of
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import Scope, brand_page


@require_GET
@brand_page("settlement.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Matched share, unexplained money by cause and age, accounts, next dues; read from the last run."""
    month = month_of(request, scope)
    standing = selectors.standing(scope.brand, month)
    job = selectors.job_running(scope.brand, month)
    context = {
        "scope": scope,
        "month": month,
        "job": job,
        "can_write": scope.may("settlement.write"),
    }
    if standing is None:
        has_data = intake.catalogue_last(scope.brand) is not None
        return render(request, "settlement/begin.html", {**context, "has_data": has_data})
    page = HomePage(scope, standing)
    return render(request, "settlement/home.html", {**context, "page": page})


@require_POST
@brand_page("settlement.write")
def reconcile(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Reconcile the month: at once where the brand is small, else by a worker."""
    month = month_of(request, scope)
    try:
        done = services.reconcile_ask(
            brand=scope.brand, month=month, actor=scope.user, at=timezone.now()
        )
    except services.SettlementError as error:
        messages.error(request, str(error))
    else:
        is_done = isinstance(done, Reconciliation)
        messages.success(
            request, _("Reconciled.") if is_done else _("The month is being reconciled.")
        )
    return redirect(f"{reverse('settlement:home', args=[scope.brand.key])}?month={month}")
