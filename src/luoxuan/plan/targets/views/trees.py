"""Trees and nodes: made, changed, approved, split anew."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import prospects, services
from luoxuan.plan.targets.forms import NodeForm, ResplitForm, TreeForm, WizardForm
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.seen import desk_of, node_seen, tree_seen, whole_brand


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def tree_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The wizard: a tree from a template, its numbers from history."""
    whole_brand(scope)
    at = timezone.now()
    initial = {"year": at.year, "title": _("Targets %(year)s") % {"year": at.year}}
    form = WizardForm(request.POST or None, scope=scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            tree = _made(scope, form)
        except services.TargetError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draft is made; look at its numbers."))
            return redirect("targets:grid", brand=scope.brand.key, tree_id=tree.pk)
    context = {"scope": scope, "form": form}
    return render(request, "targets/new.html", context, status=422 if form.errors else 200)


def _made(scope: Scope, form: WizardForm) -> TargetTree:
    at, choice = timezone.now(), form.choice()
    if not choice.template:
        draft = services.TreeDraft(choice.year, choice.title, "", choice.objective_id)
        return services.tree_create(brand=scope.brand, draft=draft, actor=scope.user, at=at)
    day = prospects.last_whole_day(scope.brand, at) or at.date()
    with desk_of(scope, day) as desk:
        return services.tree_from_template(desk=desk, choice=choice, actor=scope.user, at=at)


@require_POST
@brand_page("plan.write")
def tree_save(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Another name, another objective."""
    tree = _tree(scope, tree_id)
    form = TreeForm(request.POST, scope=scope)
    if not form.is_valid():
        messages.error(request, _said(form))
        return _to_tree(scope, tree)

    def save() -> None:
        services.tree_save(tree=tree, draft=form.draft(tree), actor=scope.user, at=timezone.now())

    return _tried(request, save, _("Saved."), _to_tree(scope, tree))


@require_POST
@brand_page("plan.write")
def tree_ask(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Put the draft before approval."""
    tree = _tree(scope, tree_id)

    def ask() -> None:
        services.tree_ask_approval(tree=tree, actor=scope.user, at=timezone.now())

    return _tried(request, ask, _("It waits for approval."), _to_tree(scope, tree))


@require_POST
@brand_page("plan.write")
def tree_revise(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """A draft copied from the tree."""
    whole_brand(scope)
    tree = _tree(scope, tree_id)
    copy = services.tree_revise(tree=tree, actor=scope.user, at=timezone.now())
    messages.success(
        request, _("This is a copy to be revised; the approved targets hold until it is approved.")
    )
    return redirect("targets:grid", brand=scope.brand.key, tree_id=copy.pk)


@require_POST
@brand_page("plan.write")
def tree_remove(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Throw a draft away."""
    tree = _tree(scope, tree_id)

    def remove() -> None:
        services.tree_remove(tree=tree, actor=scope.user, at=timezone.now())

    home = redirect("targets:home", brand=scope.brand.key)
    return _tried(request, remove, _("The draft is gone."), home, _to_tree(scope, tree))


@require_POST
@brand_page("plan.write")
def tree_resplit(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Spread what was missed over the rest of the year."""
    tree = _tree(scope, tree_id)
    form = ResplitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _said(form))
        return _to_tree(scope, tree)

    def resplit() -> None:
        services.months_resplit(
            tree=tree, from_month=form.month(), reason=form.cleaned_data["reason"],
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip

    return _tried(request, resplit, _("The rest of the year is split anew."), _to_tree(scope, tree))


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def node_new(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """A new node."""
    return _node_form(request, scope, _tree(scope, tree_id), None)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def node_edit(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """An existing node."""
    whole_brand(scope)
    node = node_seen(scope, node_id)
    return _node_form(request, scope, node.tree, node)


@require_POST
@brand_page("plan.write")
def node_remove(request: HttpRequest, scope: Scope, node_id: int) -> HttpResponse:
    """A node and all below it go."""
    whole_brand(scope)
    node = node_seen(scope, node_id)

    def remove() -> None:
        services.node_remove(node=node, actor=scope.user, at=timezone.now())

    return _tried(request, remove, _("Removed."), _to_tree(scope, node.tree))


def _node_form(
    request: HttpRequest, scope: Scope, tree: TargetTree, node: TargetNode | None
) -> HttpResponse:
    form = NodeForm(request.POST or None, scope=scope, tree=tree, initial=_initial(request, node))
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.node_set(
                tree=tree, draft=form.draft(), node=node, actor=scope.user, at=timezone.now()
            )
        except services.TargetError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("targets:node", brand=scope.brand.key, node_id=kept.pk)
    context = {"scope": scope, "form": form, "tree": tree, "node": node}
    return render(request, "targets/node_edit.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest, node: TargetNode | None) -> dict[str, Any]:
    if node is None:
        return {"parent": request.GET.get("parent", ""), "level": "company"}
    names = (
        "title", "level", "metric", "formula", "unit", "is_assumption", "source", "shop_key",
        "platform", "role",
    )  # fmt: skip
    links = {"parent": node.parent_id, "owner": node.owner_id, "objective": node.objective_id}
    return {name: getattr(node, name) for name in names} | links


def _tree(scope: Scope, tree_id: int) -> TargetTree:
    whole_brand(scope)
    return tree_seen(scope, tree_id)


def _to_tree(scope: Scope, tree: TargetTree) -> HttpResponse:
    return redirect("targets:tree", brand=scope.brand.key, tree_id=tree.pk)


def _tried(
    request: HttpRequest, do: Callable[[], None], word: str, there: HttpResponse,
    back: HttpResponse | None = None,
) -> HttpResponse:  # fmt: skip
    try:
        do()
    except (services.TargetError, GateError) as error:
        messages.error(request, str(error))
        return back or there
    messages.success(request, word)
    return there


def _said(form: Any) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
