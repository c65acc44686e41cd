"""A monitor fires: a new episode with its task, or one more day of a known one; and episodes that are over (9.15)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals.models import Alert, AlertDay, Monitor
from luoxuan.foundation.signals.quiet import told_from
from luoxuan.foundation.signals.registry import Seen
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.signals.watching import Look

GAP = timedelta(days=2)
"""Days apart that still are one episode: one ordinary day between."""
LONGEST_TITLE = 120
NEWS = timedelta(days=10)
"""Older days are kept, but nobody is told and no task is opened: looking back is no news."""
LASTING = {"threshold", "freshness", "table", "pace"}
"""Kinds that tell of a state: over as soon as it is gone, and its task with it."""
PRIORITY = {"critical": "urgent", "warning": "high", "info": "normal"}
VALUES = ("value", "expected", "low", "high", "score")


def alert_fire(*, monitor: Monitor, day: date, seen: Seen, at: datetime) -> Alert:
    """Keep what was seen; part of the caller's transaction. The same day twice is once."""
    known = AlertDay.objects.filter(monitor=monitor, day=day, subject=seen.subject)
    row = known.select_related("alert").first()
    alert = row.alert if row else _episode(monitor, day, seen) or _new(monitor, day, seen, at)
    values = {name: getattr(seen, name) for name in VALUES}
    AlertDay.objects.update_or_create(
        monitor=monitor,
        day=day,
        subject=seen.subject,
        defaults={**values, "alert": alert, "at": at},
    )
    if day >= alert.last_day:
        _take_over(alert, seen, values)
    alert.day, alert.last_day = min(day, alert.day), max(day, alert.last_day)
    alert.last_seen = max(at, alert.last_seen)
    alert.save()
    return alert


def alerts_settle(*, monitor: Monitor, look: "Look", at: datetime) -> int:
    """Episodes of subjects that were looked at and did not fire are over. How many."""
    fired = {seen.subject for seen in look.seen}
    quiet_since = look.day if monitor.kind in LASTING else look.day - GAP + timedelta(days=1)
    alive = Alert.objects.filter(
        monitor=monitor, state__in=[Alert.State.OPEN, Alert.State.ACKNOWLEDGED]
    ).exclude(subject__in=fired)
    over = alive.filter(last_day__lt=quiet_since)
    if monitor.kind != Monitor.Kind.TABLE:
        over = over.filter(subject__in=look.subjects)
    for alert in over:
        alert.state, alert.tell_after = Alert.State.RESOLVED, None
        alert.save(update_fields=["state", "tell_after"])
        if monitor.kind in LASTING:
            tasks.tasks_settle(
                brand=alert.brand, key=task_key(alert), outcome="resolved", actor=None, at=at
            )
    return len(over)


def task_key(alert: Alert) -> str:
    """What its task is found by."""
    return f"alert:{alert.pk}"


def alert_url(alert: Alert) -> str:
    """Its page."""
    return reverse("monitors:alert", args=[alert.brand.key, alert.pk])


def _episode(monitor: Monitor, day: date, seen: Seen) -> Alert | None:
    near = Alert.objects.filter(
        monitor=monitor, subject=seen.subject, day__lte=day + GAP, last_day__gte=day - GAP
    ).exclude(state=Alert.State.RESOLVED)
    return near.order_by("-last_day").first()


def _new(monitor: Monitor, day: date, seen: Seen, at: datetime) -> Alert:
    shop = seen.members.get("shop", "")
    alert = Alert.objects.create(
        brand=monitor.brand, monitor=monitor, subject=seen.subject, members=dict(seen.members),
        shop_key=shop, day=day, last_day=day, first_seen=at, last_seen=at,
        sentence_zh=seen.zh, sentence_en=seen.en, drill_url=seen.url,
    )  # fmt: skip
    trail.trail_record(
        brand=monitor.brand,
        actor=None,
        verb="alert.raised",
        subject_type="alert",
        subject_id=str(alert.pk),
        detail={"monitor": monitor.name, "members": dict(seen.members), "day": day.isoformat()},
        at=at,
    )
    if at.date() - day <= NEWS:
        quiet = (monitor.quiet_from, monitor.quiet_until)
        alert.tell_after = told_from(at, quiet, monitor.brand.zone)
        if monitor.opens_task:
            alert.task = str(_task(alert, seen, at))
    return alert


def _task(alert: Alert, seen: Seen, at: datetime) -> int:
    monitor = alert.monitor
    # A file may speak of a shop that nobody has registered yet.
    is_known = people.shop_by_key(brand=alert.brand, key=alert.shop_key) is not None
    draft = tasks.TaskDraft(
        kind="alert",
        title=(seen.zh or monitor.name)[:LONGEST_TITLE],
        body=seen.zh if len(seen.zh) > LONGEST_TITLE else "",
        source_type="alert",
        source_id=str(alert.pk),
        source_url=alert_url(alert),
        evidence_url=seen.url,
        owner=monitor.owner,
        role="" if monitor.owner else monitor.role or "operations_manager",
        priority=PRIORITY[monitor.severity],
        shop_key=alert.shop_key if is_known else "",
        key=task_key(alert),
    )
    task = tasks.task_open(brand=alert.brand, draft=draft, actor=None, at=at)
    return int(task.pk)


def _take_over(alert: Alert, seen: Seen, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(alert, name, value)
    alert.sentence_zh, alert.sentence_en, alert.drill_url = seen.zh, seen.en, seen.url
