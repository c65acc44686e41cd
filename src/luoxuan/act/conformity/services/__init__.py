"""Measuring, noting, exempting, signing, packing; a gap becomes work (all clauses)."""

from luoxuan.act.conformity.services.citations import CitationDraft, citation_review
from luoxuan.act.conformity.services.exemptions import (
    EXEMPTION_GATE,
    ExemptionDraft,
    exemption_ask,
    exemption_decided,
    exemption_end,
    exemption_grant,
)
from luoxuan.act.conformity.services.gaps import gap_to_finding, gap_to_task
from luoxuan.act.conformity.services.notes import note_add
from luoxuan.act.conformity.services.runs import run_digest, run_is_whole, run_make, runs_make
from luoxuan.act.conformity.services.signing import assessment_sign, pack_make

__all__ = [
    "EXEMPTION_GATE",
    "CitationDraft",
    "ExemptionDraft",
    "assessment_sign",
    "citation_review",
    "exemption_ask",
    "exemption_decided",
    "exemption_end",
    "exemption_grant",
    "gap_to_finding",
    "gap_to_task",
    "note_add",
    "pack_make",
    "run_digest",
    "run_is_whole",
    "run_make",
    "runs_make",
]
