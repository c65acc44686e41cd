"""The tree, the grid, a node: what is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import pages, prospects, selectors
from luoxuan.plan.targets.forms import ResplitForm, TreeForm
from luoxuan.plan.targets.seen import desk_of, node_seen, tree_seen, when_of


@require_GET
@brand_page("plan.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """To this year's tree; where there is none, how to make one."""
    at = timezone.now()
    day = prospects.last_whole_day(scope.brand, at) or at.date()
    tree = selectors.tree_latest(scope.brand, at.date().year)
    tree = tree or selectors.tree_latest(scope.brand, day.year)
    tree = tree or selectors.trees_of(scope.brand).first()
    if tree is not None:
        return redirect("targets:tree", brand=scope.brand.key, tree_id=tree.pk)
    may_write = scope.may("plan.write") and scope.shop_keys is None
    return render(request, "targets/none.html", {"scope": scope, "may_write": may_write})


@require_GET
@brand_page("plan.read")
def tree_page(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Every node of one month: target, actual, pace, landing; red ones with what moved them."""
    tree = tree_seen(scope, tree_id)
    when = when_of(scope, tree.year, request.GET.get("month", ""), timezone.now())
    with desk_of(scope, when.day) as desk:
        context = pages.tree_context(scope, tree, when, desk)
    context["resplit_form"] = ResplitForm()
    initial = {"title": tree.title, "objective": tree.objective_id}
    context["tree_form"] = TreeForm(initial=initial, scope=scope)
    return render(request, "targets/tree.html", context)


@require_GET
@brand_page("plan.read")
def grid_page(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Nodes by months, the outlook beside each number."""
    tree = tree_seen(scope, tree_id)
    when = when_of(scope, tree.year, "", timezone.now())
    day = prospects.last_whole_day(scope.brand, timezone.now()) or when.day
    with desk_of(scope, day) as desk:
        context = pages.grid_context(scope, tree, desk)
    return render(request, "targets/grid.html", context)


@require_GET
@brand_page("plan.read")
def node_page(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """One node."""
    node = node_seen(scope, node_id)
    when = when_of(scope, node.tree.year, request.GET.get("month", ""), timezone.now())
    with desk_of(scope, when.day) as desk:
        context = pages.node_context(scope, node, when, desk)
    return render(request, "targets/node.html", context)
