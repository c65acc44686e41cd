"""The pages of the reviews: the list, one review, the same to present, the scores, the settings."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoxuan.check.reviews import forms, listing, review_document, selectors, services
from luoxuan.check.reviews.pages import ReviewPage
from luoxuan.check.reviews.views.access import colleagues, review_or_404
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import selectors as targets


@require_GET
@brand_page("reviews.read")
def review_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every review, and what is due next."""
    at = timezone.now()
    context = {
        "scope": scope,
        "page": listing.listing(scope, at=at),
        "can_write": scope.may("reviews.write"),
        "form": forms.AskForm(initial={"when": listing.next_when(scope, at=at)}),
    }
    return render(request, "reviews/review_list.html", context)


@require_GET
@brand_page("reviews.read")
def review_page(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The one-pager."""
    review = review_or_404(scope, review_id)
    page = ReviewPage(scope, review)
    people = colleagues(scope) if scope.may("reviews.write") else []
    there = [str(row.user_id) for row in selectors.attendance_of(review)]
    minutes = {"conclusion": review.conclusion, "minutes": review.minutes}
    context: dict[str, Any] = {
        **_shown(page),
        "can_write": page.can_write,
        "people_form": forms.PeopleForm(
            people=people, initial={"people": there or [str(scope.user.pk)]}
        ),
        "minutes_form": forms.MinutesForm(initial=minutes),
        "agenda_form": forms.AgendaForm(initial={"agenda": forms.AgendaForm.said(review)}),
        "decision_form": forms.DecisionForm(people=people, initial={"follow": "task"}),
    }
    return render(request, "reviews/review.html", context)


@require_GET
@brand_page("reviews.read")
def present_page(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The one-pager without anything to fill in, large, for a screen in a room or for print."""
    page = ReviewPage(scope, review_or_404(scope, review_id))
    return render(request, "reviews/present.html", _shown(page))


@require_GET
@brand_page("reviews.read")
def scores_page(request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The incentive sheets the person may see."""
    page = ReviewPage(scope, review_or_404(scope, review_id))
    formula = review_document.formula(page)
    return render(
        request, "reviews/scores.html", {"scope": scope, "page": page, "formula": formula}
    )


@require_http_methods(["GET", "POST"])
@brand_page("reviews.write")
def settings_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Due days, bounds and weights."""
    at = timezone.now()
    rules = selectors.settings_of(scope.brand)
    data = request.POST if request.method == "POST" else None
    form = forms.SettingsForm(data, initial=forms.SettingsForm.initial_of(rules))
    weights = forms.WeightsForm(data, targets=_weighed(scope, at.year))
    if data is not None and form.is_valid() and weights.is_valid():
        try:
            services.rules_save(
                brand=scope.brand,
                rules=form.rules(),
                weights=weights.weights(),
                actor=scope.user,
                at=at,
            )
        except services.ReviewError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("reviews:review_list", brand=scope.brand.key)
    status = 422 if form.errors or weights.errors else 200
    context = {"scope": scope, "form": form, "weights": weights}
    return render(request, "reviews/settings.html", context, status=status)


def _weighed(scope: Scope, year: int) -> list[tuple[str, str, Decimal]]:
    """Targets somebody owns, with their weights."""
    tree = targets.tree_approved(scope.brand, year)
    known = selectors.weights_of(scope.brand)
    nodes = targets.nodes_of(tree) if tree else []
    return [
        (
            str(n.pk),
            f"{n.title} · {n.owner or n.get_role_display()}",
            known.get(str(n.pk), Decimal(1)),
        )
        for n in targets.nodes_seen(nodes, scope.shop_keys)
        if n.owner_id or n.role
    ]


def _shown(page: ReviewPage) -> dict[str, Any]:
    review = page.review
    return {
        "scope": page.scope,
        "page": page,
        "review": review,
        "misses": page.cards("misses"),
        "overs": page.cards("overs"),
        "agenda": selectors.agenda_of(review),
        "attendance": selectors.attendance_of(review),
        "decisions": selectors.decisions_of(review),
    }
