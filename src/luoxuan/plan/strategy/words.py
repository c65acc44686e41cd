"""Figures, presets and quadrants in the page's language (5.1, 6.2)."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.metrics import METRICS
from luoxuan.plan.strategy.models import SwotItem
from luoxuan.plan.strategy.presets import PRESETS, Preset


def is_english() -> bool:
    """Whether the page speaks English."""
    return (get_language() or "").startswith("en")


def metric_word(metric: str) -> str:
    """What the figure is called."""
    found = METRICS.get(metric)
    if found is None:
        return metric
    return found.name.en if is_english() else found.name.zh


def metric_choices() -> list[tuple[str, str]]:
    """Every figure of the registry, for a list."""
    return [(metric, metric_word(metric)) for metric in METRICS]


def preset_word(preset: Preset) -> str:
    """What the kind of objective is called."""
    return preset.en if is_english() else preset.zh


def preset_lean(preset: Preset) -> str:
    """What operation leans on."""
    return preset.lean_en if is_english() else f"{preset.lean_zh}。"


def preset_choices() -> list[tuple[str, str]]:
    """Every kind, for a list."""
    return [(preset.kind, preset_word(preset)) for preset in PRESETS]


def emphasis_words(emphasis: list[dict[str, Any]]) -> str:
    """The weights in a line: New customers 40 % · Visitors 25 %."""
    return " · ".join(
        f"{metric_word(one['metric'])} {percent(Decimal(one['weight']))} %" for one in emphasis
    )


def percent(weight: Decimal) -> str:
    """A share as a percentage without needless zeros."""
    told = f"{weight * 100:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def quadrant_hints() -> dict[str, str]:
    """What belongs into each quadrant."""
    return {
        SwotItem.Quadrant.STRENGTH: _("What we do better, seen from inside."),
        SwotItem.Quadrant.WEAKNESS: _("What we do worse, seen from inside."),
        SwotItem.Quadrant.OPPORTUNITY: _("What outside helps us if we move."),
        SwotItem.Quadrant.THREAT: _("What outside hurts us if we do not."),
    }


def quadrant_word(key: str) -> str:
    """What the quadrant is called."""
    return str(dict(SwotItem.Quadrant.choices).get(key, key))
