"""SWOT boards, their age, and how much of them rests on evidence (6.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count

from luoxuan.plan.strategy.models import SwotBoard, SwotEvidence, SwotItem, SwotMove

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class BoardStanding:
    """What conformity asks of a board (6.2 E)."""

    age_days: int
    items: int
    with_evidence: int
    empty_quadrants: tuple[str, ...]
    moves: int
    objectives: int
    """Made of moves."""

    @property
    def evidence_share(self) -> Decimal | None:
        """Share of items that rest on evidence; None for an empty board."""
        return Decimal(self.with_evidence) / self.items if self.items else None


def boards_of(brand: "Brand") -> list[SwotBoard]:
    """The brand's boards, newest period first."""
    return list(SwotBoard.objects.filter(brand=brand))


def board_of(brand: "Brand", board_id: int) -> SwotBoard | None:
    """One board of the brand with its items, evidence and moves."""
    rows = SwotBoard.objects.filter(brand=brand, pk=board_id).select_related("brand")
    return rows.prefetch_related(
        "items__evidence__note", "moves__inside", "moves__outside", "moves__objectives"
    ).first()


def board_current(brand: "Brand", day: date) -> SwotBoard | None:
    """The board that stands on that day: of its period, else the last before it."""
    rows = SwotBoard.objects.filter(brand=brand, starts_on__lte=day)
    return rows.filter(ends_on__gte=day).first() or rows.first()


def board_standing(board: SwotBoard, at: datetime) -> BoardStanding:
    """Age, share of items with evidence, what it led to."""
    items = SwotItem.objects.filter(board=board).annotate(proofs=Count("evidence"))
    filled = {item.quadrant for item in items}
    moves = SwotMove.objects.filter(board=board)
    return BoardStanding(
        age_days=(at - board.changed_at).days,
        items=len(items),
        with_evidence=sum(item.proofs > 0 for item in items),
        empty_quadrants=tuple(q for q in SwotItem.Quadrant.values if q not in filled),
        moves=moves.count(),
        objectives=moves.filter(objectives__isnull=False).distinct().count(),
    )


def item_of(brand: "Brand", item_id: int) -> SwotItem | None:
    """One item of the brand."""
    rows = SwotItem.objects.filter(board__brand=brand, pk=item_id)
    return rows.select_related("board__brand").first()


def evidence_of(brand: "Brand", evidence_id: int) -> SwotEvidence | None:
    """One piece of evidence of the brand."""
    rows = SwotEvidence.objects.filter(item__board__brand=brand, pk=evidence_id)
    return rows.select_related("item__board__brand", "note").first()


def move_of(brand: "Brand", move_id: int) -> SwotMove | None:
    """One move of the brand."""
    rows = SwotMove.objects.filter(board__brand=brand, pk=move_id)
    return rows.select_related("board__brand", "inside", "outside").first()
