"""Asking what a figure will come to (6.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

import numpy as np

from luoxuan.almanac import Event, events_between
from luoxuan.analysis.outlook import backtest, estimate, query, words
from luoxuan.analysis.outlook.answer import DayOutlook, MonthOutlook, OutlookAnswer
from luoxuan.analysis.outlook.design import Floats
from luoxuan.analysis.outlook.question import OutlookQuestion
from luoxuan.metrics import METRICS
from luoxuan.metrics.coverage import Covered
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence, Template

CENT, SHARE, RATE = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")
STALE_DAYS = 7


def ask(question: OutlookQuestion, session: Session, known: Covered | None = None) -> OutlookAnswer:
    """The horizon's days, their total and range. Raises QuestionError for a metric that counts people."""
    return answered(question, learn(*query.series(question, session, known)))


@dataclass(frozen=True)
class Learned:
    """A series that was learned once, for any number of horizons."""

    fitted: estimate.Fitted | None
    spread: backtest.Spread | None
    known_days: int
    last_day: date | None


def learn(days: Sequence[date], values: Floats) -> Learned:
    """Fit and try on the past."""
    fitted = estimate.fit(days, values) if days else None
    spread = backtest.backtest(fitted, values) if fitted is not None else None
    return Learned(fitted, spread, int(np.isfinite(values).sum()), days[-1] if days else None)


def answered(question: OutlookQuestion, learned: Learned) -> OutlookAnswer:
    """The answer from what was learned."""
    fitted, spread = learned.fitted, learned.spread
    if fitted is None or spread is None:
        count, last = learned.known_days, learned.last_day
        reason = words.TOO_SHORT.fill(days=count)
        return OutlookAnswer(
            question, (), None, None, None, 0.0, None, None, None, count, last, (), (), reason
        )
    ahead = list(question.horizon.days())
    ranged = backtest.ranged(fitted, spread, ahead)
    metric = METRICS[question.metric]
    is_rate = metric.additivity != "additive"
    step = RATE if is_rate else CENT
    parts = 1.0 / len(ahead) if is_rate else 1.0
    rows = zip(ahead, ranged.expected, ranged.low, ranged.high, strict=True)
    return OutlookAnswer(
        question,
        tuple(DayOutlook(d, *(_decimal(x, step) for x in three)) for d, *three in rows),
        _decimal(ranged.total * parts, step),
        _decimal(ranged.total_low * parts, step),
        _decimal(ranged.total_high * parts, step),
        ranged.total_sigma,
        _share(spread.wape),
        _share(spread.naive),
        _share(fitted.growth),
        fitted.known_days,
        fitted.shape.last,
        tuple(estimate.season_weights(fitted, ahead)),
        tuple(_basis(question, fitted, spread, is_rate=is_rate)),
        months=tuple(_months(fitted, spread, ahead, step)),
    )


def _months(
    fitted: estimate.Fitted, spread: backtest.Spread, ahead: Sequence[date], step: Decimal
) -> Iterable[MonthOutlook]:
    for month, group in groupby(ahead, key=lambda day: day.replace(day=1)):
        days = list(group)
        ranged = backtest.ranged(fitted, spread, days)
        part = 1.0 / len(days) if step == RATE else 1.0
        three = (ranged.total, ranged.total_low, ranged.total_high)
        yield MonthOutlook(month, *(_decimal(value * part, step) for value in three))


def _basis(
    question: OutlookQuestion,
    fitted: estimate.Fitted,
    spread: backtest.Spread,
    *,
    is_rate: bool,
) -> Iterable[Sentence]:
    shape = fitted.shape
    yield words.HISTORY.fill(days=fitted.known_days, first=shape.first, last=shape.last)
    away = (question.horizon.first - shape.last).days
    if away > STALE_DAYS:
        yield words.STALE.fill(last=shape.last, days=away)
    yield words.GROWTH.fill(growth=_decimal(fitted.growth, SHARE))
    if not shape.has_months:
        yield words.NO_MONTHS.fill()
    met = events_between(question.horizon.first, question.horizon.last)
    learned = {key for key, _offsets in shape.events}
    seen, unseen = (
        [event for event in met if (event.key in learned) is told] for told in (True, False)
    )
    if seen:
        yield words.EVENTS.fill(names=_names(seen))
    if unseen:
        yield words.UNSEEN.fill(names=_names(unseen))
    if is_rate:
        yield words.RATE.fill()
    if spread.wape is None or spread.naive is None:
        yield words.NOT_TRIED.fill()
        return
    wape, naive = _decimal(spread.wape, SHARE), _decimal(spread.naive, SHARE)
    yield words.TRIED.fill(origins=spread.origins, wape=wape, naive=naive)
    if wape >= naive:
        yield words.WORSE.fill()


def _names(events: Sequence[Event]) -> Sentence:
    told = {event.key: Template("event_name", event.en, event.zh).fill() for event in events}
    *rest, found = told.values()
    for name in reversed(rest):
        found = words.LISTED.fill(first=name, rest=found)
    return found


def _decimal(value: float, step: Decimal) -> Decimal:
    return Decimal(value).quantize(step)


def _share(value: float | None) -> Decimal | None:
    return None if value is None or not np.isfinite(value) else _decimal(value, SHARE)
