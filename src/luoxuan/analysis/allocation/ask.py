"""Asking where the next yuan of advertising works best (12.3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from luoxuan.analysis.allocation import estimate, query, words
from luoxuan.analysis.allocation.answer import AllocationAnswer, Return, Shift
from luoxuan.analysis.allocation.question import AllocationQuestion
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence

CENT, RATIO = Decimal("0.01"), Decimal("0.0001")
SURE = 0.9
"""A proposal is made where so much of what the data allow gains by it."""
FARTHEST = 0.5
"""Nobody's spend changes by more than half at once."""
MOST_SHIFTS = 6
LEAST_MOVE = 0.005
"""Of the spend: less is no proposal."""
Pair = tuple[Return, Return, float]
"""Who gives, who takes, how much a day."""


@dataclass(frozen=True)
class Known:
    """A unit whose return can be told."""

    unit: query.Unit
    curve: estimate.Curve


def ask(question: AllocationQuestion, session: Session) -> AllocationAnswer:
    """Marginal returns and the shifts they suggest."""
    spent = query.spent(question, session)
    names = query.campaign_names(question, session) if question.by == "campaign" else {}
    if not spent:
        return _nothing(question, (), words.NO_ADS.fill())
    units = sorted(spent)
    slopes = dict(zip(units, estimate.pooled([_slope(spent, unit) for unit in units]), strict=True))
    curves = {unit: _curve(question, spent[unit], slopes[unit]) for unit in units}
    rows = [_return(unit, spent[unit], question, names) for unit in units]
    rows = [
        _told(row, curves[unit], _why(spent[unit], slopes[unit], question))
        for row, unit in zip(rows, units, strict=True)
    ]
    known = [Known(unit, curve) for unit, curve in curves.items() if curve is not None]
    returns = sorted(rows, key=lambda row: (row.marginal is None, -(row.marginal or 0), row.label))
    if len(known) < 2:
        return _nothing(question, tuple(returns), words.NOT_ENOUGH.fill())
    return _proposed(question, tuple(returns), known)


def _nothing(
    question: AllocationQuestion, returns: tuple[Return, ...], said: Sentence
) -> AllocationAnswer:
    return AllocationAnswer(question, returns, (), Decimal(0), None, None, None, said)


def _usable(spent: query.Spent) -> dict[date, tuple[float, float]]:
    """Days with spend and value above zero: a logarithm wants both."""
    return {
        day: (float(spend), float(value))
        for day, (spend, value) in sorted(spent.days.items())
        if value is not None and value > 0
    }


def _slope(spent: Mapping[query.Unit, query.Spent], unit: query.Unit) -> estimate.Slope:
    own = _usable(spent[unit])
    if not own:
        return estimate.Slope(None, why="no_value")
    others = [_usable(row) for other, row in spent.items() if other != unit]
    rows = [[np.log(other[day]) for other in others if day in other] for day in own]
    is_controlled = all(rows)
    columns = np.array([np.mean(row, axis=0) for row in rows]) if is_controlled else None
    spends, values = (np.array(side) for side in zip(*own.values(), strict=True))
    empty = np.empty((len(own), 0))
    return estimate.slope(estimate.Days(spends, values, empty if columns is None else columns))


def _recent(spent: query.Spent, question: AllocationQuestion) -> list[tuple[float, float | None]]:
    since = question.period.last - timedelta(days=question.present_days - 1)
    return [
        (float(spend), None if value is None else float(value))
        for day, (spend, value) in sorted(spent.days.items())
        if day >= since
    ]


def _curve(
    question: AllocationQuestion, spent: query.Spent, slope: estimate.Slope
) -> estimate.Curve | None:
    rows = [(s, v) for s, v in _recent(spent, question) if v is not None]
    spends, values = np.array([s for s, _v in rows]), np.array([v for _s, v in rows])
    if slope.b is None or not len(rows) or values.sum() <= 0:
        return None
    # A day without spend is a day of the budget: the mean is over all present days.
    daily = float(spends.sum()) / question.present_days
    value = float(values.sum()) / question.present_days
    ratios = values / spends
    spread = float(ratios.std(ddof=1)) / float(ratios.mean()) if len(rows) > 1 else 1.0
    seen = np.array([float(s) for s, _v in spent.days.values()])
    usual = float(spends.mean())
    low, high = (float(np.quantile(seen, q)) / usual * daily for q in (0.05, 0.95))
    return estimate.Curve(
        daily,
        value,
        slope.b,
        slope.error,
        spread / float(np.sqrt(len(rows))),
        min(max(low, daily * (1 - FARTHEST)), daily),
        max(min(high, daily * (1 + FARTHEST)), daily),
    )


def _return(
    unit: query.Unit,
    spent: query.Spent,
    question: AllocationQuestion,
    names: Mapping[query.Unit, str],
) -> Return:
    rows = _recent(spent, question)
    spend = sum(s for s, _v in rows) / question.present_days
    told = [v for _s, v in rows if v is not None]
    value = sum(told) / question.present_days if told else None
    roi = _decimal(value / spend, RATIO) if value is not None and spend else None
    campaign = unit[1] if len(unit) > 1 else ""
    label = names.get(unit) or campaign or unit[0]
    money = None if value is None else _decimal(value, CENT)
    return Return(
        unit[0], campaign, label, _decimal(spend, CENT), money, roi, None, None, None, None, None
    )


