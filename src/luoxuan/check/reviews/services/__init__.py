"""Writing reviews: prepare, hold, decide, freeze (12.1-12.4)."""

from luoxuan.check.reviews.services.deciding import (
    Answer,
    DecisionDraft,
    decision_add,
    decision_remove,
    proposal_answer,
)
from luoxuan.check.reviews.services.errors import FrozenError, ReviewError, StateError
from luoxuan.check.reviews.services.holding import (
    agenda_set,
    attendance_set,
    minutes_save,
    review_freeze,
    review_hold,
    review_sign,
)
from luoxuan.check.reviews.services.keeping import Rules, late_note, settings_save, weights_save
from luoxuan.check.reviews.services.preparing import (
    pack_hash,
    review_ask,
    review_open,
    review_prepare,
)

__all__ = [
    "Answer",
    "DecisionDraft",
    "FrozenError",
    "ReviewError",
    "Rules",
    "StateError",
    "agenda_set",
    "attendance_set",
    "decision_add",
    "decision_remove",
    "late_note",
    "minutes_save",
    "pack_hash",
    "proposal_answer",
    "review_ask",
    "review_freeze",
    "review_hold",
    "review_open",
    "review_prepare",
    "review_sign",
    "settings_save",
    "weights_save",
]
