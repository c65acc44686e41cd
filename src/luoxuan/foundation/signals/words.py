"""Metrics, checks and members in the language of the page (9.15)."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.foundation.signals.models import Alert, Monitor
from luoxuan.foundation.signals.registry import TableCheck
from luoxuan.metrics import METRICS

STATE_COLOURS = {
    Alert.State.OPEN: "bad",
    Alert.State.ACKNOWLEDGED: "warning",
    Alert.State.RESOLVED: "neutral",
    Alert.State.FALSE_ALARM: "neutral",
}
SEVERITY_COLOURS = {"critical": "bad", "warning": "warning", "info": "info"}


def is_chinese() -> bool:
    """Whether the page speaks Chinese."""
    return (get_language() or "").startswith("zh")


def sentence(alert: Alert) -> str:
    """What the alert says."""
    return alert.sentence_zh if is_chinese() else alert.sentence_en


def metric_word(key: str) -> str:
    """What the metric is called."""
    metric = METRICS.get(key)
    if metric is None:
        return key
    return metric.name.zh if is_chinese() else metric.name.en


def metrics() -> list[tuple[str, str]]:
    """Every metric a monitor can watch."""
    watchable = [m.id for m in METRICS.values() if {"shop", "day"} <= set(m.dimensions)]
    return [(key, metric_word(key)) for key in watchable]


def checks(known: Iterable[TableCheck]) -> list[tuple[str, str]]:
    """Every check on offer."""
    return [(check.key, check.zh if is_chinese() else check.en) for check in known]


def what(monitor: Monitor, known: Mapping[str, str]) -> str:
    """What the monitor watches, in a few words."""
    if monitor.kind == Monitor.Kind.TABLE:
        return known.get(monitor.check_key, monitor.check_key)
    if monitor.kind == Monitor.Kind.FRESHNESS:
        return _("Data of each shop")
    return metric_word(monitor.metric) or _("All goals")


def unit_of(monitor: Monitor) -> str:
    """The unit of its values."""
    if monitor.kind == Monitor.Kind.FRESHNESS:
        return "days"
    metric = METRICS.get(monitor.metric)
    return metric.unit if metric else "money" if monitor.kind == Monitor.Kind.PACE else "ratio"
