"""Writing reviews: prepare, hold, decide, freeze (12.1-12.4)."""

from luoxuan.check.reviews.services.beginning import (
    holding_task,
    late_notes,
    reviews_begin,
)
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
from luoxuan.check.reviews.services.keeping import (
    Rules,
    late_note,
    rules_save,
    settings_save,
    weights_save,
)
from luoxuan.check.reviews.services.preparing import (
    CHANGING,
    pack_hash,
    review_ask,
    review_open,
    review_prepare,
)
from luoxuan.check.reviews.services.records import holding_key, period_of

__all__ = [
    "CHANGING",
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
    "holding_key",
    "holding_task",
    "late_note",
    "late_notes",
    "minutes_save",
    "pack_hash",
    "period_of",
    "proposal_answer",
    "review_ask",
    "review_freeze",
    "review_hold",
    "review_open",
    "review_prepare",
    "review_sign",
    "reviews_begin",
    "rules_save",
    "settings_save",
    "weights_save",
]
