"""Tolerances and limits."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoxuan.check.settlement import forms, selectors, services
from luoxuan.check.settlement.pages.rules import lead, rule_rows
from luoxuan.foundation.people.access import Scope, brand_page


@require_http_methods(["GET", "POST"])
@brand_page("settlement.write")
def tolerance_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How small a difference is nobody's work; POST sets or changes a rule."""
    form = forms.ToleranceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.tolerance_save(
                brand=scope.brand, draft=form.draft(), actor=scope.user, at=timezone.now()
            )
        except services.SettlementError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved; it holds from the next run."))
            return redirect("settlement:tolerance_list", brand=scope.brand.key)
    known = selectors.settings_of(scope.brand)
    limits = {"unexplained": known.unexplained_limit, "oldest_days": known.oldest_days}
    context = {
        "scope": scope,
        "form": form,
        "lead": lead(scope.brand),
        "rows": rule_rows(scope.brand),
        "limits_form": forms.LimitsForm(initial=limits),
    }
    status = 422 if form.errors else 200
    return render(request, "settlement/tolerance_list.html", context, status=status)


@require_POST
@brand_page("settlement.write")
def tolerance_remove(request: HttpRequest, scope: Scope, rule_id: int) -> HttpResponse:
    """The next more general rule holds."""
    rule = selectors.rule_of(scope.brand, rule_id)
    if rule is None:
        raise Http404
    services.tolerance_remove(rule=rule, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed; it holds from the next run."))
    return redirect("settlement:tolerance_list", brand=scope.brand.key)


@require_POST
@brand_page("settlement.close")
def limits(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How much may be unexplained when a month is closed."""
    form = forms.LimitsForm(request.POST)
    if form.is_valid():
        try:
            services.limits_save(
                brand=scope.brand, **form.cleaned_data, actor=scope.user, at=timezone.now()
            )
        except services.SettlementError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, _("A limit is zero or more; an age is at least one day."))
    return redirect("settlement:tolerance_list", brand=scope.brand.key)
