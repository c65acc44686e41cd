"""Asking whether an action worked (12.4, 9.15)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from luoxuan.almanac import events_between
from luoxuan.analysis.effect import query, told
from luoxuan.analysis.effect.answer import EffectAnswer, Method
from luoxuan.analysis.effect.estimate import LEAST_AFTER, LEAST_BEFORE, Fit, Table, fit
from luoxuan.analysis.effect.placebo import false_effect, widening
from luoxuan.analysis.effect.query import Series
from luoxuan.analysis.effect.question import EffectQuestion
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import QuestionError
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Session

COVERED = 0.9
"""A control that lacks more than a tenth of the days is not used: the days without it are lost to all."""

WORST = 2.0
TINY = 1e-9


def ask(question: EffectQuestion, session: Session) -> EffectAnswer:
    """The effect, its interval and a verdict. Raises QuestionError where the question makes no sense."""
    check(question)
    return answered(question, query.series(question, session))


def check(question: EffectQuestion) -> None:
    """Raise QuestionError where the question makes no sense; says how to ask it."""
    if question.metric not in METRICS:
        raise QuestionError(f"There is no metric {question.metric}.")
    if not question.shops:
        raise QuestionError("Name the shops where something was done.")
    both = sorted(set(question.shops) & set(question.controls))
    if both:
        raise QuestionError(f"{', '.join(both)} cannot be compared with itself.")
    if not question.before.last < question.started_on <= question.after.first:
        raise QuestionError(
            "The days before must end before the start, the days after begin with it or later."
        )


@dataclass(frozen=True)
class Days:
    """The days that are compared, and what was left out on the way."""

    days: tuple[date, ...]
    controls: tuple[str, ...]
    gone: tuple[str, ...]
    left_out: int = 0
    events_in: int = 0


def answered(question: EffectQuestion, found: Series) -> EffectAnswer:
    """The answer to series already read."""
    chosen = _days(question, found)
    before = sum(day in question.before for day in chosen.days)
    after = len(chosen.days) - before
    if before < LEAST_BEFORE or after < LEAST_AFTER:
        return told.too_few(question, before, after)
    table = _table(question, found, chosen)
    is_log = bool((table.treated > 0).all() and (table.controls > 0).all())
    alone = replace(table, controls=np.zeros((len(chosen.days), 0)))
    method: Method = "control" if chosen.controls else "before_after"
    is_poor = False
    if method == "control":
        result = fit(table, is_log=is_log)
        is_poor = _is_poor(result, alone)
        if is_poor:
            method = "before_after"
    if method == "before_after":
        is_log = bool((table.treated > 0).all())
        table = alone
        result = fit(table, is_log=is_log, widened=widening(table, is_log=is_log))
    has_false = false_effect(table, is_log=is_log) is not None and method == "control"
    facts = told.Facts(chosen.days, chosen.controls, chosen.gone, chosen.left_out, chosen.events_in,
                       method, is_poor, has_false)  # fmt: skip
    return told.answer(question, table, result, facts)


def _is_poor(result: Fit, alone: Table) -> bool:
    """Whether the comparison leaves twice the variance of the series itself by weekday.

    A little worse is worth it: only a comparison sees what hits all shops after the start.
    """
    own = fit(alone, is_log=bool((alone.treated > 0).all()))
    return 1.0 - result.explained > WORST * max(1.0 - own.explained, TINY)


def _days(question: EffectQuestion, found: Series) -> Days:
    """Days covered in all shops; festival days are left out where enough days remain."""
    known = found.sizes or found.amounts
    asked = [*question.before.days(), *question.after.days()]
    covered = [d for d in asked if all(_is_known(known, shop, d) for shop in question.shops)]
    held = {s: sum(_is_known(known, s, d) for d in covered) for s in question.controls}
    least = COVERED * max(len(covered), 1)
    controls = tuple(shop for shop in question.controls if held[shop] >= least)
    gone = tuple(shop for shop in question.controls if held[shop] < least)
    whole = [day for day in covered if all(_is_known(known, shop, day) for shop in controls)]
    moved = {day for day in whole if _is_event(day)}
    usual = tuple(day for day in whole if day not in moved)
    before = sum(day in question.before for day in usual)
    if before >= LEAST_BEFORE and len(usual) - before >= LEAST_AFTER:
        return Days(usual, controls, gone, left_out=len(moved))
    return Days(tuple(whole), controls, gone, events_in=len(moved))


def _is_known(known: Mapping[query.Place, Decimal], shop: str, day: date) -> bool:
    return (shop, day) in known


def _is_event(day: date) -> bool:
    return any(event.first <= day <= event.last for event in events_between(day, day))


def _table(question: EffectQuestion, found: Series, chosen: Days) -> Table:
    sums = [_summed(found, question.shops, day) for day in chosen.days]
    controls = [[_one(found, shop, day) for shop in chosen.controls] for day in chosen.days]
    count = len(chosen.days)
    return Table(
        place=np.array([float(day.toordinal()) for day in chosen.days]),
        weekday=np.array([float(day.weekday()) for day in chosen.days]),
        treated=np.array([float(top / size) for top, size in sums]),
        controls=np.array(controls, dtype=np.float64).reshape(count, len(chosen.controls)),
        size=np.array([float(size) for _top, size in sums]),
        is_after=np.array([day in question.after for day in chosen.days]),
    )


def _summed(found: Series, shops: tuple[str, ...], day: date) -> tuple[Decimal, Decimal]:
    top = sum((found.amounts.get((shop, day), Decimal(0)) for shop in shops), Decimal(0))
    if not found.sizes:
        return top, Decimal(1)
    size = sum((found.sizes.get((shop, day), Decimal(0)) for shop in shops), Decimal(0))
    return top, size or Decimal(1)


def _one(found: Series, shop: str, day: date) -> float:
    top, size = _summed(found, (shop,), day)
    return float(top / size)


def windows(
    started_on: date, last: date, *, before_days: int = 56, settle: int = 0
) -> tuple[Period, Period]:
    """Eight weeks before the start, and from the start (or when it has settled) to the last day with data."""
    first = date.fromordinal(started_on.toordinal() - before_days)
    began = date.fromordinal(started_on.toordinal() + settle)
    return Period(first, date.fromordinal(started_on.toordinal() - 1)), Period(
        began, max(last, began)
    )
