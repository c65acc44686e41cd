"""Objectives, boards, notes and rivals for tests."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.strategy import services
from luoxuan.plan.strategy.models import (
    MarketNote,
    Objective,
    Rival,
    SwotBoard,
    SwotEvidence,
    SwotItem,
    SwotMove,
)
from tests.people_there import AT

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def objective_there(brand: Brand, kind: str = "new_market", title: str = "开拓新市场") -> Objective:
    """An objective of the year, with its preset's emphasis."""
    draft = services.ObjectiveDraft(kind=kind, title=title, starts_on=FIRST, ends_on=LAST)
    return services.objective_save(brand=brand, draft=draft, actor=None, at=AT)


def board_there(brand: Brand) -> SwotBoard:
    """The board of the year, empty; the same one when asked twice."""
    found = SwotBoard.objects.filter(brand=brand, starts_on=FIRST).first()
    draft = services.BoardDraft("SWOT 2026", FIRST, LAST)
    return found or services.board_save(brand=brand, draft=draft, actor=None, at=AT)


def item_there(brand: Brand, quadrant: str = "S", text: str = "复购率高于同行") -> SwotItem:
    """An item of the board."""
    draft = services.ItemDraft(quadrant, text)
    return services.item_save(board=board_there(brand), draft=draft, actor=None, at=AT)


def evidence_there(brand: Brand) -> SwotEvidence:
    """An item's own figure."""
    draft = services.EvidenceDraft("figure", metric="gmv_paid", starts_on=FIRST, ends_on=LAST)
    return services.evidence_add(item=item_there(brand), draft=draft, actor=None, at=AT)


def move_there(brand: Brand) -> SwotMove:
    """A move of a strength and an opportunity."""
    inside, outside = item_there(brand), item_there(brand, "O", "县域市场增长快")
    return services.move_make(
        inside=inside, outside=outside, text="进入县域市场", actor=None, at=AT
    )


def note_there(brand: Brand, review_on: date = date(2026, 12, 1)) -> MarketNote:
    """A market note."""
    draft = services.NoteDraft(
        kind="market", title="县域市场观察", source="行业协会月报", noted_on=date(2026, 9, 1),
        review_on=review_on, tags=("县域",),
    )  # fmt: skip
    return services.note_save(brand=brand, draft=draft, actor=None, at=AT)


def rival_there(brand: Brand, name: str = "演示竞品一号") -> Rival:
    """A rival on the watch list, with a price."""
    seen = services.PriceSeen(name, "四件套", Decimal(199), date(2026, 9, 1))
    services.rival_prices_save(brand=brand, prices=[seen], actor=None, at=AT)
    return Rival.objects.get(brand=brand, name=name)


def strategy_objects(brand: Brand) -> dict[str, Callable[[], str]]:
    """How to make one object per part of an address."""
    return {
        "objective_id": lambda: str(objective_there(brand).pk),
        "swot_board_id": lambda: str(board_there(brand).pk),
        "swot_item_id": lambda: str(item_there(brand).pk),
        "swot_evidence_id": lambda: str(evidence_there(brand).pk),
        "swot_move_id": lambda: str(move_there(brand).pk),
        "market_note_id": lambda: str(note_there(brand).pk),
        "rival_id": lambda: str(rival_there(brand).pk),
    }
