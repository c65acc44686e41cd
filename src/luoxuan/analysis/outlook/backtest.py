"""Ranges from what the same forecasts got wrong before (6.7). Pure.

From up to eight earlier days, four weeks apart (rolling origin, Tashman 2000), the model forecasts what is known by now. The error of a
stretch's sum is what its days share; the rest is each day's own. A prior drift stands in for origins there are too few of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from luoxuan.analysis.outlook import design
from luoxuan.analysis.outlook.blocks import DAYS, solved
from luoxuan.analysis.outlook.design import Floats
from luoxuan.analysis.outlook.estimate import (
    DAMPING,
    LEVEL_FADES,
    Fitted,
    forecast,
    last_deviation,
    scale,
)

ORIGINS = 8
APART = 2 * DAYS
"""Between two origins, and the days errors of a day are told over."""
LEAST_TRAINING = 4 * DAYS
FURTHEST = 91
LEAST_SEEN = DAYS
NORMAL_80 = 1.2816
PRIOR_WEIGHT = 3.0
"""How many origins the assumed drift counts for."""
DRIFT = 0.06
DRIFT_OF_LITTLE = 0.15
"""Assumed standard deviation of the level after four weeks: with a year of history, and with less."""
ENOUGH_DAYS = 365
BARRED = 1e9
"""A penalty under which a column says nothing."""
WEEK, YEAR_OF_WEEKS = 7, 364


@dataclass(frozen=True)
class Spread:
    """How far forecasts were off: in common over a stretch of days, and day by day (log scale)."""

    common: Floats
    """By days ahead; the first is one day ahead."""
    daily: float
    origins: int
    wape: float | None
    """Of the forecasts of the first four weeks from each origin; None where there was no origin."""
    naive: float | None
    """Of the seasonal naive forecast of the same days: last year's same weekday where it is known, else last week's."""


@dataclass(frozen=True)
class _Run:
    """One origin: the log error of the sum by days ahead, the spread of single days, absolute errors and the size."""

    of_sum: Floats
    daily: float
    sums: tuple[float, float, float]


def backtest(fitted: Fitted, values: Floats) -> Spread:
    """Forecast from earlier days with the fit's own rows; weights and noise are those of the whole history."""
    gram, right = fitted.learned.blocks.sums(fitted.learned.weights)
    gram, right = np.cumsum(gram, axis=0), np.cumsum(right, axis=0)
    last = (len(values) - LEAST_SEEN) // DAYS
    starts = range(last, LEAST_TRAINING // DAYS - 1, -2)[:ORIGINS]
    runs = []
    for blocks in starts:
        penalty = _penalty(fitted, blocks * DAYS)
        beta = solved(gram[blocks - 1], right[blocks - 1], penalty)
        run = _run(fitted, beta, values, blocks * DAYS)
        runs += [run] if run is not None else []
    return _spread(runs, fitted.known_days)


def _penalty(fitted: Fitted, start: int) -> Floats:
    """As the fit of that day would have had it: no months and no bends before there is enough to tell them."""
    shape = fitted.shape
    made = (fitted.noise / shape.reach) ** 2
    months = shape.trend_columns + design.WEEKDAYS
    if shape.has_months and start < design.MONTHS_FROM:
        made[months : months + 12] = BARRED
    if start < design.SLOPES_FROM:
        made[2 : shape.trend_columns] = BARRED
    return np.asarray(made)


def _run(fitted: Fitted, beta: Floats, values: Floats, start: int) -> _Run | None:
    end = min(start + FURTHEST, len(values))
    actual, known = np.nan_to_num(values[start:end]), np.isfinite(values[start:end])
    if known.sum() < LEAST_SEEN:
        return None
    made = _made(fitted, beta, values, (start, end))
    floor = fitted.floor
    errors = np.log(np.maximum(actual, 0) + floor) - np.log(made + floor)
    total, told = np.cumsum(actual * known), np.cumsum(made * known)
    of_sum = np.log((np.maximum(total, 0) + floor) / (told + floor))
    naive = _naive(values, start, min(start + APART, end))
    near = slice(0, len(naive))
    seen = known[near] & np.isfinite(naive)
    sums = (
        float(np.abs(actual - made)[near][seen].sum()),
        float(np.abs(actual[near] - naive)[seen].sum()),
        float(actual[near][seen].sum()),
    )
    return _Run(of_sum, scale(errors[known]), sums)


def _made(fitted: Fitted, beta: Floats, values: Floats, stretch: tuple[int, int]) -> Floats:
    """What would have been forecast: the slope fades from the origin on, and what comes later is not known."""
    start, end = stretch
    shape = fitted.shape
    rows = fitted.learned.blocks.rows.reshape(-1, len(beta))
    later = rows[start:end].copy()
    later[:, : shape.trend_columns] = design.trend_columns(
        np.arange(start, end, dtype=np.float64), start - 1, shape.knots, DAMPING
    )
    tail = slice(start - DAYS, start)
    seen = np.log(np.maximum(values[tail], 0.0) + fitted.floor) - np.matmul(rows[tail], beta)
    ahead = np.arange(1, end - start + 1, dtype=np.float64)
    logs = np.matmul(later, beta) + last_deviation(seen, fitted.noise) * LEVEL_FADES**ahead
    return np.asarray(np.maximum(np.exp(logs) * fitted.smear - fitted.floor, 0.0))


def _naive(values: Floats, start: int, end: int) -> Floats:
    span = end - start
    made = np.resize(values[start - WEEK : start], span)
    if start >= YEAR_OF_WEEKS:
        year = values[start - YEAR_OF_WEEKS : end - YEAR_OF_WEEKS]
        made = np.where(np.isfinite(year), year, made)
    return made


def _spread(runs: Sequence[_Run], known_days: int) -> Spread:
    common = _common(runs, known_days)
    if not runs:
        return Spread(common, 0.0, 0, None, None)
    off, naive, size = (sum(part) for part in zip(*(run.sums for run in runs), strict=True))
    daily = float(np.median([run.daily for run in runs]))
    if size <= 0:
        return Spread(common, daily, len(runs), None, None)
    return Spread(common, daily, len(runs), off / size, naive / size)


def _common(runs: Sequence[_Run], known_days: int) -> Floats:
    """Standard deviation of the shared error by days ahead, never falling with the distance."""
    ahead = np.arange(1, FURTHEST + 1, dtype=np.float64)
    drift = DRIFT if known_days >= ENOUGH_DAYS else DRIFT_OF_LITTLE
    squares = PRIOR_WEIGHT * drift**2 * ahead / APART
    count = np.full(FURTHEST, PRIOR_WEIGHT)
    for run in runs:
        reach = len(run.of_sum)
        # A sum's error holds its days' own noise too: that has a place of its own.
        shared = run.of_sum**2 - run.daily**2 / ahead[:reach]
        squares[:reach] += np.maximum(shared, 0.0)
        count[:reach] += 1
    return np.asarray(np.maximum.accumulate(np.sqrt(squares / count)))


@dataclass(frozen=True)
class Ranged:
    """Expected values with their ranges, and the range of their sum (80 %)."""

    expected: Floats
    low: Floats
    high: Floats
    total: float
    total_low: float
    total_high: float
    total_sigma: float
    """Of the sum, on the log scale: a percentile of any total follows from it."""


def ranged(fitted: Fitted, spread: Spread, days: Sequence[date]) -> Ranged:
    """The forecast of the days with ranges; a day's is never narrower than the noise, the sum keeps what days share."""
    made = forecast(fitted, days)
    end = fitted.shape.last.toordinal()
    ahead = np.array([max(day.toordinal() - end, 1) for day in days], dtype=np.int64)
    common = _common_at(spread, ahead)
    daily = max(spread.daily, fitted.noise)
    sigma = np.sqrt(common**2 + daily**2)
    total = float(made.sum())
    shared = float((made * common).sum())
    own = float(np.sqrt(((made * daily) ** 2).sum()))
    relative = float(np.hypot(shared, own)) / total if total > 0 else 0.0
    width, whole = np.exp(NORMAL_80 * sigma), float(np.exp(NORMAL_80 * relative))
    return Ranged(made, made / width, made * width, total, total / whole, total * whole, relative)


def _common_at(spread: Spread, ahead: NDArray[np.int64]) -> Floats:
    """The shared error further ahead than was tried grows with the root of the distance."""
    inside = spread.common[np.clip(ahead, 1, FURTHEST) - 1]
    return np.asarray(inside * np.sqrt(np.maximum(ahead / FURTHEST, 1.0)))