def _told(row: Return, curve: estimate.Curve | None, why: str) -> Return:
    if curve is None:
        return replace(row, reason=words.WHY[why].fill())
    low, high = curve.interval()
    return replace(
        row,
        exponent=_decimal(curve.b, RATIO),
        marginal=_decimal(curve.marginal, RATIO),
        low=_decimal(low, RATIO),
        high=_decimal(high, RATIO),
        proposed=row.spend,
    )


def _why(spent: query.Spent, slope: estimate.Slope, question: AllocationQuestion) -> str:
    if not _recent(spent, question):
        return "stopped"
    return slope.why or "no_value"


def _proposed(
    question: AllocationQuestion, returns: tuple[Return, ...], known: list[Known]
) -> AllocationAnswer:
    curves = [each.curve for each in known]
    budget = sum(curve.spend for curve in curves)
    best = estimate.allocated(curves, float(question.most_moved) * budget)
    by_unit = {_key(row, question): row for row in returns}
    moves = [(by_unit[k.unit], s - k.curve.spend) for k, s in zip(known, best, strict=True)]
    pairs = _largest(_pairs(moves))
    moved = sum(amount for _giver, _taker, amount in pairs)
    if moved < LEAST_MOVE * budget:
        return _nothing(question, returns, words.NOTHING_BETTER.fill())
    changes = _changes(pairs)
    spends = [
        c.spend + changes.get(by_unit[k.unit], 0.0) for k, c in zip(known, curves, strict=True)
    ]
    drawn = estimate.gains(curves, spends)
    low, high = (_decimal(float(np.quantile(drawn, q)), CENT) for q in (0.05, 0.95))
    if float((drawn > 0).mean()) < SURE:
        return _nothing(question, returns, words.NOT_SURE.fill(low=low, high=high))
    gain = float(sum(float(c.at(s)) - c.value for c, s in zip(curves, spends, strict=True)))
    shifts = _shifts(pairs, gain, (float(low), float(high)))
    total = sum((shift.amount for shift in shifts), Decimal(0))
    whole = sum((shift.gain for shift in shifts), Decimal(0))
    share = _decimal(moved / budget, RATIO)
    said = words.PROPOSED.fill(moved=total, share=share, gain=whole, low=low, high=high)
    rows = tuple(_after(row, shifts) for row in returns)
    return AllocationAnswer(question, rows, shifts, total, whole, low, high, said)


def _largest(pairs: list[Pair]) -> list[Pair]:
    """The few shifts that bring most: people carry out six, not twenty."""

    def worth(pair: Pair) -> float:
        giver, taker, amount = pair
        return amount * float((taker.marginal or 0) - (giver.marginal or 0))

    return sorted(pairs, key=worth, reverse=True)[:MOST_SHIFTS]


def _changes(pairs: list[Pair]) -> dict[Return, float]:
    found: dict[Return, float] = defaultdict(float)
    for giver, taker, amount in pairs:
        found[giver] -= amount
        found[taker] += amount
    return found


def _after(row: Return, shifts: tuple[Shift, ...]) -> Return:
    if row.proposed is None:
        return row
    given = sum((shift.amount for shift in shifts if shift.giver == row), Decimal(0))
    taken = sum((shift.amount for shift in shifts if shift.taker == row), Decimal(0))
    return replace(row, proposed=row.spend - given + taken)


def _key(row: Return, question: AllocationQuestion) -> query.Unit:
    return (row.shop,) if question.by == "shop" else (row.shop, row.campaign)


def _pairs(moves: list[tuple[Return, float]]) -> list[Pair]:
    """Who gives to whom: the lowest return to the highest first."""
    gives = sorted(((r, -m) for r, m in moves if m < 0), key=lambda each: each[0].marginal or 0)
    takes = sorted(((r, m) for r, m in moves if m > 0), key=lambda each: -(each[0].marginal or 0))
    found = []
    while gives and takes:
        (giver, has), (taker, wants) = gives[0], takes[0]
        amount = min(has, wants)
        if amount >= 1:
            found.append((giver, taker, amount))
        gives[0], takes[0] = (giver, has - amount), (taker, wants - amount)
        gives = gives[1:] if gives[0][1] < 1e-9 else gives
        takes = takes[1:] if takes[0][1] < 1e-9 else takes
    return found


def _shifts(pairs: list[Pair], gain: float, bounds: tuple[float, float]) -> tuple[Shift, ...]:
    """The whole gain falls to the pairs by amount times difference of returns."""
    weights = [
        amount * max(float((taker.marginal or 0) - (giver.marginal or 0)), 0.0)
        for giver, taker, amount in pairs
    ]
    whole = sum(weights) or 1.0
    found = []
    for (giver, taker, amount), weight in zip(pairs, weights, strict=True):
        part, low, high = (
            _decimal(each * weight / whole, CENT) for each in (gain, bounds[0], bounds[1])
        )
        money = _decimal(amount, CENT)
        said = words.SHIFT.fill(
            amount=money,
            giver=giver.label,
            taker=taker.label,
            giver_return=giver.marginal or Decimal(0),
            taker_return=taker.marginal or Decimal(0),
            gain=part,
            low=low,
            high=high,
        )
        found.append(Shift(giver, taker, money, part, low, high, said))
    return tuple(found)


def _decimal(value: float, step: Decimal) -> Decimal:
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
