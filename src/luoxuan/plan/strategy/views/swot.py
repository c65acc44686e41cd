"""The SWOT board: quadrants, evidence, moves (6.2)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.strategy import board_page, selectors, services
from luoxuan.plan.strategy.forms import BoardForm, EvidenceForm, ItemForm
from luoxuan.plan.strategy.models import SwotBoard, SwotItem
from luoxuan.plan.strategy.views.objectives import today_of


@require_GET
@brand_page("plan.read")
def board_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """To the board that stands today; where there is none, how to begin."""
    current = selectors.board_current(scope.brand, today_of(scope, timezone.now()))
    boards = selectors.boards_of(scope.brand)
    if current is None and not boards:
        return render(request, "strategy/board_none.html", {"scope": scope})
    return _to_board(scope, (current or boards[0]).pk)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def board_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A board for a period."""
    at = timezone.now()
    today = today_of(scope, at)
    initial = {
        "title": f"SWOT {today.year}",
        "starts_on": today.replace(month=1, day=1),
        "ends_on": today.replace(month=12, day=31),
    }
    form = BoardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            board = services.board_save(
                brand=scope.brand, draft=form.draft(), actor=scope.user, at=at
            )
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            return _to_board(scope, board.pk)
    context = {"scope": scope, "form": form}
    return render(request, "strategy/board_new.html", context, status=422 if form.errors else 200)


@require_GET
@brand_page("plan.read")
def board(request: HttpRequest, scope: Scope, swot_board_id: int) -> HttpResponse:
    """The four quadrants, what they rest on, and the moves made of them."""
    found = _board(scope, swot_board_id)
    context = board_page.board_context(scope, found, timezone.now())
    return render(request, "strategy/board.html", {"form": ItemForm(), **context})


