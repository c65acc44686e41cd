"""Findings opened and closed, causes named, actions planned, done, measured and closed (12.2, 12.4)."""

from luoxuan.act.improvements.services.actions import (
    PLAN_WITHIN,
    ActionDraft,
    action_done,
    action_move,
    action_plan,
)
from luoxuan.act.improvements.services.causes import (
    CauseDraft,
    EvidenceDraft,
    cause_add,
    cause_confirm,
    cause_remove,
    evidence_add,
)
from luoxuan.act.improvements.services.closing import action_close
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.findings import (
    FindingDraft,
    finding_close,
    finding_open,
    finding_reopen,
)
from luoxuan.act.improvements.services.measuring import action_measure, actions_measure_due
from luoxuan.act.improvements.services.records import action_url
from luoxuan.act.improvements.services.standardising import action_standardise

__all__ = [
    "PLAN_WITHIN",
    "ActionDraft",
    "CauseDraft",
    "EvidenceDraft",
    "FindingDraft",
    "ImprovementError",
    "action_close",
    "action_done",
    "action_measure",
    "action_move",
    "action_plan",
    "action_standardise",
    "action_url",
    "actions_measure_due",
    "cause_add",
    "cause_confirm",
    "cause_remove",
    "evidence_add",
    "finding_close",
    "finding_open",
    "finding_reopen",
]
