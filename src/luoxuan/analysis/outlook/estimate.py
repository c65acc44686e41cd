"""A daily forecast made for targets: robust ridge regression on the log scale (6.7). Pure.

The fit is penalised least squares with a penalty per column (Hoerl & Kennard 1970), reweighted by Huber's weights so that a day of a
broken report does not bend the season (Huber 1964); means come back from the log scale by smearing (Duan 1983). Ranges: backtest.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from luoxuan.analysis.outlook import design
from luoxuan.analysis.outlook.blocks import Blocks, blocks_of, solved
from luoxuan.analysis.outlook.design import Floats, Shape

DAMPING = 0.99
"""Of the slope a day: after a hundred days a third of it is left."""
HUBER = 1.5
ROUNDS = 3
LEAST_DAYS = 21
LEVEL_MEMORY = 14
"""Days the last residuals are averaged over."""
LEVEL_FADES = 0.93
"""What is left of the last level's deviation a day later."""
LEAST_NOISE = 0.02
FLOOR_SHARE = 0.02
"""Of the median: added before the logarithm, so that a day of zero is a low day and not minus infinity."""


@dataclass(frozen=True)
class Learned:
    """What a fit leaves for fits of earlier days: the rows and how much each day counts."""

    blocks: Blocks
    weights: Floats


@dataclass(frozen=True)
class Fitted:
    """A model that has learned."""

    shape: Shape
    beta: Floats
    floor: float
    noise: float
    """Standard deviation of a day on the log scale."""
    smear: float
    recent: float
    """How much the last days lie above the model, on the log scale."""
    known_days: int
    learned: Learned

    @property
    def growth(self) -> float:
        """The slope at the end of the history, as growth a year: 0.1 is ten percent."""
        slopes = self.beta[1 : self.shape.trend_columns]
        return float(np.expm1(slopes.sum()))

    def effect(self, event: str) -> dict[int, float]:
        """What an event does at each offset that has a coefficient, as a factor; empty where it was never seen."""
        at = len(self.beta) - sum(len(offsets) for _key, offsets in self.shape.events)
        for key, offsets in self.shape.events:
            if key == event:
                found = np.exp(self.beta[at : at + len(offsets)])
                return {n: float(x) for n, x in zip(offsets, found, strict=True)}
            at += len(offsets)
        return {}


def expected(days: Sequence[date], values: Sequence[float] | Floats) -> Fitted | None:
    """The fit of a series; None where fewer than three weeks are known."""
    return fit(days, np.asarray(values, dtype=np.float64))


def fit(days: Sequence[date], values: Floats) -> Fitted | None:
    """Learn from consecutive days; nan is a day nobody knows. None where fewer than three weeks are known."""
    known = np.isfinite(values)
    if int(known.sum()) < LEAST_DAYS:
        return None
    shape = design.shape_of(days, known)
    seen = np.maximum(values, 0.0)
    positive = seen[known & (seen > 0)]
    floor = FLOOR_SHARE * float(np.median(positive)) if positive.size else 1.0
    logs = np.log(seen + floor)
    blocks = blocks_of(design.columns(days, shape, DAMPING), logs)
    beta, noise, weights = _solve(blocks, logs, shape.reach)
    residual = logs - blocks.fitted(beta)
    # Trimmed: one broken day would lift every forecast.
    kept = np.exp(residual[known & (weights >= 1.0)])
    smear = float(kept.mean()) if kept.size else 1.0
    recent = last_deviation(residual, noise)
    learned = Learned(blocks, weights)
    return Fitted(shape, beta, floor, noise, smear, recent, int(known.sum()), learned)


def last_deviation(residual: Floats, noise: float) -> float:
    """The mean of the last days above the model, shrunk: few known days say little."""
    tail = residual[-LEVEL_MEMORY:]
    told = np.clip(tail[np.isfinite(tail)], -2 * HUBER * noise, 2 * HUBER * noise)
    return float(told.sum() / (told.size + LEVEL_MEMORY / 2))


def _solve(blocks: Blocks, logs: Floats, reach: Floats) -> tuple[Floats, float, Floats]:
    """Coefficients, noise and the last weights; the noise decides how much a penalty weighs."""
    known = np.isfinite(logs)
    count = int(known.sum())
    weights = np.ones(blocks.count)
    noise = max(scale(np.diff(logs[known])) / np.sqrt(2), LEAST_NOISE)
    freedom = max(count - blocks.width / 2, count / 3)
    beta = np.zeros(blocks.width)
    for _round in range(ROUNDS):
        gram, right = blocks.sums(weights)
        beta = solved(gram.sum(axis=0), right.sum(axis=0), (noise / reach) ** 2)
        residual = np.where(known, logs - blocks.fitted(beta), 0.0)
        noise = max(scale(residual[known]) * float(np.sqrt(count / freedom)), LEAST_NOISE)
        weights = np.minimum(1.0, HUBER * noise / np.maximum(np.abs(residual), 1e-12))
    return beta, noise, weights


def scale(residual: Floats) -> float:
    """A standard deviation outliers cannot move much: the median deviation, made consistent for the normal."""
    if not residual.size:
        return LEAST_NOISE
    return float(1.4826 * np.median(np.abs(residual - np.median(residual))))


def forecast(fitted: Fitted, days: Sequence[date]) -> Floats:
    """The expected value of each day, before or after the end of the history."""
    logs = blocks_of(design.columns(days, fitted.shape, DAMPING), np.zeros(len(days)))
    end = fitted.shape.last.toordinal()
    ahead = np.array([max(day.toordinal() - end, 0) for day in days], dtype=np.float64)
    told = logs.fitted(fitted.beta) + np.where(ahead > 0, fitted.recent * LEVEL_FADES**ahead, 0.0)
    return np.asarray(np.maximum(np.exp(told) * fitted.smear - fitted.floor, 0.0))


def season_weights(fitted: Fitted, days: Sequence[date], whole: int = 1_000_000) -> list[int]:
    """What part of the days' total falls on each day, in whole parts of `whole`."""
    values = forecast(fitted, days)
    total = float(values.sum())
    if total <= 0:
        return [1] * len(days)
    return [round(whole * float(value) / total) for value in values]