@require_POST
@brand_page("plan.write")
def item_add(request: HttpRequest, scope: Scope, swot_board_id: int) -> HttpResponse:
    """A new item."""
    found = _board(scope, swot_board_id)
    form = ItemForm(request.POST)
    if not form.is_valid():
        context = board_page.board_context(scope, found, timezone.now())
        return render(request, "strategy/board.html", {**context, "form": form}, status=422)
    return _done(
        request, scope, found.pk,
        lambda: services.item_save(
            board=found, draft=form.draft(), actor=scope.user, at=timezone.now()
        ),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def item_edit(request: HttpRequest, scope: Scope, swot_item_id: int) -> HttpResponse:
    """Change an item, see and add what it rests on."""
    item = _item(scope, swot_item_id)
    at = timezone.now()
    initial = {"quadrant": item.quadrant, "text": item.text, "weight": item.weight}
    form = ItemForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.item_save(
                board=item.board, draft=form.draft(), item=item, actor=scope.user, at=at
            )
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            return _to_board(scope, item.board_id)
    return _item_page(request, scope, item, form, EvidenceForm(scope, initial=_month(scope)))


@require_POST
@brand_page("plan.write")
def item_shift(request: HttpRequest, scope: Scope, swot_item_id: int) -> HttpResponse:
    """Drop the item into another quadrant."""
    item = _item(scope, swot_item_id)
    return _done(
        request, scope, item.board_id,
        lambda: services.item_move(
            item=item, quadrant=request.POST.get("quadrant", ""),
            actor=scope.user, at=timezone.now(),
        ),
    )  # fmt: skip


@require_POST
@brand_page("plan.write")
def item_remove(request: HttpRequest, scope: Scope, swot_item_id: int) -> HttpResponse:
    """Take the item off the board."""
    item = _item(scope, swot_item_id)
    return _done(
        request, scope, item.board_id,
        lambda: services.item_remove(item=item, actor=scope.user, at=timezone.now()),
    )  # fmt: skip


@require_POST
@brand_page("plan.write")
def evidence_add(request: HttpRequest, scope: Scope, swot_item_id: int) -> HttpResponse:
    """Say what the item rests on."""
    item = _item(scope, swot_item_id)
    form = EvidenceForm(scope, request.POST)
    if form.is_valid():
        try:
            services.evidence_add(
                item=item, draft=form.draft(), actor=scope.user, at=timezone.now()
            )
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            return redirect("strategy:item_edit", brand=scope.brand.key, swot_item_id=item.pk)
    initial = {"quadrant": item.quadrant, "text": item.text, "weight": item.weight}
    return _item_page(request, scope, item, ItemForm(initial=initial), form)


@require_POST
@brand_page("plan.write")
def evidence_remove(request: HttpRequest, scope: Scope, swot_evidence_id: int) -> HttpResponse:
    """Take evidence away."""
    found = selectors.evidence_of(scope.brand, swot_evidence_id)
    if found is None:
        raise Http404
    item_id = found.item_id
    services.evidence_remove(evidence=found, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("strategy:item_edit", brand=scope.brand.key, swot_item_id=item_id)


@require_POST
@brand_page("plan.write")
def move_make(request: HttpRequest, scope: Scope, swot_board_id: int) -> HttpResponse:
    """A move of two items."""
    found = _board(scope, swot_board_id)
    chosen = {str(item.pk): item for item in found.items.all()}
    inside = chosen.get(request.POST.get("inside", ""))
    outside = chosen.get(request.POST.get("outside", ""))
    if inside is None or outside is None:
        messages.error(request, _("Choose one item from inside and one from outside."))
        return _to_board(scope, found.pk)
    return _done(
        request, scope, found.pk,
        lambda: services.move_make(
            inside=inside, outside=outside, text=request.POST.get("text", ""),
            actor=scope.user, at=timezone.now(),
        ),
    )  # fmt: skip


@require_POST
@brand_page("plan.write")
def move_remove(request: HttpRequest, scope: Scope, swot_move_id: int) -> HttpResponse:
    """Take a move back."""
    move = selectors.move_of(scope.brand, swot_move_id)
    if move is None:
        raise Http404
    services.move_remove(move=move, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return _to_board(scope, move.board_id)


@require_POST
@brand_page("plan.write")
def move_objective(request: HttpRequest, scope: Scope, swot_move_id: int) -> HttpResponse:
    """Make an objective of the move."""
    move = selectors.move_of(scope.brand, swot_move_id)
    if move is None:
        raise Http404
    made = services.move_to_objective(move=move, actor=scope.user, at=timezone.now())
    messages.success(request, _("It is an objective now: look at its emphasis and take it up."))
    return redirect("strategy:objective", brand=scope.brand.key, objective_id=made.pk)


def _item_page(
    request: HttpRequest, scope: Scope, item: SwotItem, form: ItemForm, proof: EvidenceForm
) -> HttpResponse:
    context = {
        "scope": scope,
        "item": item,
        "form": form,
        "proof": proof,
        "evidence": board_page.evidence_shown(scope, item.evidence.select_related("note")),
    }
    status = 422 if form.errors or proof.errors else 200
    return render(request, "strategy/item_edit.html", context, status=status)


def _month(scope: Scope) -> dict[str, Any]:
    today = today_of(scope, timezone.now())
    return {"starts_on": today.replace(day=1), "ends_on": today, "metric": "gmv_paid"}


def _done(
    request: HttpRequest, scope: Scope, board_id: int, act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except services.StrategyError as error:
        messages.error(request, str(error))
    return _to_board(scope, board_id)


def _to_board(scope: Scope, board_id: int) -> HttpResponse:
    return redirect("strategy:board", brand=scope.brand.key, swot_board_id=board_id)


def _board(scope: Scope, board_id: int) -> SwotBoard:
    found = selectors.board_of(scope.brand, board_id)
    if found is None:
        raise Http404
    return found


def _item(scope: Scope, item_id: int) -> SwotItem:
    found = selectors.item_of(scope.brand, item_id)
    if found is None:
        raise Http404
    return found
