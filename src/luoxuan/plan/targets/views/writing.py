"""Numbers written: the grid, a node's year, parent and children."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import prospects, services, splits, suggestions
from luoxuan.plan.targets.forms import YearForm, cells_of
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.planned import step_of
from luoxuan.plan.targets.prospects import Prospect
from luoxuan.plan.targets.seen import desk_of, node_seen, tree_seen, whole_brand
from luoxuan.plan.targets.services import Basis, TargetError


@require_POST
@brand_page("plan.write")
def grid_save(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Write the months that were changed; all or none."""
    whole_brand(scope)
    tree = tree_seen(scope, tree_id)
    there = redirect("targets:grid", brand=scope.brand.key, tree_id=tree.pk)
    try:
        changed = services.grid_set(
            tree=tree, cells=cells_of(request.POST.dict()), basis=Basis("typed"),
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip
    except TargetError as error:
        messages.error(request, str(error))
        return there
    messages.success(request, _("%(n)d targets are saved.") % {"n": changed})
    return there


@require_POST
@brand_page("plan.write")
def node_year(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """Set the year: typed, or a suggestion taken with its range and months."""
    whole_brand(scope)
    node = node_seen(scope, node_id)
    there = redirect("targets:node", brand=scope.brand.key, node_id=node.pk)
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a number."))
        return there
    try:
        _year(scope, node, form)
    except TargetError as error:
        messages.error(request, str(error))
        return there
    messages.success(request, _("The year is set and split over its months."))
    return there


def _year(scope: Scope, node: TargetNode, form: YearForm) -> None:
    value = splits.rounded(form.cleaned_data["value"], step_of(node))
    kind = form.cleaned_data["kind"]
    at = timezone.now()
    day = prospects.last_whole_day(scope.brand, at) or at.date()
    with desk_of(scope, day) as desk:
        found = suggestions.suggestions_of(node, desk)
        prospect = None
        if node.metric:
            prospect = desk.prospect(suggestions.asked_of(node, desk), node.tree.year)
        basis = _basis(node, value, kind, (found, prospect))
        if prospect is not None and prospect.season and not node.season:
            services.season_set(node=node, weights=prospect.season, actor=scope.user, at=at)
    services.year_set(node=node, value=value, basis=basis, actor=scope.user, at=at)


def _basis(
    node: TargetNode,
    value: Decimal,
    kind: str,
    seen: tuple[list[suggestions.Suggestion], Prospect | None],
) -> Basis:
    """That of the suggestion where its number was taken; else a typed one with its place in the forecast."""
    found, prospect = seen
    taken = next((one for one in found if one.kind == kind and one.value == value), None)
    if taken is not None:
        return services.basis_of(taken)
    outlook = next((one for one in found if one.kind == "outlook"), None)
    if outlook is None or prospect is None:
        return Basis("typed")
    place = suggestions.percentile_of(node, value, prospect)
    return Basis("typed", outlook.value, outlook.low, outlook.high, place)


@require_POST
@brand_page("plan.write")
def node_take_over(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """The node becomes what its children make."""
    whole_brand(scope)
    node = node_seen(scope, node_id)
    try:
        count = services.months_take_over(node=node, actor=scope.user, at=timezone.now())
    except TargetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(n)d months taken over.") % {"n": count})
    return redirect("targets:node", brand=scope.brand.key, node_id=node.pk)


@require_POST
@brand_page("plan.write")
def node_distribute(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """The children become what the node asks."""
    whole_brand(scope)
    node = node_seen(scope, node_id)
    try:
        count = services.months_distribute(node=node, actor=scope.user, at=timezone.now())
    except TargetError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(n)d months given down.") % {"n": count})
    return redirect("targets:node", brand=scope.brand.key, node_id=node.pk)
