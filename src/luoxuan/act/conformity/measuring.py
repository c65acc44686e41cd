"""The whole standard measured from the records: one result per requirement (all clauses)."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import Error as DatabaseTrouble

from luoxuan.act.conformity.evidence import EVIDENCE
from luoxuan.act.conformity.evidence.model import (
    MOST_ROWS,
    Evidence,
    EvidenceContext,
    EvidenceRow,
)
from luoxuan.act.conformity.judging import judged
from luoxuan.foundation.intake import selectors as intake
from luoxuan.standard import Edition, Requirement, Said
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

Result = dict[str, Any]
NOT_HERE = Said("本版本不提供", "Not available in this version.")
log = logging.getLogger("luoxuan.conformity")


def standard_measured(
    *, brand: "Brand", edition: Edition, exempt: Mapping[str, Said], at: datetime
) -> list[Result]:
    """One result per requirement in the standard's order; `exempt` holds the signed reasons."""
    with engine.open_session(intake.snapshot(brand), many_questions=True) as session:
        context = EvidenceContext(brand, edition, at, session)
        return [
            requirement_measured(row, context, exempt.get(row.id))
            for row in edition.requirements.values()
        ]


def requirement_measured(
    requirement: Requirement, context: EvidenceContext, exemption: Said | None
) -> Result:
    """One requirement: its evidence, judged; what is not here or does not apply says so."""
    measure = EVIDENCE.get(requirement.id)
    if measure is None or not requirement.is_here:
        found, state, reached = Evidence(None, NOT_HERE), "not_available", Decimal(0)
    else:
        found = _found(requirement, context)
        state, reached = judged(requirement, found)
    if exemption is not None:
        state = "not_applicable"
    return _result(requirement, found, (state, reached), exemption)


def _found(requirement: Requirement, context: EvidenceContext) -> Evidence:
    """The evidence; one function that fails leaves its own requirement without data, not the whole run."""
    try:
        return EVIDENCE[requirement.id](context)
    except DatabaseTrouble:
        raise
    except Exception as error:
        log.exception("evidence of %s failed", requirement.id)
        name = type(error).__name__
        return Evidence(None, Said(f"未能算出（{name}）。", f"Could not be computed ({name})."))


def _result(
    requirement: Requirement,
    found: Evidence,
    judgement: tuple[str, Decimal],
    exemption: Said | None,
) -> Result:
    rows = sorted(found.rows, key=lambda row: row.is_met)
    return {
        "id": requirement.id,
        "title": requirement.asks,
        "state": judgement[0],
        "value": _plain(found.value),
        "threshold": _plain(requirement.threshold),
        "unit": requirement.unit,
        "direction": requirement.direction,
        "reached": str(judgement[1]),
        "weight": requirement.weight,
        "effort": requirement.effort,
        "as_of": _moment(found.as_of),
        "sentence": _said(found.sentence),
        "exemption": _said(exemption) if exemption else None,
        "evidence_url": found.url,
        "rows": [_row(row) for row in rows[:MOST_ROWS]],
        "rows_total": len(rows),
    }


def _row(row: EvidenceRow) -> dict[str, Any]:
    return {
        "label": _said(row.label),
        "is_met": row.is_met,
        "detail": _said(row.detail),
        "url": row.url,
        "shop_key": row.shop_key,
        "permission": row.permission,
    }


def _said(words: Said | str) -> dict[str, str]:
    said = words if isinstance(words, Said) else Said(words, words)
    return {"zh": said.zh, "en": said.en}


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _moment(value: datetime | date | None) -> str | None:
    return None if value is None else value.isoformat()
