"""What kinds of basis, states and units are called on a page."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Language
from luoxuan.plan.targets.models import TargetNode

KINDS: dict[str, Promise] = {
    "outlook": _("Outlook"),
    "last_year": _("Last year"),
    "benchmark": _("Benchmark"),
    "stretch": _("Stretch"),
    "typed": _("Typed"),
    "imported": _("Imported"),
    "season": _("Season"),
    "children": _("From below"),
    "parent": _("From above"),
    "resplit": _("Re-split"),
    "assumption": _("Assumption"),
}
STATE_LOOKS = {"draft": "neutral", "asked": "info", "approved": "good", "replaced": "neutral"}
SMART_LOOKS = {"yes": "good", "warn": "warning", "no": "bad"}
SMART_STATES: dict[str, Promise] = {"yes": _("passes"), "warn": _("look again"), "no": _("fails")}
LETTERS: dict[str, Promise] = {
    "specific": _("Specific"),
    "measurable": _("Measurable"),
    "attainable": _("Attainable"),
    "relevant": _("Relevant"),
    "time_bound": _("Time-bound"),
}
UNITS: dict[str, Promise] = {
    "money": _("money"),
    "count": _("count"),
    "share": _("share"),
    "ratio": _("ratio"),
}


def language() -> Language:
    """The reader's."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def metric_word(metric: str) -> str:
    """The metric's name in the reader's language; its id where this version has none such."""
    known = METRICS.get(metric)
    if known is None:
        return metric
    return known.name.zh if language() == "zh" else known.name.en


def kind_word(kind: str) -> str:
    """What a target rests on."""
    return str(KINDS.get(kind, kind))


def unit_of(node: TargetNode) -> str:
    """The unit a table column or a filter knows."""
    return node.unit if node.unit in UNITS else "ratio"


def shown(value: Decimal | None, unit: str, *, is_rate: bool = False) -> str:
    """The value as a form field holds it: no more digits than it has."""
    if value is None:
        return ""
    if unit == "money":
        return f"{value:.2f}"
    if unit == "count" and not is_rate:
        return f"{value:.0f}"
    return f"{value.normalize():f}"
