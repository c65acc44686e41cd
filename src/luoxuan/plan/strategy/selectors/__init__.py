"""Everything that is read of the strategy (5.1, 6.2, 12.7)."""

from luoxuan.plan.strategy.selectors.market import (
    note_of,
    notes_of,
    notes_stale,
    price_of,
    prices_latest,
    rival_of,
    rivals_of,
)
from luoxuan.plan.strategy.selectors.objectives import (
    Alignment,
    alignment_of,
    alignment_shares,
    objective_of,
    objectives,
    objectives_on,
)
from luoxuan.plan.strategy.selectors.swot import (
    BoardStanding,
    board_current,
    board_of,
    board_standing,
    boards_of,
    evidence_of,
    item_of,
    move_of,
)

__all__ = [
    "Alignment",
    "BoardStanding",
    "alignment_of",
    "alignment_shares",
    "board_current",
    "board_of",
    "board_standing",
    "boards_of",
    "evidence_of",
    "item_of",
    "move_of",
    "note_of",
    "notes_of",
    "notes_stale",
    "objective_of",
    "objectives",
    "objectives_on",
    "price_of",
    "prices_latest",
    "rival_of",
    "rivals_of",
]
