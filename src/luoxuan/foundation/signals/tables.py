"""Alerts, their days and monitors as tables (9.15)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luoxuan.charts.table import Cell, Column, Row, Table, Unit
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import registry, selectors, words
from luoxuan.foundation.signals.models import Alert, AlertDay, Monitor

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


def days_table(alert: Alert, days: Iterable[AlertDay]) -> Table:
    """What was seen and expected on each day."""
    unit = cast(Unit, words.unit_of(alert.monitor))
    currency = alert.brand.currency
    return Table(
        key="alert-days",
        columns=(
            Column("day", _("Day"), "day"),
            Column("value", _("Actual"), unit, currency=currency),
            Column("expected", _("Expected"), unit, currency=currency),
            Column("low", _("Low end"), unit, currency=currency),
            Column("high", _("High end"), unit, currency=currency),
            Column("score", _("Score"), "ratio", hint=_("Standard deviations from what was expected.")),
        ),
        rows=tuple(
            Row((row.day, *rounded(unit, row.value, row.expected, row.low, row.high), row.score))
            for row in days
        ),
    )  # fmt: skip


def rounded(unit: str, *values: "Decimal | float | None") -> "tuple[Decimal | None, ...]":
    """As they are shown: counts are whole."""
    step = Decimal(1) if unit == "count" else Decimal("0.0001")
    return tuple(None if value is None else Decimal(value).quantize(step) for value in values)


def alerts_table(scope: "Scope", alerts: Iterable[Alert]) -> Table:
    """The list, for a workbook."""
    names = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    return Table(
        key="alerts",
        caption=_("Alerts"),
        columns=(
            Column("alert", _("Alert")),
            Column("monitor", _("Monitor")),
            Column("shop", _("Shop")),
            Column("day", _("First day"), "day"),
            Column("last_day", _("Last day"), "day"),
            Column("state", _("State")),
            Column("verdict", _("Verdict")),
            Column("reason", _("Reason")),
        ),
        rows=tuple(
            Row((
                words.sentence(alert), alert.monitor.name, names.get(alert.shop_key, alert.shop_key),
                alert.day, alert.last_day, str(alert.get_state_display()),
                str(alert.get_verdict_display()), alert.reason,
            ))
            for alert in alerts
        ),
    )  # fmt: skip


def monitors_table(scope: "Scope", monitors: Iterable[Monitor]) -> Table:
    """Every monitor with its state and how often it was right."""
    brand = scope.brand
    precision, runs = selectors.precision_of(brand), selectors.last_runs(brand)
    known = dict(words.checks(registry.checks()))
    return Table(
        key="monitors",
        columns=(
            Column("name", _("Monitor")),
            Column("kind", _("Kind")),
            Column("what", _("Watches")),
            Column("state", _("State"), "status"),
            Column("last", _("Last looked at"), "day"),
            Column("open", pgettext("alert", "Open"), "count"),
            Column("true", _("True"), "count"),
            Column("false", _("False"), "count"),
            Column("precision", _("Precision so far"), "share", hint=_("True alarms of those judged, with the 95 % interval (Wilson).")),
        ),
        rows=tuple(
            _monitor_row(scope, monitor, precision.get(monitor.pk, selectors.Precision()), runs.get(monitor.pk), known)
            for monitor in monitors
        ),
    )  # fmt: skip


def _monitor_row(
    scope: "Scope",
    monitor: Monitor,
    precision: selectors.Precision,
    run: "selectors.MonitorRun | None",
    known: dict[str, str],
) -> Row:
    brand = scope.brand
    state = Cell(_("Active"), kind="good") if monitor.is_live else Cell(_("Paused"), kind="neutral")
    if monitor.is_live and run is not None and run.reason:
        state = Cell(_("Cannot look"), kind="warning", note=_(run.reason))
    alerts = reverse("monitors:alert_list", args=[brand.key])
    page = reverse("monitors:monitor", args=[brand.key, monitor.pk])
    last = Cell(run.day if run else None, reason=_("It has not looked yet."))
    return Row(
        (
            monitor.name,
            str(monitor.get_kind_display()),
            words.what(monitor, known),
            state,
            last,
            Cell(precision.open, href=f"{alerts}?monitor={monitor.pk}&state=open"),
            precision.true,
            precision.false,
            Cell(
                precision.share,
                reason=_("Nobody has judged an alert yet."),
                note=between(precision),
            ),
        ),
        href=page,
    )


def between(precision: selectors.Precision) -> str:
    """The interval in words."""
    if precision.interval is None:
        return ""
    low, high = precision.interval
    return _("%(low).0f to %(high).0f %%") % {"low": low * 100, "high": high * 100}
