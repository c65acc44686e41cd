"""Suggestions and trials: made, answered, paid for, ended in knowledge (5.5, 12.5)."""

from luoxuan.act.ideas.errors import IdeaError
from luoxuan.act.ideas.services.suggesting import (
    suggestion_answer,
    suggestion_make,
    suggestion_vote,
)
from luoxuan.act.ideas.services.trying import (
    TrialDraft,
    pool_set,
    trial_ask,
    trial_decided,
    trial_finish,
    trial_save,
    trial_spend,
    trial_stop,
)

__all__ = [
    "IdeaError",
    "TrialDraft",
    "pool_set",
    "suggestion_answer",
    "suggestion_make",
    "suggestion_vote",
    "trial_ask",
    "trial_decided",
    "trial_finish",
    "trial_save",
    "trial_spend",
    "trial_stop",
]
