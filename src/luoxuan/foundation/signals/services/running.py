"""Running monitors: at night, and when data came; the same day twice changes nothing (9.15)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import watching
from luoxuan.foundation.signals.models import Alert, AlertDay, Monitor, MonitorRun, Watch
from luoxuan.foundation.signals.services.firing import alert_fire, alerts_settle
from luoxuan.foundation.signals.services.telling import alerts_tell
from luoxuan.metrics.question import QuestionError
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

WATCHED = 7
"""Days looked at when data came: a shop's file may be some days late."""
DAY = timedelta(days=1)


def monitors_run(
    *, brand: "Brand", day: date, at: datetime, back: int = 0, monitor: Monitor | None = None
) -> int:
    """Let the brand's live monitors look at the day, and at `back` days before it; tell people. How often they fired."""
    live = Monitor.objects.filter(brand=brand, is_live=True).select_related("brand", "owner")
    chosen = [monitor] if monitor else list(live)
    days = [day - n * DAY for n in range(back, -1, -1)]
    fired = 0
    with engine.open_session(intake.snapshot(brand), many_questions=True) as session:
        for each in chosen:
            for look in _looks(each, days, session):
                fired += _keep(each, look, at)
    alerts_tell(brand=brand, at=at)
    return fired


def monitors_watch(*, at: datetime) -> int:
    """Every brand whose data changed since, or that has a new day: look at its last week. How many were looked at."""
    count = 0
    for brand in people.brands_all():
        yesterday = at.astimezone(ZoneInfo(brand.zone)).date() - DAY
        seen = intake.catalogue_last(brand)
        watch, _made = Watch.objects.get_or_create(brand=brand)
        seq = seen.seq if seen else 0
        if not seq or (watch.catalogue_seq == seq and watch.ran_on == yesterday):
            alerts_tell(brand=brand, at=at)
            continue
        newest = min(
            max((row.last_day for row in intake.freshness(brand)), default=yesterday), yesterday
        )
        monitors_run(brand=brand, day=newest, at=at, back=WATCHED - 1)
        if newest < yesterday:
            monitors_run(brand=brand, day=yesterday, at=at)
        Watch.objects.filter(brand=brand).update(catalogue_seq=seq, ran_on=yesterday)
        count += 1
    return count


def _looks(monitor: Monitor, days: list[date], session: engine.Session) -> list[watching.Look]:
    try:
        return watching.look(monitor, days, session)
    except QuestionError as error:
        return [watching.Look(day, frozenset(), reason=str(error)[:200]) for day in days]


@transaction.atomic
def _keep(monitor: Monitor, look: watching.Look, at: datetime) -> int:
    """What was seen on a day, in place of what was seen on it before."""
    Monitor.objects.select_for_update().get(pk=monitor.pk)
    for seen in look.seen:
        alert_fire(monitor=monitor, day=look.day, seen=seen, at=at)
    _take_back(monitor, look)
    if look.subjects or _found_nothing(monitor, look):
        alerts_settle(monitor=monitor, look=look, at=at)
    MonitorRun.objects.update_or_create(
        monitor=monitor,
        day=look.day,
        defaults={
            "at": at,
            "subjects": len(look.subjects),
            "fired": len(look.seen),
            "reason": look.reason,
        },
    )
    return len(look.seen)


def _found_nothing(monitor: Monitor, look: watching.Look) -> bool:
    """A check that looked and found nothing: what it told of before is over."""
    return monitor.kind == Monitor.Kind.TABLE and not look.reason


def _take_back(monitor: Monitor, look: watching.Look) -> None:
    """A day that fired on older data and no longer does; an episode left without a day goes unless it was judged."""
    fired = {seen.subject for seen in look.seen}
    gone = AlertDay.objects.filter(
        monitor=monitor, day=look.day, subject__in=look.subjects - fired
    ).select_related("alert")
    for row in gone:
        alert = row.alert
        row.delete()
        days = list(alert.evidence.values_list("day", flat=True))
        if days:
            alert.day, alert.last_day = min(days), max(days)
            alert.save(update_fields=["day", "last_day"])
        elif alert.state == Alert.State.OPEN:
            alert.state = Alert.State.RESOLVED
            alert.tell_after = None
            alert.reason = "data"
            alert.save(update_fields=["state", "tell_after", "reason"])
