"""Asking what a figure will come to (6.7)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from luoxuan.almanac import Event, events_between
from luoxuan.analysis.outlook import backtest, estimate, query, words
from luoxuan.analysis.outlook.answer import DayOutlook, OutlookAnswer
from luoxuan.analysis.outlook.design import Floats
from luoxuan.analysis.outlook.question import OutlookQuestion
from luoxuan.metrics import METRICS
from luoxuan.metrics.coverage import Covered
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence

CENT, SHARE, RATE = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")
STALE_DAYS = 7


def ask(question: OutlookQuestion, session: Session, known: Covered | None = None) -> OutlookAnswer:
    """The horizon's days, their total and range. Raises QuestionError for a metric that counts people."""
    days, values = query.series(question, session, known)
    return answered(question, days, values)


def answered(question: OutlookQuestion, days: Sequence[date], values: Floats) -> OutlookAnswer:
    """The answer to a series already at hand."""
    fitted = estimate.fit(days, values) if days else None
    if fitted is None:
        count = int(np.isfinite(values).sum())
        reason = words.TOO_SHORT.fill(days=count)
        last = days[-1] if days else None
        return OutlookAnswer(
            question, (), None, None, None, 0.0, None, None, None, count, last, (), (), reason
        )
    spread = backtest.backtest(fitted, values)
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
    )


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
    told = {event.key: words.EVENT_NAME.fill(en=event.en, zh=event.zh) for event in events}
    *rest, found = told.values()
    for name in reversed(rest):
        found = words.LISTED.fill(first=name, rest=found)
    return found


def _decimal(value: float, step: Decimal) -> Decimal:
    return Decimal(value).quantize(step)


def _share(value: float | None) -> Decimal | None:
    return None if value is None or not np.isfinite(value) else _decimal(value, SHARE)
