"""Monitors that ask others: how far the data reach, how goals stand, what a check finds (9.15)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_noop

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.signals import registry
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.registry import PaceReading, Seen
from luoxuan.foundation.signals.watching.look import Look, Words
from luoxuan.metrics.sentences import Template
from luoxuan.warehouse.engine import Session

NOBODY = gettext_noop("Nobody knows the pace yet: set targets first.")
NO_CHECK = gettext_noop("The check is not on offer any more.")
FRESH_ZH = "{who}的数据只到 {last}，落后 {days} 天。"
FRESH_EN = "{who}: the data reach {last} only, {days} days behind."
PACE_ZH = "{goal}：已完成 {actual:money}，按进度应为 {due:money}，差 {share:delta}。"
PACE_EN = "{goal}: {actual:money} reached, {due:money} due by now, {share:delta}."


def freshness(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:  # noqa: ARG001
    """Fires for shops of which days are missing; only the last day asked can be known, earlier files are not dated."""
    day = days[-1]
    least = int(monitor.parameters["days"])
    words = Words(monitor)
    reached: dict[str, date] = {}
    for row in intake.freshness(monitor.brand):
        if row.shop and (not monitor.shops or row.shop in monitor.shops):
            reached[row.shop] = max(row.last_day, reached.get(row.shop, row.last_day))
    seen = []
    for shop, last in sorted(reached.items()):
        behind = (day - last).days
        if behind >= least:
            members = {"shop": shop}
            zh, en = words.said(FRESH_ZH, FRESH_EN, who=words.who(members), last=last, days=behind)
            url = reverse("intake:import_list", args=[monitor.brand.key])
            seen.append(
                Seen(members, Decimal(behind), Decimal(0), None, Decimal(least), None, zh, en, url)
            )
    subjects = frozenset(Seen({"shop": shop}).subject for shop in reached)
    return [Look(day, subjects, tuple(seen))]


def pace(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Fires for goals that are behind what is due, once the month is old enough."""
    if not registry.REGISTRY.paces:
        return [Look(day, frozenset(), reason=NOBODY) for day in days]
    found = []
    for day in days:
        readings = [
            reading
            for reading in registry.pace_readings(monitor.brand, day, session)
            if _is_meant(monitor, reading)
        ]
        subjects = frozenset(Seen(reading.members).subject for reading in readings)
        late = day.day >= int(monitor.parameters["from_day"])
        seen = tuple(_behind(reading) for reading in readings if _is_behind(monitor, reading))
        found.append(Look(day, subjects, seen if late else ()))
    return found


def table(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Fires for whatever the registered check finds."""
    check = registry.check_of(monitor.check_key)
    if check is None:
        return [Look(day, frozenset(), reason=NO_CHECK) for day in days]
    found = []
    for day in days:
        seen = tuple(check.run(monitor.brand, day, session, monitor.parameters))
        if monitor.shops:
            seen = tuple(
                each for each in seen if each.members.get("shop", "") in {"", *monitor.shops}
            )
        found.append(Look(day, frozenset(each.subject for each in seen), seen))
    return found


def _is_meant(monitor: Monitor, reading: PaceReading) -> bool:
    """Goals of the metric and the shops; without the dimension, the whole company's alone."""
    shop = reading.members.get("shop", "")
    if monitor.metric and reading.metric != monitor.metric:
        return False
    if "shop" not in monitor.by:
        return not shop
    return not monitor.shops or shop in monitor.shops


def _is_behind(monitor: Monitor, reading: PaceReading) -> bool:
    least = 1 - Decimal(monitor.parameters["share"])
    return reading.due > 0 and reading.actual < reading.due * least


def _behind(reading: PaceReading) -> Seen:
    share = (reading.actual / reading.due - 1).quantize(Decimal("0.0001"))
    told = {"actual": reading.actual, "due": reading.due, "share": share}
    template = Template("pace", PACE_EN, PACE_ZH)
    zh = template.fill(goal=reading.zh, **told).text("zh")[:300]
    en = template.fill(goal=reading.en, **told).text("en")[:300]
    return Seen(
        reading.members, reading.actual, reading.due, reading.due, None, None,
        zh, en, reading.url,
    )  # fmt: skip
