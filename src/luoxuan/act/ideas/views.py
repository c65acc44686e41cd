"""Suggestions and innovation projects (5.5, 12.5)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.act.ideas import selectors, services
from luoxuan.act.ideas.forms import (
    AnswerForm,
    CostForm,
    FinishForm,
    PoolForm,
    SuggestionForm,
    TrialForm,
)
from luoxuan.act.ideas.models import Suggestion, Trial
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.metrics import METRICS


@require_http_methods(["GET", "POST"])
@brand_page("ideas.read")
def suggestion_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The box: what was suggested, and a place to suggest."""
    form = SuggestionForm(request.POST or None)
    if request.method == "POST":
        scope.require("ideas.write")
        if form.is_valid() and _done(
            request,
            lambda: services.suggestion_make(
                brand=scope.brand, author=scope.user, at=timezone.now(), **form.cleaned_data
            ),
            _("Thank you: you get an answer within two weeks."),
        ):
            return redirect("ideas:suggestion_list", brand=scope.brand.key)
    context = {
        "scope": scope,
        "form": form,
        "suggestions": selectors.suggestions_of(scope.brand, request.GET.get("state", "")),
        "states": Suggestion.State.choices,
        "state": request.GET.get("state", ""),
        "open_n": selectors.suggestions_of(scope.brand).filter(state__in=selectors.OPEN).count(),
    }
    return render(request, "ideas/suggestions.html", context)


@require_GET
@brand_page("ideas.read")
def suggestion_page(request: HttpRequest, scope: Scope, suggestion_id: int) -> HttpResponse:
    """One suggestion with its answer."""
    suggestion = _suggestion(scope, suggestion_id)
    context = {
        "scope": scope,
        "suggestion": suggestion,
        "trials": suggestion.trials.all(),
        "has_voted": selectors.has_voted(suggestion, scope.user),
        "is_own": suggestion.author_id == scope.user.pk,
        "form": AnswerForm(initial={"state": "considered"}),
        "may_decide": scope.may("ideas.decide"),
    }
    return render(request, "ideas/suggestion.html", context)


@require_POST
@brand_page("ideas.decide")
def suggestion_answer(request: HttpRequest, scope: Scope, suggestion_id: int) -> HttpResponse:
    """Say what becomes of it."""
    suggestion = _suggestion(scope, suggestion_id)
    _posted(
        request,
        AnswerForm(request.POST),
        lambda said: services.suggestion_answer(
            suggestion=suggestion, actor=scope.user, at=timezone.now(), **said
        ),
    )
    return redirect("ideas:suggestion", brand=scope.brand.key, suggestion_id=suggestion.pk)


@require_POST
@brand_page("ideas.write")
def suggestion_vote(request: HttpRequest, scope: Scope, suggestion_id: int) -> HttpResponse:
    """Find it good, or no longer."""
    suggestion = _suggestion(scope, suggestion_id)
    _done(request, lambda: services.suggestion_vote(suggestion=suggestion, user=scope.user), "")
    return redirect("ideas:suggestion", brand=scope.brand.key, suggestion_id=suggestion.pk)


@require_GET
@brand_page("ideas.read")
def trial_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Innovation projects and the year's trial money."""
    year = timezone.localdate().year
    pool = selectors.pool_of(scope.brand, year)
    context = {
        "scope": scope,
        "trials": selectors.trials_of(scope.brand),
        "pool": pool,
        "form": PoolForm(initial={"amount": pool.amount}),
        "may_decide": scope.may("ideas.decide"),
    }
    return render(request, "ideas/trials.html", context)


