"""The page of amount limits and delegations (11.10)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.foundation.gates import selectors, services
from luoxuan.foundation.gates.authority import bench_of, rights_of
from luoxuan.foundation.gates.forms import DelegationForm, LimitForm
from luoxuan.foundation.gates.words import kind_word
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.models import User
from luoxuan.foundation.people.roles import Role


@require_GET
@brand_page("gates.decide")
def settings_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Who may approve how much, and who stands in for whom."""
    return _shown(request, scope, _limit_form(scope), _delegation_form(scope))


@require_POST
@brand_page("settings.write")
def limit_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Set or change a limit."""
    form = _limit_form(scope, request.POST)
    if form.is_valid():
        try:
            services.limit_set(
                brand=scope.brand, plan=form.plan(), actor=scope.user, at=timezone.now()
            )
        except services.GateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("gates:settings", brand=scope.brand.key)
    return _shown(request, scope, form, _delegation_form(scope))


@require_POST
@brand_page("settings.write")
def limit_remove(request: HttpRequest, scope: Scope, limit_id: int) -> HttpResponse:
    """Remove a limit."""
    limit = selectors.limit_of(scope.brand, limit_id)
    if limit is None:
        raise Http404
    services.limit_remove(limit=limit, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("gates:settings", brand=scope.brand.key)


@require_POST
@brand_page("gates.decide")
def delegation_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Let somebody stand in."""
    form = _delegation_form(scope, request.POST)
    if form.is_valid():
        plan = form.plan(scope.brand.zone)
        try:
            services.delegation_give(
                brand=scope.brand, plan=plan, actor=scope.user, at=timezone.now()
            )
        except services.GateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("gates:settings", brand=scope.brand.key)
    return _shown(request, scope, _limit_form(scope), form)


@require_POST
@brand_page("gates.decide")
def delegation_end(request: HttpRequest, scope: Scope, delegation_id: int) -> HttpResponse:
    """Take a delegation back."""
    delegation = selectors.delegation_of(scope.brand, delegation_id)
    if delegation is None:
        raise Http404
    try:
        services.delegation_end(delegation=delegation, actor=scope.user, at=timezone.now())
    except services.GateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ended."))
    return redirect("gates:settings", brand=scope.brand.key)


def _shown(
    request: HttpRequest, scope: Scope, limit_form: LimitForm, delegation_form: DelegationForm
) -> HttpResponse:
    at = timezone.now()
    delegations = [
        {
            "row": one,
            "kinds": ", ".join(kind_word(key) for key in one.kinds) or _("all kinds"),
            "is_live": one.ended_at is None and one.begins_at <= at < one.ends_at,
            "may_end": one.ended_at is None and at < one.ends_at,
        }
        for one in selectors.delegations_of(scope.brand)
    ]
    limits = [
        {
            "row": one,
            "who": str(one.user) if one.user else Role(one.role).label,
            "kind": kind_word(one.kind) or _("every kind"),
        }
        for one in selectors.limits_of(scope.brand)
    ]
    context = {
        "scope": scope,
        "limits": limits,
        "delegations": delegations,
        "live": [one for one in delegations if one["is_live"]],
        "limit_form": limit_form,
        "delegation_form": delegation_form,
        "may_limit": scope.may("settings.write"),
    }
    status = 422 if limit_form.errors or delegation_form.errors else 200
    return render(request, "gates/settings.html", context, status=status)


def _limit_form(scope: Scope, data: object = None) -> LimitForm:
    members = bench_of(scope.brand, timezone.now()).members.values()
    users = [member.user for member in members if "gates.decide" in rights_of(member)]
    return LimitForm(data, members=users, prefix="limit")


def _delegation_form(scope: Scope, data: object = None) -> DelegationForm:
    bench = bench_of(scope.brand, timezone.now())
    members = bench.members.values()
    givers: list[User] = [scope.user]
    if bench.is_owner(scope.user):
        givers = [member.user for member in members if "gates.decide" in rights_of(member)]
    takers = [
        member.user for member in members if not member.is_limited and member.role != Role.AUDITOR
    ]
    return DelegationForm(
        data, givers=givers, takers=takers, prefix="delegation",
        initial={"giver": str(scope.user.pk)},
    )  # fmt: skip
