"""What kinds of basis, states and units are called on a page."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Language, Sentence, Template
from luoxuan.plan.targets.models import TargetNode

if TYPE_CHECKING:
    from luoxuan.plan.targets.standing import NodeStanding

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


HOLES = {"money": "money", "count": "count", "share": "share", "ratio": "ratio"}


def headline(one: "NodeStanding") -> Sentence:
    """The month of a node in a sentence: what came, what was due, where it lands."""
    hole = HOLES.get(one.node.unit, "ratio")
    if one.actual is None:
        reason = one.reason or Template("nothing", "", "").fill()
        return Template(
            "target_unknown",
            en="{title} in {month}: nothing is known yet. {reason}",
            zh="{title} {month}：还没有数据。{reason}",
        ).fill(title=one.node.title, month=f"{one.month:%Y-%m}", reason=reason)
    values: dict[str, Decimal | str] = {
        "title": one.node.title, "month": f"{one.month:%Y-%m}", "actual": one.actual,
        "day": f"{one.through:%m-%d}" if one.through else "",
    }  # fmt: skip
    zh = f"{{title}} {{month}}：截至 {{day}} 完成 {{actual:{hole}}}"
    en = f"{{title}} in {{month}}: {{actual:{hole}}} up to {{day}}"
    if one.target is not None and one.due is not None:
        values |= {"target": one.target, "due": one.due}
        zh += f"，目标 {{target:{hole}}}，应达 {{due:{hole}}}"
        en += f", of {{target:{hole}}}; {{due:{hole}}} was due"
    if one.pace is not None:
        values["pace"] = one.pace
        zh += "（进度 {pace:share}）"
        en += " (pace {pace:share})"
    if one.landing is not None:
        values["landing"] = one.landing
        zh += f"，预测落点 {{landing:{hole}}}"
        en += f"; it lands at {{landing:{hole}}}"
    if one.landing_low is not None and one.landing_high is not None:
        values |= {"low": one.landing_low, "high": one.landing_high}
        zh += f"（{{low:{hole}}}–{{high:{hole}}}）"
        en += f" ({{low:{hole}}} to {{high:{hole}}})"
    return Template("target_headline", en=f"{en}.", zh=f"{zh}。").fill(**values)
