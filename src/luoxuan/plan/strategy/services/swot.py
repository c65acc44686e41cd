"""The SWOT board: items, their evidence, the moves made of two of them (6.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy.models import (
    MarketNote,
    Objective,
    SwotBoard,
    SwotEvidence,
    SwotItem,
    SwotMove,
)
from luoxuan.plan.strategy.services.errors import StrategyError, days_checked, text_checked
from luoxuan.plan.strategy.services.objectives import ObjectiveDraft, objective_save

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

WEIGHTS = range(1, 6)
OBJECTIVE_OF_MOVE = {
    "SO": Objective.Kind.NEW_MARKET,
    "WO": Objective.Kind.EFFICIENCY,
    "ST": Objective.Kind.MARKET_SHARE,
    "WT": Objective.Kind.PROFIT,
}
"""The kind an objective begins with when it is made of a move; it can be changed at once."""


@dataclass(frozen=True)
class BoardDraft:
    """What is said of a board."""

    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ItemDraft:
    """What is said of an item."""

    quadrant: str
    text: str
    weight: int = 3


@dataclass(frozen=True)
class EvidenceDraft:
    """What an item rests on; which fields count depends on the kind."""

    kind: str
    label: str = ""
    metric: str = ""
    shop_key: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    note: MarketNote | None = None
    url: str = ""


@transaction.atomic
def board_save(
    *,
    brand: "Brand",
    draft: BoardDraft,
    board: SwotBoard | None = None,
    actor: "User | None",
    at: datetime,
) -> SwotBoard:
    """Open a board for a period, or rename it. Raises StrategyError where the period has one."""
    days_checked(draft.starts_on, draft.ends_on)
    board = board or SwotBoard(brand=brand, created_at=at)
    board.title = text_checked(draft.title, _("The title"))
    board.starts_on, board.ends_on, board.changed_at = draft.starts_on, draft.ends_on, at
    try:
        with transaction.atomic():
            board.save()
    except IntegrityError as error:
        raise StrategyError(_("This period has a board already: go on with that one.")) from error
    _told(board, "swot.board_saved", actor, at, {"title": board.title})
    return board


@transaction.atomic
def item_save(
    *,
    board: SwotBoard,
    draft: ItemDraft,
    item: SwotItem | None = None,
    actor: "User | None",
    at: datetime,
) -> SwotItem:
    """Write a new item, or change one. Raises StrategyError."""
    if draft.quadrant not in SwotItem.Quadrant.values:
        raise StrategyError(_("There is no such quadrant: %(name)s.") % {"name": draft.quadrant})
    if draft.weight not in WEIGHTS:
        raise StrategyError(_("The weight is 1 to 5."))
    text = text_checked(draft.text, _("The text"))
    if item is not None and item.quadrant != draft.quadrant:
        _unmoved(item)
    item = item or SwotItem(board=board, created_at=at)
    item.quadrant, item.text, item.weight = draft.quadrant, text, draft.weight
    item.save()
    _touched(board, at)
    _told(board, "swot.item_saved", actor, at, {"quadrant": item.quadrant, "text": text})
    return item


@transaction.atomic
def item_move(*, item: SwotItem, quadrant: str, actor: "User | None", at: datetime) -> SwotItem:
    """Put the item into another quadrant. Raises StrategyError where a move rests on it."""
    draft = ItemDraft(quadrant, item.text, item.weight)
    return item_save(board=item.board, draft=draft, item=item, actor=actor, at=at)


@transaction.atomic
def item_remove(*, item: SwotItem, actor: "User | None", at: datetime) -> None:
    """Take the item off the board. Raises StrategyError where a move rests on it."""
    _unmoved(item)
    board, told = item.board, {"quadrant": item.quadrant, "text": item.text}
    item.delete()
    _touched(board, at)
    _told(board, "swot.item_removed", actor, at, told)


@transaction.atomic
def evidence_add(
    *, item: SwotItem, draft: EvidenceDraft, actor: "User | None", at: datetime
) -> SwotEvidence:
    """Say what the item rests on. Raises StrategyError."""
    values = _evidence(item, draft)
    evidence = SwotEvidence.objects.create(item=item, created_at=at, **values)
    _touched(item.board, at)
    _told(item.board, "swot.evidence_added", actor, at, {"text": item.text, "kind": draft.kind})
    return evidence


@transaction.atomic
def evidence_remove(*, evidence: SwotEvidence, actor: "User | None", at: datetime) -> None:
    """Take evidence away."""
    item, kind = evidence.item, evidence.kind
    evidence.delete()
    _touched(item.board, at)
    _told(item.board, "swot.evidence_removed", actor, at, {"text": item.text, "kind": kind})


@transaction.atomic
def move_make(
    *,
    inside: SwotItem,
    outside: SwotItem,
    text: str,
    actor: "User | None",
    at: datetime,
) -> SwotMove:
    """Make a move of a strength or weakness and an opportunity or threat. Raises StrategyError."""
    kind = f"{inside.quadrant}{outside.quadrant}"
    if kind not in SwotMove.Kind.values or inside.board_id != outside.board_id:
        raise StrategyError(
            _("Pair a strength or weakness with an opportunity or threat of the same board.")
        )
    kept = text_checked(text, _("The move"))
    move = SwotMove.objects.create(
        board=inside.board, inside=inside, outside=outside, kind=kind, text=kept, created_at=at
    )
    _touched(inside.board, at)
    _told(inside.board, "swot.move_made", actor, at, {"kind": kind, "text": kept})
    return move


@transaction.atomic
def move_remove(*, move: SwotMove, actor: "User | None", at: datetime) -> None:
    """Take the move back; an objective made of it stays."""
    board, told = move.board, {"kind": move.kind, "text": move.text}
    move.delete()
    _touched(board, at)
    _told(board, "swot.move_removed", actor, at, told)


@transaction.atomic
def move_to_objective(*, move: SwotMove, actor: "User | None", at: datetime) -> Objective:
    """Make the move an objective of the board's period; a second time gives the same one."""
    made = Objective.objects.filter(origin=move).first()
    if made is not None:
        return made
    board = move.board
    body = "\n\n".join(
        (
            f"{move.inside.quadrant}: {move.inside.text}",
            f"{move.outside.quadrant}: {move.outside.text}",
        )
    )
    draft = ObjectiveDraft(
        kind=OBJECTIVE_OF_MOVE[move.kind], title=move.text[:120], starts_on=board.starts_on,
        ends_on=board.ends_on, body=body, owner=actor, origin=move,
    )  # fmt: skip
    return objective_save(brand=board.brand, draft=draft, actor=actor, at=at)


