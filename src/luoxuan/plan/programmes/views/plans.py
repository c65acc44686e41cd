"""The year's plans at a glance, one plan, its parts (6.3, 6.4)."""

from datetime import date
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
from luoxuan.metrics.period import Period, PeriodError
from luoxuan.plan.programmes import periods, plan_page, selectors, services, tables, words
from luoxuan.plan.programmes.forms import AskForm, PartForm
from luoxuan.plan.programmes.models import Programme

LOOK = {"draft": "neutral", "waiting": "info", "approved": "good"}
YEARS = range(2000, 2100)


def plan_of(scope: Scope, period: str) -> Programme:
    """The plan of the address. Raises Http404."""
    try:
        found = selectors.programme_named(scope.brand, period)
    except PeriodError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


@require_GET
@brand_page("plan.read")
def plan_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A year: its plan, its quarters, its months, and whether each was approved in time."""
    today = timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in YEARS else today.year
    plans = {(p.kind, p.starts_on): p for p in selectors.programmes_of(scope.brand, year)}
    first, last = date(year, 1, 1), date(year, 12, 31)
    timing = selectors.months_on_time(scope.brand, first, min(last, today))
    context = {
        "scope": scope,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "rows": _rows(year, plans, {m.month: m.is_on_time for m in timing.months}),
        "timing": timing,
        "has_plans": bool(plans),
        "may_write": scope.may("plan.write"),
    }
    return render(request, "programmes/plan_list.html", context)


@require_POST
@brand_page("plan.write")
def plan_open(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Open the plan of a period, empty or as a copy."""
    try:
        kind, period = periods.period_named(request.POST.get("period", ""))
        source = _source(scope, kind, period, request.POST.get("copy", ""))
        services.programme_open(
            brand=scope.brand, kind=kind, day=period.first, copy_from=source,
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip
    except PeriodError:
        messages.error(request, _("Write the period as 2026, 2026Q4 or 2026-11."))
        return redirect("programmes:plan_list", brand=scope.brand.key)
    except services.ProgrammeError as error:
        messages.error(request, str(error))
    name = periods.name_of(kind, period.first)
    return redirect("programmes:plan", brand=scope.brand.key, period=name)


@require_GET
@brand_page("plan.read")
def plan(request: HttpRequest, scope: Scope, period: str) -> HttpResponse:
    """One plan: what it says, what it rests on, what is missing, what differs from the plan above."""
    one = plan_of(scope, period)
    body = plan_page.body_now(one)
    above, changes = plan_page.against_above(scope, one, body)
    context = {
        "scope": scope,
        "plan": one,
        "name": periods.name_of(one.kind, one.starts_on),
        "title": plan_page.title_of(one),
        "look": LOOK[one.state],
        "parts": plan_page.parts_shown(scope, one.kind, body),
        "completeness": plan_page.mean_completeness(body),
        "above": above,
        "above_name": periods.name_of(above.kind, above.starts_on) if above else "",
        "above_title": plan_page.title_of(above) if above else "",
        "changes": tables.changes_table(changes) if changes else None,
        "changes_count": len(changes),
        "below": _below(scope, one),
        "versions": plan_page.versions_shown(one),
        "form": AskForm(),
        "may_write": scope.may("plan.write") and one.state != Programme.State.WAITING,
        "may_withdraw": scope.may("plan.write") and one.state == Programme.State.WAITING,
    }
    return render(request, "programmes/plan.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def part_edit(request: HttpRequest, scope: Scope, period: str, part: str) -> HttpResponse:
    """Write a part, its figures beside it."""
    one = plan_of(scope, period)
    word = words.part_of(one.kind, part)
    if word is None:
        raise Http404
    kept = one.parts.filter(key=part).first()
    form = PartForm(request.POST or None, initial={"text": kept.text if kept else ""})
    if request.method == "POST" and form.is_valid():
        try:
            services.part_write(
                programme=one, key=part, text=form.cleaned_data["text"],
                actor=scope.user, at=timezone.now(),
            )  # fmt: skip
        except services.ProgrammeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:plan", brand=scope.brand.key, period=period)
    shown = plan_page.parts_shown(scope, one.kind, plan_page.body_now(one))
    context = {
        "scope": scope,
        "plan": one,
        "name": period,
        "title": plan_page.title_of(one),
        "part": next(each for each in shown if each.key == part),
        "form": form,
    }
    return render(request, "programmes/part_edit.html", context, status=422 if form.errors else 200)


def _rows(
    year: int, plans: dict[tuple[str, date], Programme], on_time: dict[date, bool]
) -> list[dict[str, Any]]:
    whole = periods.period_of("year", date(year, 1, 1))
    order: list[tuple[periods.Kind, Period]] = [("year", whole)]
    for quarter in periods.parts_below("year", whole):
        order += [quarter, *periods.parts_below(*quarter)]
    return [_row(kind, period, plans.get((kind, period.first)), on_time) for kind, period in order]


def _row(
    kind: periods.Kind, period: Period, one: Programme | None, on_time: dict[date, bool]
) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": periods.name_of(kind, period.first),
        "plan": one,
        "look": LOOK[one.state] if one else "",
        "completeness": _completeness(one) if one else None,
        "on_time": on_time.get(period.first) if kind == "month" else None,
    }


def _completeness(one: Programme) -> Decimal:
    version = selectors.version_in_force(one) if one.state == Programme.State.APPROVED else None
    return plan_page.mean_completeness(version.body if version else plan_page.body_now(one))


def _below(scope: Scope, one: Programme) -> list[tuple[str, Programme | None]]:
    period = Period(one.starts_on, one.ends_on)
    kind: periods.Kind = one.kind  # type: ignore[assignment]
    return [
        (periods.name_of(k, p.first), selectors.programme_for(scope.brand, k, p.first))
        for k, p in periods.parts_below(kind, period)
    ]


def _source(scope: Scope, kind: periods.Kind, period: Period, copy: str) -> Programme | None:
    if copy not in {"before", "year"}:
        return None
    asked = (
        periods.before(kind, period.first)
        if copy == "before"
        else periods.year_before(kind, period.first)
    )
    found = selectors.programme_for(scope.brand, kind, asked.first)
    if found is None:
        raise services.ProgrammeError(
            _("There is no plan of %(period)s to copy: begin with an empty one.")
            % {"period": periods.name_of(kind, asked.first)}
        )
    return found
