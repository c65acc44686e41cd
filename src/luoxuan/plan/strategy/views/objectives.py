"""Objectives, what serves them, and what serves none (5.1)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy import figures, selectors, services, tables, words
from luoxuan.plan.strategy.forms import ObjectiveForm, objective_initial
from luoxuan.plan.strategy.models import Objective
from luoxuan.plan.strategy.presets import PRESETS, preset_of


def today_of(scope: Scope, at: datetime) -> date:
    """The day it is where the brand is."""
    return at.astimezone(ZoneInfo(scope.brand.zone)).date()


@require_GET
@brand_page("plan.read")
def objective_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Where the company goes, and how much of the work follows."""
    found = selectors.objectives(scope.brand)
    shares = selectors.alignment_shares(scope.brand, scope)
    unaligned = selectors.alignment_of(scope.brand, None, scope)
    aligned = sum(one.aligned for one in shares)
    context = {
        "scope": scope,
        "objectives": found,
        "active": sum(one.state == Objective.State.ACTIVE for one in found),
        "table": tables.objectives_table(scope.brand, found),
        "shares": tables.alignment_table(shares),
        "has_shares": bool(shares),
        "unaligned": tables.things_table(unaligned, _("Serves no objective")),
        "unaligned_count": len(unaligned),
        "share": Decimal(aligned) / (aligned + len(unaligned)) if aligned or unaligned else None,
        "presets": [(one, words.preset_word(one), words.preset_lean(one)) for one in PRESETS],
        "may_write": scope.may("plan.write"),
    }
    return render(request, "strategy/objective_list.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def objective_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new objective, from the preset of its kind."""
    return _edit(request, scope, None)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def objective_edit(request: HttpRequest, scope: Scope, objective_id: int) -> HttpResponse:
    """Change an objective."""
    return _edit(request, scope, _objective(scope, objective_id))


@require_GET
@brand_page("plan.read")
def objective(request: HttpRequest, scope: Scope, objective_id: int) -> HttpResponse:
    """One objective: its emphasis with the figures so far, and what serves it."""
    one = _objective(scope, objective_id)
    preset = preset_of(one.kind)
    things = selectors.alignment_of(scope.brand, one, scope)
    context = {
        "scope": scope,
        "objective": one,
        "look": tables.STATE_LOOK[one.state],
        "lean": words.preset_lean(preset) if preset else "",
        "is_of_standard": bool(preset and preset.is_of_standard),
        "emphasis": _emphasis(scope, one, today_of(scope, timezone.now())),
        "things": tables.things_table(things, _("What serves it")),
        "things_count": len(things),
        "may_write": scope.may("plan.write"),
        "states": Objective.State.choices,
    }
    return render(request, "strategy/objective.html", context)


@require_POST
@brand_page("plan.write")
def objective_state(request: HttpRequest, scope: Scope, objective_id: int) -> HttpResponse:
    """Take it up, achieve it, drop it."""
    one = _objective(scope, objective_id)
    try:
        services.objective_state_set(
            objective=one, state=request.POST.get("state", ""),
            reason=request.POST.get("reason", ""), actor=scope.user, at=timezone.now(),
        )  # fmt: skip
    except services.StrategyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("strategy:objective", brand=scope.brand.key, objective_id=one.pk)


def _edit(request: HttpRequest, scope: Scope, one: Objective | None) -> HttpResponse:
    at = timezone.now()
    kind = request.GET.get("kind", "")
    form = ObjectiveForm(
        scope, request.POST or None, initial=objective_initial(one, kind, today_of(scope, at))
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.objective_save(
                brand=scope.brand, draft=form.draft(), objective=one, actor=scope.user, at=at
            )
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:objective", brand=scope.brand.key, objective_id=saved.pk)
    context = {
        "scope": scope,
        "form": form,
        "objective": one,
        "presets": [(p, words.preset_word(p), words.preset_lean(p)) for p in PRESETS],
    }
    status = 422 if form.errors else 200
    return render(request, "strategy/objective_edit.html", context, status=status)


def _emphasis(scope: Scope, one: Objective, today: date) -> list[dict[str, Any]]:
    last = min(one.ends_on, today)
    asked = {
        told["metric"]: figures.FigureAsked(told["metric"], one.starts_on, last)
        for told in one.emphasis
        if told["metric"] in METRICS and one.starts_on <= last
    }
    now = figures.figures_now(scope, asked.values())
    return [
        {
            "metric": METRICS[told["metric"]],
            "word": words.metric_word(told["metric"]),
            "weight": Decimal(told["weight"]),
            "figure": now.get(asked[told["metric"]]) if told["metric"] in asked else None,
            "href": figures.drill_href(scope.brand, asked[told["metric"]]) if told["metric"] in asked else "",
        }
        for told in one.emphasis
        if told["metric"] in METRICS
    ]  # fmt: skip


def _objective(scope: Scope, objective_id: int) -> Objective:
    found = selectors.objective_of(scope.brand, objective_id)
    if found is None:
        raise Http404
    return found
