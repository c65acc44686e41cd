"""How metrics, states and numbers of improvements are said on a page (12.4)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.act.improvements.models import Action, Effect, Finding, RootCause
from luoxuan.analysis.effect import words as said
from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Language

if TYPE_CHECKING:
    from luoxuan.charts.table import Unit
    from luoxuan.metrics.model import Metric

FINDING_KINDS = {
    Finding.State.OPEN: "warning",
    Finding.State.ACTING: "info",
    Finding.State.CLOSED: "good",
}
ACTION_KINDS = {
    Action.State.OPEN: "info",
    Action.State.DONE: "info",
    Action.State.MEASURED: "warning",
    Action.State.KEPT: "good",
    Action.State.NOT_KEPT: "bad",
    Action.State.REASON: "neutral",
}
VERDICT_KINDS = {
    Effect.Verdict.KEPT: "good",
    Effect.Verdict.NOT_KEPT: "bad",
    Effect.Verdict.UNCLEAR: "warning",
}


DETAILS: dict[str, dict[str, object]] = {
    "verdict": dict(Effect.Verdict.choices),
    "method": dict(Effect.Method.choices),
    "decision": dict(Action.State.choices),
    "branch": dict(RootCause.Branch.choices),
    "source": dict(Finding.Source.choices),
}


def detail_word(name: str, value: str) -> object:
    """A code of the trail's detail in words."""
    return metric_name(value) if name == "metric" else DETAILS[name].get(value, value)


def language() -> Language:
    """The reader's language."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def metric_name(key: str) -> str:
    """The metric as the registry calls it; a metric that is gone by its key."""
    metric = METRICS.get(key)
    if metric is None:
        return key
    return metric.name.zh if language() == "zh" else metric.name.en


def amount(metric_key: str, value: Decimal | None) -> str:
    """A change of the metric in words; a dash where there is none."""
    metric = METRICS.get(metric_key)
    if value is None or metric is None:
        return "—"
    return said.amount(metric, value).text(language())


def total(metric_key: str, value: Decimal | None) -> str:
    """A sum over days in words; a dash where there is none."""
    metric = METRICS.get(metric_key)
    if value is None or metric is None:
        return "—"
    return said.total(metric, value).text(language())


def expected(action: Action) -> str:
    """What it should bring a day."""
    sign = "+" if action.direction == Action.Direction.UP else "−"
    if action.expected_kind == Action.Kind.SHARE:
        return f"{sign}{action.expected * 100:.1f} %"
    said_of = amount(action.metric, action.expected if sign == "+" else -action.expected)
    return said_of if said_of[0] in "+-−" else f"{sign}{said_of}"


def interval(metric_key: str, effect: Effect) -> str:
    """From low to high, per day."""
    if effect.per_day_low is None or effect.per_day_high is None:
        return "—"
    low = amount(metric_key, effect.per_day_low)
    return _("%(low)s to %(high)s") % {"low": low, "high": amount(metric_key, effect.per_day_high)}


def unit(metric_key: str) -> "Unit":
    """The unit a table shows the metric in."""
    metric = METRICS.get(metric_key)
    return metric.unit if metric is not None else "ratio"


def metric_choices() -> list[tuple[str, str]]:
    """Metrics an effect can be measured on: those known by shop and day."""
    return [(key, metric_name(key)) for key, metric in METRICS.items() if _is_daily(metric)]


def _is_daily(metric: "Metric") -> bool:
    return {"shop", "day"} <= set(metric.dimensions)


def first_sentence(effect: Effect) -> str:
    """The verdict of a measurement in words."""
    return str(effect.answer["sentences"][0][language()])


def other_sentences(effect: Effect) -> list[str]:
    """How it was found, and what to mind."""
    return [str(one[language()]) for one in effect.answer["sentences"][1:]]
