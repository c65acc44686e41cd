"""What is done on a review: refused is unchanged, and said."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoxuan.check.reviews import forms, selectors, services
from luoxuan.check.reviews.models import Review
from luoxuan.check.reviews.views.access import colleagues, review_or_404
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks.services import TaskError


@require_POST
@brand_page("reviews.write")
def ask(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Ask for the pack of a period."""
    form = forms.AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, _errors(form))
        return redirect("reviews:review_list", brand=scope.brand.key)
    kind, period = form.cleaned_data["when"]
    try:
        review = services.review_ask(
            brand=scope.brand, kind=kind, period=period, actor=scope.user, at=timezone.now()
        )
    except services.ReviewError as error:
        messages.error(request, str(error))
        return redirect("reviews:review_list", brand=scope.brand.key)
    messages.success(request, _("The pack is being prepared."))
    return redirect("reviews:review", brand=scope.brand.key, review_id=review.pk)


@require_POST
@brand_page("reviews.write")
def again(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """Prepare once more, from the data as they are now."""
    review = review_or_404(scope, review_id)

    def run(at: datetime) -> None:
        period = services.period_of(review)
        services.review_ask(
            brand=scope.brand, kind=review.kind, period=period, actor=scope.user, at=at
        )

    return _done(request, review, run, _("The pack is being prepared."))


@require_POST
@brand_page("reviews.write")
def hold(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The review is held now."""
    review = review_or_404(scope, review_id)
    form = forms.PeopleForm(request.POST, people=colleagues(scope))
    if not form.is_valid():
        return _refused(request, review, _errors(form))

    def run(at: datetime) -> None:
        services.review_hold(review=review, actor=scope.user, people=form.chosen(), at=at)

    return _done(request, review, run, _("Held. Sign it, then freeze it."))


@require_POST
@brand_page("reviews.read")
def sign(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The person signs for themselves."""
    review = review_or_404(scope, review_id)

    def run(at: datetime) -> None:
        services.review_sign(review=review, actor=scope.user, at=at)

    return _done(request, review, run, _("Signed."))


@require_POST
@brand_page("reviews.write")
def freeze(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """Nothing changes any more."""
    review = review_or_404(scope, review_id)

    def run(at: datetime) -> None:
        services.review_freeze(review=review, actor=scope.user, at=at)

    return _done(request, review, run, _("Frozen: it never changes."))


@require_POST
@brand_page("reviews.write")
def minutes(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """Conclusion and minutes."""
    review = review_or_404(scope, review_id)
    form = forms.MinutesForm(request.POST)
    if not form.is_valid():
        return _refused(request, review, _errors(form))

    def run(at: datetime) -> None:
        services.minutes_save(review=review, actor=scope.user, at=at, **form.cleaned_data)

    return _done(request, review, run, _("Saved."))


@require_POST
@brand_page("reviews.write")
def agenda(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """Another agenda."""
    review = review_or_404(scope, review_id)
    form = forms.AgendaForm(request.POST)
    if not form.is_valid():
        return _refused(request, review, _errors(form))

    def run(at: datetime) -> None:
        items = form.cleaned_data["agenda"]
        services.agenda_set(review=review, items=items, actor=scope.user, at=at)

    return _done(request, review, run, _("Saved."))


@require_POST
@brand_page("reviews.write")
def decide(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """A decision, and what follows of it."""
    review = review_or_404(scope, review_id)
    form = forms.DecisionForm(request.POST, people=colleagues(scope))
    if not form.is_valid():
        return _refused(request, review, _errors(form))

    def run(at: datetime) -> None:
        services.decision_add(review=review, draft=form.draft(), actor=scope.user, at=at)

    return _done(request, review, run, _("Decided."))


@require_POST
@brand_page("reviews.write")
def decision_remove(
    request: HttpRequest, scope: Scope, review_id: int, decision_id: int
) -> HttpResponse:
    """Take a decision back."""
    review = review_or_404(scope, review_id)
    decision = selectors.decision_of(review, decision_id)
    if decision is None:
        raise Http404

    def run(at: datetime) -> None:
        services.decision_remove(decision=decision, actor=scope.user, at=at)

    return _done(request, review, run, _("Taken back."))


@require_POST
@brand_page("reviews.write")
def answer(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """Adopt or reject a proposal."""
    review = review_or_404(scope, review_id)
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _refused(request, review, _errors(form))

    def run(at: datetime) -> None:
        services.proposal_answer(review=review, answer=form.answer(), actor=scope.user, at=at)

    return _done(request, review, run, _("Answered."))


def _done(
    request: HttpRequest, review: Review, run: Callable[[datetime], Any], said: str
) -> HttpResponse:
    """Run it; what is refused becomes a message."""
    try:
        run(timezone.now())
    except (services.ReviewError, TaskError) as error:
        return _refused(request, review, str(error))
    messages.success(request, said)
    return redirect("reviews:review", brand=review.brand.key, review_id=review.pk)


def _refused(request: HttpRequest, review: Review, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("reviews:review", brand=review.brand.key, review_id=review.pk)


def _errors(form: django_forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
