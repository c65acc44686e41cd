"""Monitors and alerts for programs: list, set up, acknowledge, judge (9.15)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.foundation.signals import selectors, services
from luoxuan.foundation.signals.errors import SignalError
from luoxuan.foundation.signals.models import Alert, AlertDay, Monitor

MOST = 500
router = Router(tags=["monitors"])


class AlertOut(Schema):
    """An episode; numbers are those of its last day."""

    id: int
    monitor_id: int
    severity: str
    members: dict[str, str]
    shop: str
    day: date
    last_day: date
    value: Decimal | None
    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None
    score: float | None
    zh: str
    en: str
    state: str
    verdict: str
    reason: str
    task: str
    drill_url: str

    @staticmethod
    def resolve_severity(alert: Alert) -> str:
        """The monitor's."""
        return alert.monitor.severity

    @staticmethod
    def resolve_shop(alert: Alert) -> str:
        """The key of its shop."""
        return alert.shop_key

    @staticmethod
    def resolve_zh(alert: Alert) -> str:
        """The sentence in Chinese."""
        return alert.sentence_zh

    @staticmethod
    def resolve_en(alert: Alert) -> str:
        """The sentence in English."""
        return alert.sentence_en


class DayOut(Schema):
    """One day of an episode."""

    day: date
    value: Decimal | None
    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None
    score: float | None


class AlertDetail(AlertOut):
    """An episode with its days."""

    days: list[DayOut]

    @staticmethod
    def resolve_days(alert: Alert) -> list[AlertDay]:
        """In order."""
        return selectors.alert_days(alert)


class AlertsIn(Schema):
    """Which alerts; what is left out lets everything through."""

    state: str = ""
    severity: str = ""
    shop: str = ""
    monitor: int | None = None


class MonitorIn(Schema):
    """A monitor to set up; parameters are those of its kind, what is left out is the default."""

    name: str
    kind: Literal["threshold", "change", "anomaly", "pace", "freshness", "table"]
    metric: str = ""
    check_key: str = ""
    by: Sequence[str] = ("shop",)
    shops: Sequence[str] = ()
    parameters: dict[str, Any] = {}
    severity: Literal["critical", "warning", "info"] = "warning"
    role: str = ""
    opens_task: bool = True
    grouping: Literal["together", "each"] = "together"
    is_live: bool = True


class ReasonIn(Schema):
    """What is done about it."""

    reason: str


class VerdictIn(Schema):
    """Whether the alarm was true."""

    is_true: bool
    reason: str = ""


@router.get("/", summary="Monitors with their precision so far")
def monitor_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """True alarms over judged ones, with the 95 % interval; null before the first verdict."""
    scope = scope_from(request, "monitors.read")
    precision = selectors.precision_of(scope.brand)
    runs = selectors.last_runs(scope.brand)
    return [
        _monitor(monitor, precision.get(monitor.pk, selectors.Precision()), runs.get(monitor.pk))
        for monitor in selectors.monitors_of(scope.brand)
    ]


@router.post("/", summary="Set a monitor up")
def monitor_make(request: HttpRequest, brand: Path[str], body: MonitorIn) -> dict[str, Any]:  # noqa: ARG001
    """A name is a brand's own."""
    scope = scope_from(request, "monitors.write")
    shops = list(body.shops) or sorted(scope.shop_keys or ())
    if any(not scope.sees_shop(shop) for shop in shops) or (
        scope.shop_keys is not None and "shop" not in body.by
    ):
        raise Http404
    plan = services.MonitorPlan(**{**body.dict(), "shops": shops})
    try:
        made = services.monitor_save(
            brand=scope.brand, plan=plan, actor=scope.user, at=timezone.now()
        )
    except SignalError as error:
        raise HttpError(422, str(error)) from error
    return _monitor(made, selectors.Precision(), None)


@router.get("/alerts", response=list[AlertOut], summary="Alerts, newest first")
def alert_list(request: HttpRequest, brand: Path[str], asked: Query[AlertsIn]) -> list[Alert]:  # noqa: ARG001
    """500 at most."""
    scope = scope_from(request, "monitors.read")
    return list(selectors.alerts_of(scope, selectors.AlertsAsked(**asked.dict()))[:MOST])


@router.get("/alerts/{alert_id}", response=AlertDetail, summary="An alert with its evidence")
def alert_read(request: HttpRequest, brand: Path[str], alert_id: int) -> Alert:  # noqa: ARG001
    """Its days with what was seen and expected."""
    return _alert(scope_from(request, "monitors.read"), alert_id)


@router.post(
    "/alerts/{alert_id}/acknowledge", response=AlertOut, summary="Say that somebody looks after it"
)
def alert_acknowledge(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    alert_id: int,
    body: ReasonIn,
) -> Alert:
    """With what is done about it."""
    scope = scope_from(request, "tasks.work")
    found = _alert(scope, alert_id)
    try:
        return services.alert_acknowledge(
            alert=found, reason=body.reason, actor=scope.user, at=timezone.now()
        )
    except SignalError as error:
        raise HttpError(422, str(error)) from error


@router.post(
    "/alerts/{alert_id}/judge", response=AlertOut, summary="Say whether the alarm was true"
)
def alert_judge(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    alert_id: int,
    body: VerdictIn,
) -> Alert:
    """The monitor's precision is made of that."""
    scope = scope_from(request, "tasks.work")
    answer = services.AlertAnswer(is_true=body.is_true, reason=body.reason)
    found = _alert(scope, alert_id)
    return services.alert_judge(alert=found, answer=answer, actor=scope.user, at=timezone.now())


def _alert(scope: Scope, alert_id: int) -> Alert:
    found = selectors.alert_of(scope, alert_id)
    if found is None:
        raise Http404
    return found


def _monitor(
    monitor: Monitor, precision: selectors.Precision, run: selectors.MonitorRun | None
) -> dict[str, Any]:
    names = (
        "name", "kind", "metric", "check_key", "by", "shops", "parameters", "severity", "role",
        "opens_task", "grouping", "is_live",
    )  # fmt: skip
    last: datetime | None = run.at if run else None
    return {
        "id": monitor.pk,
        **{name: getattr(monitor, name) for name in names},
        "last_day": run.day if run else None,
        "last_at": last,
        "last_reason": run.reason if run else "",
        "true": precision.true,
        "false": precision.false,
        "unjudged": precision.unjudged,
        "precision": precision.share,
        "interval": precision.interval,
    }
