"""Days out of the ordinary (9.15)."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from luoxuan.analysis import anomalies
from luoxuan.analysis.anomalies.question import Side
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

ZH = "{who}的{metric}为 {value:#}，按往常应为 {expected:#}（{low:#} 至 {high:#}）。"
EN = "{who}: {metric} is {value:#}; {expected:#} was to be expected ({low:#} to {high:#})."
ZH_ROW = "{who}的{metric}连续 {days} 天偏离往常，最近一天为 {value:#}，应为 {expected:#}（单日范围 {low:#} 至 {high:#}）。"
EN_ROW = "{who}: {metric} is off for {days} days in a row, {value:#} on the last; {expected:#} was to be expected ({low:#} to {high:#} for a single day)."


def question_of(monitor: Monitor, first: date, last: date) -> anomalies.AnomaliesQuestion:
    """The monitor as a question to the analysis."""
    parameters = monitor.parameters
    return anomalies.AnomaliesQuestion(
        metric=monitor.metric,
        period=Period(first, last),
        shops=tuple(monitor.shops),
        by=cast(tuple[Dimension, ...], tuple(monitor.by)),
        currency=monitor.brand.currency,
        score=float(parameters.get("score", 3.7)),
        share=float(parameters.get("share", 0.25)),
        side=cast(Side, parameters.get("side", "both")),
    )


def anomaly(monitor: Monitor, days: Sequence[date], session: Session) -> list[Look]:
    """Every day is judged by those before it: looking later at it finds the same."""
    answer = anomalies.ask(question_of(monitor, days[0], days[-1]), session)
    words = Words(monitor)
    looks = []
    for day in days:
        found = tuple(
            _seen(monitor, answer.by, each, words) for each in answer.anomalies if each.day == day
        )
        subjects = frozenset(
            subject_of(answer.by, course.members)
            for course in answer.courses
            if course.expected[course.days.index(day)] is not None
        )
        looks.append(Look(day, subjects, found))
    return looks


def _seen(monitor: Monitor, by: Sequence[str], found: anomalies.Anomaly, words: Words) -> Seen:
    members = members_of(by, found.members)
    value, expected, low, high = (
        decimal(number) for number in (found.value, found.expected, found.low, found.high)
    )
    zh, en = (ZH, EN) if found.together == 1 else (ZH_ROW, EN_ROW)
    days = {} if found.together == 1 else {"days": found.together}
    zh, en = words.said(
        zh, en, **days,
        who=words.who(members), value=value, expected=expected, low=low, high=high,
    )  # fmt: skip
    url = drill_url(monitor, found.day, members.get("shop", ""))
    return Seen(members, value, expected, low, high, found.score, zh, en, url)
