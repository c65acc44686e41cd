"""A metric over or under a limit, and a metric that changed (9.15)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

import numpy as np

from luoxuan.analysis.anomalies import Series, series
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.registry import Seen
from luoxuan.foundation.signals.watching.look import (
    Look,
    Words,
    decimal,
    drill_url,
    members_of,
    subject_of,
)
from luoxuan.metrics import Period
from luoxuan.metrics.model import Dimension
from luoxuan.warehouse.engine import Session

AGAINST = {"day": (1,), "week": (7,), "weeks": (7, 14, 21, 28)}
LIMIT_ZH = "{who}的{metric}连续 {days} 天{side} {limit:#}（合计 {value:#}）。"
LIMIT_EN = "{who}: {metric} {side} {limit:#} for {days} days ({value:#} over all)."
CHANGE_ZH = "{who}的{metric}为 {value:#}，之前为 {before:#}，变化 {share:delta}。"
CHANGE_EN = "{who}: {metric} is {value:#} after {before:#}, {share:delta}."


def threshold(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Fires where the metric was beyond the limit on each of so many days."""
    span = int(monitor.parameters["days"])
    found = _series(monitor, days, session, back=span - 1)
    return [_threshold_day(monitor, found, day, Words(monitor)) for day in days]


def change(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Fires where the metric moved by a share against days before."""
    found = _series(monitor, days, session, back=28)
    return [_change_day(monitor, found, day, Words(monitor)) for day in days]


def _series(monitor: Monitor, days: Sequence[date], session: Session, *, back: int) -> Series:
    return series(
        monitor.metric,
        session,
        period=Period(days[0] - timedelta(days=back), days[-1]),
        shops=tuple(monitor.shops),
        by=cast(tuple[Dimension, ...], tuple(monitor.by)),
        currency=monitor.brand.currency,
    )


def _threshold_day(monitor: Monitor, found: Series, day: date, words: Words) -> Look:
    rules = monitor.parameters
    span, limit, is_below = int(rules["days"]), float(rules["limit"]), rules["side"] == "below"
    end = found.days.index(day) + 1
    part = found.values[:, end - span : end]
    least = float(rules["least"] or 0)
    basis = found.above if found.below is None else found.below
    total = basis[:, end - span : end].sum(axis=1)
    over = found.above[:, end - span : end].sum(axis=1)
    seen, subjects = [], set()
    for n, row in enumerate(found.members):
        if np.isnan(part[n]).any() or total[n] < least:
            continue
        subjects.add(subject_of(found.by, row))
        beyond = part[n] < limit if is_below else part[n] > limit
        if beyond.all():
            whole = over[n] / span if found.below is None else over[n] / total[n]
            seen.append(_limit_seen(monitor, (found, row, day), float(whole), words))
    return Look(day, frozenset(subjects), tuple(seen))


def _limit_seen(
    monitor: Monitor, where: tuple[Series, tuple[str, ...], date], whole: float, words: Words
) -> Seen:
    found, row, day = where
    rules = monitor.parameters
    members = members_of(found.by, row)
    limit, is_below = decimal(float(rules["limit"])), rules["side"] == "below"
    value = decimal(whole)
    zh = LIMIT_ZH.replace("{side}", "低于" if is_below else "高于")
    en = LIMIT_EN.replace("{side}", "below" if is_below else "above")
    zh, en = words.said(
        zh, en, who=words.who(members), days=int(rules["days"]), limit=limit, value=value
    )
    low, high = (limit, None) if is_below else (None, limit)
    url = drill_url(monitor, day, members.get("shop", ""))
    return Seen(members, value, None, low, high, None, zh, en, url)


def _change_day(monitor: Monitor, found: Series, day: date, words: Words) -> Look:
    rules = monitor.parameters
    now = found.days.index(day)
    seen, subjects = [], set()
    for n, row, value, before in _changes(found, now, AGAINST[rules["against"]]):
        if before <= 0 or before < float(rules["least"] or 0):
            continue
        subjects.add(subject_of(found.by, row))
        share = value / before - 1
        is_asked = rules["side"] == "both" or (share > 0) == (rules["side"] == "up")
        if is_asked and abs(share) >= float(rules["share"]):
            seen.append(_change_seen(monitor, (found, n, day), (value, before), words))
    return Look(day, frozenset(subjects), tuple(seen))


def _changes(
    found: Series, now: int, back: tuple[int, ...]
) -> Iterator[tuple[int, tuple[str, ...], float, float]]:
    for n, row in enumerate(found.members):
        value = found.values[n, now]
        before = found.values[n, [now - days for days in back]].mean()
        if not np.isnan(value) and not np.isnan(before):
            yield n, row, float(value), float(before)


def _change_seen(
    monitor: Monitor, where: tuple[Series, int, date], numbers: tuple[float, float], words: Words
) -> Seen:
    found, n, day = where
    value, before = numbers
    members = members_of(found.by, found.members[n])
    zh, en = words.said(
        CHANGE_ZH, CHANGE_EN,
        who=words.who(members), value=decimal(value), before=decimal(before),
        share=decimal(value / before - 1),
    )  # fmt: skip
    url = drill_url(monitor, day, members.get("shop", ""))
    return Seen(members, decimal(value), decimal(before), None, None, None, zh, en, url)
