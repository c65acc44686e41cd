"""The pages of one line: what it is about, its months, promises, costs, exceptions (11.10)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.budgets import pages, selectors, services, tables
from luoxuan.plan.budgets.forms import CommitForm, CostForm, ExceptionForm, LineForm, SpendForm
from luoxuan.plan.budgets.models import Budget, BudgetCommitment, BudgetLine
from luoxuan.plan.budgets.views import budget_or_404


@require_GET
@brand_page("budgets.read")
def line_page(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """One line: where it stands, its months, its movements."""
    return _shown(request, scope, _line(scope, line_id), {})


@require_http_methods(["GET", "POST"])
@brand_page("budgets.write")
def line_new(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """A new line."""
    return _edit(request, scope, budget_or_404(scope, year), None)


@require_http_methods(["GET", "POST"])
@brand_page("budgets.write")
def line_edit(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """What an existing line is about."""
    line = _line(scope, line_id)
    return _edit(request, scope, line.budget, line)


@require_POST
@brand_page("budgets.write")
def line_remove(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """Remove a line of a draft."""
    line = _line(scope, line_id)
    year = line.budget.year
    try:
        services.line_remove(line=line, actor=scope.user, at=timezone.now())
    except services.BudgetError as error:
        messages.error(request, str(error))
        return redirect("budgets:line", brand=scope.brand.key, line_id=line_id)
    messages.success(request, _("Removed."))
    return redirect("budgets:year", brand=scope.brand.key, year=year)


@require_POST
@brand_page("budgets.write")
def line_commit(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """Promise money."""
    line, form = _line(scope, line_id), CommitForm(request.POST, prefix="commit")

    def act(said: dict[str, Any]) -> str:
        made = services.budget_commit(
            line=line, amount=said["amount"], month=int(said["month"]), actor=scope.user,
            at=timezone.now(), promise=form.promise(),
        )  # fmt: skip
        return _("Committed, above the budget of the month.") if made.is_over else _("Committed.")

    return _acted(request, scope, line, ("commit", form), act)


@require_POST
@brand_page("budgets.write")
def line_exception(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """Ask for more money for a month."""
    line, form = _line(scope, line_id), ExceptionForm(request.POST, prefix="exception")

    def act(said: dict[str, Any]) -> str:
        services.exception_ask(
            line=line, month=int(said["month"]), amount=said["amount"], reason=said["reason"],
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip
        return _("The exception waits for approval.")

    return _acted(request, scope, line, ("exception", form), act)


@require_POST
@brand_page("budgets.write")
def line_cost(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """Book a cost that was paid."""
    line, form = _line(scope, line_id), CostForm(request.POST, prefix="cost")

    def act(_said: dict[str, Any]) -> str:
        services.cost_add(draft=form.draft(line), actor=scope.user, at=timezone.now())
        return _("Booked.")

    return _acted(request, scope, line, ("cost", form), act)


@require_POST
@brand_page("budgets.write")
def release(request: HttpRequest, scope: Scope, commitment_id: int) -> HttpResponse:
    """Let promised money go."""
    commitment = _commitment(scope, commitment_id)
    try:
        services.commitment_release(commitment=commitment, actor=scope.user, at=timezone.now())
    except services.BudgetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Released."))
    return redirect("budgets:line", brand=scope.brand.key, line_id=commitment.line_id)


@require_POST
@brand_page("budgets.write")
def spend(request: HttpRequest, scope: Scope, commitment_id: int) -> HttpResponse:
    """Book what a promise cost in the end."""
    commitment = _commitment(scope, commitment_id)
    form = SpendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the amount and the day it was paid on."))
        return redirect("budgets:line", brand=scope.brand.key, line_id=commitment.line_id)
    try:
        services.commitment_spend(
            commitment=commitment, actor=scope.user, at=timezone.now(), **form.cleaned_data
        )
    except services.BudgetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Booked."))
    return redirect("budgets:line", brand=scope.brand.key, line_id=commitment.line_id)


def _acted(
    request: HttpRequest,
    scope: Scope,
    line: BudgetLine,
    named: tuple[str, forms.Form],
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Do it where the form is right, say what was done; else the page again with the form's errors."""
    name, form = named
    if form.is_valid():
        try:
            said = act(form.cleaned_data)
        except (services.BudgetError, GateError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("budgets:line", brand=scope.brand.key, line_id=line.pk)
    return _shown(request, scope, line, {name: form})


def _shown(
    request: HttpRequest, scope: Scope, line: BudgetLine, forms_: dict[str, forms.Form]
) -> HttpResponse:
    at = timezone.now()
    services.actuals_refresh(brand=scope.brand, year=line.budget.year, at=at)
    today = pages.today_of(scope, at)
    standing = selectors.line_standing(line, today)
    shops = pages.shop_names(scope)
    month = today.month if today.year == line.budget.year else 1
    context = {
        "scope": scope,
        "line": line,
        "standing": standing,
        "sentence": pages.line_sentence(standing),
        "state": tables.state_cell(standing),
        "place": tables.place_word(line, shops),
        "months": tables.line_months_table(standing),
        "commitments": list(selectors.commitments_of(line)),
        "exceptions": list(line.exceptions.select_related("author")),
        "costs": list(line.costs.select_related("author")[:200]),
        "today": today,
        "commit_form": forms_.get("commit")
        or CommitForm(prefix="commit", initial={"month": month}),
        "exception_form": forms_.get("exception")
        or ExceptionForm(prefix="exception", initial={"month": month}),
        "cost_form": forms_.get("cost") or CostForm(prefix="cost", initial={"spent_on": today}),
    }
    status = 422 if any(form.errors for form in forms_.values()) else 200
    return render(request, "budgets/line.html", context, status=status)


def _edit(
    request: HttpRequest, scope: Scope, budget: Budget, line: BudgetLine | None
) -> HttpResponse:
    is_draft = not budget.is_in_force
    form = LineForm(
        scope, request.POST or None, shapes=pages.shapes_of(scope, budget.year),
        initial=pages.line_initial(line),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.line_save(
                budget=budget, draft=form.draft(with_months=is_draft), line=line,
                actor=scope.user, at=timezone.now(),
            )  # fmt: skip
        except services.BudgetError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("budgets:line", brand=scope.brand.key, line_id=kept.pk)
    if not is_draft:
        del form.fields["total"], form.fields["split"]
    context = {"scope": scope, "form": form, "budget": budget, "line": line}
    return render(request, "budgets/line_edit.html", context, status=422 if form.errors else 200)


def _line(scope: Scope, line_id: int) -> BudgetLine:
    line = selectors.line_of(scope.brand, line_id)
    if line is None:
        raise Http404
    return line


def _commitment(scope: Scope, commitment_id: int) -> BudgetCommitment:
    commitment = selectors.commitment_of(scope.brand, commitment_id)
    if commitment is None:
        raise Http404
    return commitment