def _unmoved(item: SwotItem) -> None:
    resting = SwotMove.objects.filter(board=item.board)
    if resting.filter(inside=item).exists() or resting.filter(outside=item).exists():
        raise StrategyError(_("A move rests on this item: remove the move first."))


def _evidence(item: SwotItem, draft: EvidenceDraft) -> dict[str, Any]:
    kinds = SwotEvidence.Kind
    values: dict[str, Any] = {"kind": draft.kind, "label": draft.label.strip()}
    if draft.kind == kinds.FIGURE:
        if draft.metric not in METRICS or draft.starts_on is None or draft.ends_on is None:
            raise StrategyError(_("A figure needs its metric and its first and last day."))
        days_checked(draft.starts_on, draft.ends_on)
        names = ("metric", "shop_key", "starts_on", "ends_on")
        return values | {name: getattr(draft, name) for name in names}
    if draft.kind in {kinds.RESEARCH, kinds.RIVAL}:
        if draft.note is None or draft.note.brand_id != item.board.brand_id:
            raise StrategyError(_("Choose the note that shows it."))
        return values | {"note": draft.note}
    if draft.kind in {kinds.URL, kinds.ANALYSIS}:
        if not draft.url.startswith(("https://", "http://", "/")):
            raise StrategyError(
                _("Give the address with https:// before it, or a page of this system.")
            )
        return values | {"url": draft.url}
    raise StrategyError(_("There is no such kind of evidence: %(kind)s.") % {"kind": draft.kind})


def _touched(board: SwotBoard, at: datetime) -> None:
    SwotBoard.objects.filter(pk=board.pk).update(changed_at=at)


def _told(
    board: SwotBoard, verb: str, actor: "User | None", at: datetime, detail: dict[str, Any]
) -> None:
    trail_record(
        brand=board.brand, actor=actor, verb=verb, subject_type="swot_board",
        subject_id=str(board.pk), detail=detail, at=at,
    )  # fmt: skip
