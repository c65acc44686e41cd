"""Strategy over the interface (5.1, 6.2, 12.7)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from ninja.errors import HttpError

from luoxuan.foundation.people.access import scope_from
from luoxuan.plan.strategy import selectors, services
from luoxuan.plan.strategy.models import Objective, SwotBoard

router = Router(tags=["strategy"])


class WeightIn(Schema):
    """A figure and its weight, 0 to 1."""

    metric: str
    weight: Decimal


class ObjectiveIn(Schema):
    """An objective; no emphasis means that of its kind."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    body: str = ""
    emphasis: list[WeightIn] = []


class ObjectiveOut(Schema):
    """An objective."""

    id: int
    kind: str
    title: str
    body: str
    starts_on: date
    ends_on: date
    state: str
    state_reason: str
    emphasis: list[dict[str, str]]
    origin_id: int | None


class NoteIn(Schema):
    """A market note."""

    kind: str
    title: str
    source: str
    noted_on: date
    review_on: date
    body: str = ""
    source_url: str = ""
    tags: list[str] = []


class NoteOut(NoteIn):
    """A market note."""

    id: int


@router.get("/objectives", response=list[ObjectiveOut], summary="Objectives")
def objectives_list(request: HttpRequest, brand: Path[str], state: str = "") -> Any:  # noqa: ARG001
    """By their begin; `state`: draft, active, achieved or dropped."""
    return selectors.objectives(scope_from(request, "plan.read").brand, state)


@router.post("/objectives", response={201: ObjectiveOut}, summary="Write an objective")
def objective_write(request: HttpRequest, brand: Path[str], said: ObjectiveIn) -> Any:  # noqa: ARG001
    """A new draft."""
    scope = scope_from(request, "plan.write")
    told = said.dict()
    told["emphasis"] = [(one["metric"], one["weight"]) for one in told["emphasis"]]
    try:
        made = services.objective_save(
            brand=scope.brand, draft=services.ObjectiveDraft(**told),
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip
    except services.StrategyError as error:
        raise HttpError(422, str(error)) from None
    return Status(201, made)


@router.get("/objectives/{objective_id}", summary="One objective and what serves it")
def objective_look(request: HttpRequest, brand: Path[str], objective_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Amounts are decimal texts."""
    scope = scope_from(request, "plan.read")
    found = selectors.objective_of(scope.brand, objective_id)
    if found is None:
        raise Http404
    things = selectors.alignment_of(scope.brand, found, scope)
    return {**_objective(found), "aligned": [_thing(thing) for thing in things]}


@router.get("/alignment", summary="What serves an objective, and what serves none")
def alignment(request: HttpRequest, brand: Path[str]) -> dict[str, Any]:  # noqa: ARG001
    """Shares per kind of thing, 0 to 1 as decimal texts; null where there is nothing."""
    scope = scope_from(request, "plan.read")
    return {
        "shares": [
            {
                "kind": one.kind, "aligned": one.aligned, "unaligned": one.unaligned,
                "share": _text(one.share), "amount_share": _text(one.amount_share),
            }
            for one in selectors.alignment_shares(scope.brand, scope)
        ],
        "unaligned": [
            _thing(thing) for thing in selectors.alignment_of(scope.brand, None, scope)
        ],
    }  # fmt: skip


@router.get("/swot", summary="SWOT boards with their items and moves")
def boards_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Newest period first."""
    scope = scope_from(request, "plan.read")
    boards = [selectors.board_of(scope.brand, one.pk) for one in selectors.boards_of(scope.brand)]
    return [_board(board) for board in boards if board is not None]


@router.get("/market", response=list[NoteOut], summary="Market notes")
def notes_list(request: HttpRequest, brand: Path[str], kind: str = "", tag: str = "") -> Any:  # noqa: ARG001
    """Newest first."""
    return selectors.notes_of(scope_from(request, "plan.read").brand, kind=kind, tag=tag)


@router.post("/market", response={201: NoteOut}, summary="Write a market note")
def note_write(request: HttpRequest, brand: Path[str], said: NoteIn) -> Any:  # noqa: ARG001
    """With its source and the day to look again."""
    scope = scope_from(request, "plan.write")
    try:
        made = services.note_save(
            brand=scope.brand, draft=services.NoteDraft(**said.dict()),
            actor=scope.user, at=timezone.now(),
        )  # fmt: skip
    except services.StrategyError as error:
        raise HttpError(422, str(error)) from None
    return Status(201, made)


@router.get("/rivals/prices", summary="The newest price of each rival's product")
def prices_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Prices are decimal texts."""
    scope = scope_from(request, "plan.read")
    return [
        {
            "rival": one.rival.name, "product": one.product, "product_id": one.product_id,
            "price": str(one.price), "currency": one.currency, "seen_on": one.seen_on.isoformat(),
        }
        for one in selectors.prices_latest(scope.brand)
    ]  # fmt: skip


def _objective(one: Objective) -> dict[str, Any]:
    return ObjectiveOut.from_orm(one).dict()


def _board(board: SwotBoard) -> dict[str, Any]:
    return {
        "id": board.pk, "title": board.title,
        "starts_on": board.starts_on.isoformat(), "ends_on": board.ends_on.isoformat(),
        "items": [
            {
                "id": item.pk, "quadrant": item.quadrant, "text": item.text,
                "weight": item.weight, "evidence": item.evidence.count(),
            }
            for item in board.items.all()
        ],
        "moves": [{"id": m.pk, "kind": m.kind, "text": m.text} for m in board.moves.all()],
    }  # fmt: skip


def _thing(thing: Any) -> dict[str, Any]:
    return {
        "kind": thing.kind, "title": thing.title, "url": thing.url,
        "amount": _text(thing.amount), "shop_key": thing.shop_key,
    }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
