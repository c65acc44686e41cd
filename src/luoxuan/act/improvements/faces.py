"""Findings and actions as JSON values; numbers are decimal text (12.4)."""

from decimal import Decimal
from typing import Any

from luoxuan.act.improvements import selectors
from luoxuan.act.improvements.models import Action, Effect, Finding
from luoxuan.act.improvements.services.records import action_url
from luoxuan.metrics.question import plain


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding by itself."""
    return {
        "id": finding.pk,
        "title": finding.title,
        "detail": finding.detail,
        "source": finding.source,
        "source_id": finding.source_id,
        "source_url": finding.source_url,
        "metric": finding.metric,
        "shop": finding.shop_key,
        "state": finding.state,
        "owner": finding.owner.username if finding.owner else None,
        "opened_at": finding.opened_at.isoformat(),
        "closed_at": finding.closed_at.isoformat() if finding.closed_at else None,
        "close_reason": finding.close_reason,
    }


def finding_whole(finding: Finding) -> dict[str, Any]:
    """With causes, analyses and actions."""
    return {
        **finding_json(finding),
        "causes": [
            {"branch": one.branch, "statement": one.statement, "whys": one.whys,
             "is_root": one.is_root}
            for one in selectors.causes_of(finding)
        ],
        "evidence": [
            {"title": one.title, "url": one.url, "figure": one.figure}
            for one in selectors.evidence_of(finding)
        ],
        "actions": [action_json(one) for one in selectors.actions_of(finding.brand)
                    if one.finding_id == finding.pk],
    }  # fmt: skip


def action_json(action: Action) -> dict[str, Any]:
    """An action with the measurement that counts."""
    effect = action.closing_effect or selectors.effect_last(action)
    return {
        "id": action.pk,
        "finding": action.finding_id,
        "title": action.title,
        "owner": action.owner.username if action.owner else None,
        "state": action.state,
        "due_on": action.due_on.isoformat(),
        "check_on": action.check_on.isoformat(),
        "started_on": action.started_on.isoformat() if action.started_on else None,
        "metric": action.metric,
        "direction": action.direction,
        "expected": plain(action.expected),
        "expected_kind": action.expected_kind,
        "shops": action.shops,
        "controls": action.controls,
        "products": action.products,
        "campaign": action.campaign,
        "cost": plain(action.cost),
        "close_reason": action.close_reason,
        "effect": effect_json(effect) if effect else None,
        "url": action_url(action),
    }


def action_whole(action: Action) -> dict[str, Any]:
    """With every measurement, days and sentences included."""
    effects = selectors.effects_of(action)
    return {
        **action_json(action),
        "effects": [{**effect_json(one), "answer": one.answer} for one in effects],
    }


def effect_json(effect: Effect) -> dict[str, Any]:
    """A measurement without its days."""
    numbers: dict[str, Decimal | None] = {
        "per_day": effect.per_day, "per_day_low": effect.per_day_low,
        "per_day_high": effect.per_day_high, "total": effect.total,
        "total_low": effect.total_low, "total_high": effect.total_high,
        "share_of_expected": effect.share_of_expected,
    }  # fmt: skip
    return {
        "measured_at": effect.measured_at.isoformat(),
        "data_version": effect.data_version,
        "method": effect.method,
        "verdict": effect.verdict,
        "first": effect.first.isoformat(),
        "last": effect.last.isoformat(),
        **{name: plain(value) for name, value in numbers.items()},
        "sentences": [{"zh": one["zh"], "en": one["en"]} for one in effect.answer["sentences"]],
    }