@require_POST
@brand_page("ideas.decide")
def pool_set(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the year may spend on trials."""
    _posted(
        request,
        PoolForm(request.POST),
        lambda said: services.pool_set(
            brand=scope.brand, year=timezone.localdate().year, actor=scope.user,
            at=timezone.now(), **said,
        ),
    )  # fmt: skip
    return redirect("ideas:trial_list", brand=scope.brand.key)


@require_GET
@brand_page("ideas.read")
def trial_page(request: HttpRequest, scope: Scope, trial_id: int) -> HttpResponse:
    """One project: what it believes, costs, and taught."""
    trial = _trial(scope, trial_id)
    spent = selectors.spent_of(trial)
    context = {
        "scope": scope,
        "trial": trial,
        "metric": METRICS[trial.metric].name,
        "costs": trial.costs.all(),
        "spent": spent,
        "left": trial.budget - spent,
        "gate": gates.gate_latest(scope.brand, "trial", str(trial.pk)),
        "cost_form": CostForm(initial={"on": timezone.localdate()}),
        "finish_form": FinishForm(),
        "may_write": scope.may("ideas.write"),
    }
    return render(request, "ideas/trial.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("ideas.write")
def trial_edit(request: HttpRequest, scope: Scope, trial_id: int = 0) -> HttpResponse:
    """Write a project down, or change its draft."""
    trial = _trial(scope, trial_id) if trial_id else None
    first: dict[str, Any] = {"suggestion": request.GET.get("suggestion", "")}
    if trial:
        first = {name: getattr(trial, name) for name in TrialForm.base_fields}
        first |= {"owner": trial.owner_id, "suggestion": trial.suggestion_id}
    form = TrialForm(request.POST or None, initial=first, scope=scope)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.trial_save(
                brand=scope.brand, draft=form.draft, trial=trial, actor=scope.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.IdeaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("ideas:trial", brand=scope.brand.key, trial_id=saved.pk)
    context = {"scope": scope, "form": form, "trial": trial}
    return render(request, "ideas/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@brand_page("ideas.write")
def trial_ask(request: HttpRequest, scope: Scope, trial_id: int) -> HttpResponse:
    """Ask for approval."""
    trial = _trial(scope, trial_id)
    _done(
        request,
        lambda: services.trial_ask(trial=trial, actor=scope.user, at=timezone.now()),
        _("It waits for a decision."),
    )
    return redirect("ideas:trial", brand=scope.brand.key, trial_id=trial.pk)


@require_POST
@brand_page("ideas.write")
def trial_spend(request: HttpRequest, scope: Scope, trial_id: int) -> HttpResponse:
    """Money it cost."""
    trial = _trial(scope, trial_id)
    _posted(
        request,
        CostForm(request.POST),
        lambda said: services.trial_spend(trial=trial, actor=scope.user, at=timezone.now(), **said),
    )
    return redirect("ideas:trial", brand=scope.brand.key, trial_id=trial.pk)


@require_POST
@brand_page("ideas.write")
def trial_finish(request: HttpRequest, scope: Scope, trial_id: int) -> HttpResponse:
    """End it in an SOP or a lesson."""
    trial = _trial(scope, trial_id)
    _posted(
        request,
        FinishForm(request.POST),
        lambda said: services.trial_finish(
            trial=trial, actor=scope.user, at=timezone.now(), **said
        ),
    )
    return redirect("ideas:trial", brand=scope.brand.key, trial_id=trial.pk)


def _suggestion(scope: Scope, suggestion_id: int) -> Suggestion:
    found = selectors.suggestion_of(scope.brand, suggestion_id)
    if found is None:
        raise Http404
    return found


def _trial(scope: Scope, trial_id: int) -> Trial:
    found = selectors.trial_of(scope.brand, trial_id)
    if found is None:
        raise Http404
    return found


def _posted(request: HttpRequest, form: Form, change: Callable[[dict[str, Any]], object]) -> bool:
    """Do it with what the form says; what cannot be done is a message."""
    if form.is_valid():
        return _done(request, lambda: change(form.cleaned_data), _("Saved."))
    messages.error(request, " ".join(str(e) for es in form.errors.values() for e in es))
    return False


def _done(request: HttpRequest, change: Callable[[], object], said: str) -> bool:
    try:
        change()
    except (services.IdeaError, GateError) as error:
        messages.error(request, str(error))
        return False
    if said:
        messages.success(request, said)
    return True
