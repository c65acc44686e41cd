"""Everything that changes the strategy (5.1, 6.2, 12.7)."""

from luoxuan.plan.strategy.services.errors import StrategyError
from luoxuan.plan.strategy.services.market import (
    NoteDraft,
    PriceSeen,
    RivalDraft,
    note_remove,
    note_review,
    note_save,
    rival_prices_save,
    rival_save,
)
from luoxuan.plan.strategy.services.objectives import (
    ObjectiveDraft,
    objective_save,
    objective_state_set,
)
from luoxuan.plan.strategy.services.swot import (
    BoardDraft,
    EvidenceDraft,
    ItemDraft,
    board_save,
    evidence_add,
    evidence_remove,
    item_move,
    item_remove,
    item_save,
    move_make,
    move_remove,
    move_to_objective,
)

__all__ = [
    "BoardDraft",
    "EvidenceDraft",
    "ItemDraft",
    "NoteDraft",
    "ObjectiveDraft",
    "PriceSeen",
    "RivalDraft",
    "StrategyError",
    "board_save",
    "evidence_add",
    "evidence_remove",
    "item_move",
    "item_remove",
    "item_save",
    "move_make",
    "move_remove",
    "move_to_objective",
    "note_remove",
    "note_review",
    "note_save",
    "objective_save",
    "objective_state_set",
    "rival_prices_save",
    "rival_save",
]
