"""Marginal returns of advertising, and the split of a budget at which they are equal (12.3).

Response: value = a x spend^b, 0 < b < 1, the concave curve without a point of inflexion (Lilien & Rangaswamy 2003,
Marketing Engineering, ch. 5). b comes of a robust log regression (Huber 1981, IRLS) with the other campaigns' day as
control, so that a good day for everybody is not read as a return; the b of few days borrow from all (DerSimonian &
Laird 1986). dv/ds = b x v / s.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FEWEST_DAYS = 20
LEAST_SPREAD = 0.04
"""Standard deviation of log spend that nothing else explains; below it there is nothing to learn from."""
MOST_ERROR = 0.30
"""Of b: beyond it the curve could be anything."""
LOWEST, HIGHEST = 0.05, 0.98
"""b is kept inside: 1 would be a return that never falls."""
HUBER = 1.345
ROUNDS = 25
Z90 = 1.6449


@dataclass(frozen=True)
class Days:
    """One campaign: its days with spend and value, and what the others did on them (means of logs)."""

    spend: np.ndarray
    value: np.ndarray
    others: np.ndarray
    """Two columns, log spend and log value of the others; no column where there are none."""


@dataclass(frozen=True)
class Slope:
    """b of one campaign and how sure it is; None with why where it cannot be told."""

    b: float | None
    error: float = 0.0
    why: str = ""
    """few_days, no_variation, unsure."""


def slope(days: Days) -> Slope:
    """b from the days of one campaign alone."""
    if len(days.spend) < FEWEST_DAYS:
        return Slope(None, why="few_days")
    x, y = np.log(days.spend), np.log(days.value)
    controls = np.column_stack([np.ones(len(x)), days.others])
    free = x - controls @ np.linalg.lstsq(controls, x, rcond=None)[0]
    if float(free.std()) < LEAST_SPREAD:
        return Slope(None, why="no_variation")
    design = np.column_stack([x, controls])
    b, error = _huber(design, y)
    return Slope(None, error, "unsure") if error > MOST_ERROR else Slope(b, error)


def _huber(design: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The first coefficient and its standard error."""
    weights = np.ones(len(y))
    coefficients = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        root = np.sqrt(weights)[:, None]
        coefficients = np.linalg.lstsq(design * root, y * root[:, 0], rcond=None)[0]
        residuals = y - design @ coefficients
        spread = max(1.4826 * float(np.median(np.abs(residuals))), 1e-9)
        weights = np.minimum(1.0, HUBER * spread / np.maximum(np.abs(residuals), 1e-12))
    left = max(len(y) - design.shape[1], 1)
    variance = float((weights * residuals**2).sum()) / left
    inverse = np.linalg.pinv(design.T @ (design * weights[:, None]))
    return float(coefficients[0]), float(np.sqrt(max(variance * inverse[0, 0], 1e-12)))


def pooled(found: Sequence[Slope]) -> list[Slope]:
    """Each b drawn towards the mean of all, the more the less sure it is; then kept between 0 and 1."""
    known = [(n, s.b, max(s.error, 1e-3)) for n, s in enumerate(found) if s.b is not None]
    if not known:
        return list(found)
    b = np.array([row[1] for row in known])
    variance = np.array([row[2] for row in known]) ** 2
    weight = 1 / variance
    mean = float((weight * b).sum() / weight.sum())
    spread = float((weight * (b - mean) ** 2).sum()) - (len(known) - 1)
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    between = max(spread / scale, 0.0) if scale > 0 else 0.0
    centre_weight = 1 / (variance + between)
    mean = float((centre_weight * b).sum() / centre_weight.sum())
    shrunk = list(found)
    for (n, own, _error), var in zip(known, variance, strict=True):
        trust = between / (between + var) if len(known) > 1 else 1.0
        centre_error = (1 - trust) ** 2 / centre_weight.sum()
        error = float(np.sqrt(trust * var + centre_error))
        value = float(np.clip(trust * own + (1 - trust) * mean, LOWEST, HIGHEST))
        shrunk[n] = Slope(value, error)
    return shrunk


@dataclass(frozen=True)
class Curve:
    """A campaign where it stands: daily spend and value, its b, the spread of both, and how far it may go."""

    spend: float
    value: float
    b: float
    b_error: float
    value_error: float
    """Relative standard error of value over spend."""
    low: float
    high: float
    """Spend beyond these was never seen: the curve says nothing there."""

    @property
    def marginal(self) -> float:
        """What the next yuan brings."""
        return self.b * self.value / self.spend

    def at(self, spend: np.ndarray | float) -> np.ndarray | float:
        """The value at another spend."""
        return self.value * (spend / self.spend) ** self.b

    def interval(self) -> tuple[float, float]:
        """90 % of what the marginal return may be."""
        error = np.sqrt((self.b_error / self.b) ** 2 + self.value_error**2)
        return self.marginal * float(np.exp(-Z90 * error)), self.marginal * float(
            np.exp(Z90 * error)
        )

    def spend_at(self, marginal: float) -> float:
        """The spend at which the next yuan brings so much, within what was seen."""
        free = self.spend * (marginal / self.marginal) ** (1 / (self.b - 1))
        return float(np.clip(free, self.low, self.high))


def allocated(curves: Sequence[Curve], most: float) -> list[float]:
    """The spends with the most value at the same sum when at most `most` changes hands.

    Separable and concave: everybody's marginal return is equal at the best (one multiplier, by bisection). Where that
    would move too much, who gives and who takes each have a multiplier of their own, and exactly `most` moves.
    """
    total = sum(curve.spend for curve in curves)
    free = _level(curves, total)
    moved = sum(max(s - c.spend, 0.0) for s, c in zip(free, curves, strict=True))
    if moved <= most:
        return free
    gives = _level(curves, total - most, side=-1)
    takes = _level(curves, total + most, side=1)
    return [
        c.spend + (g - c.spend) + (t - c.spend)
        for c, g, t in zip(curves, gives, takes, strict=True)
    ]


def _level(curves: Sequence[Curve], total: float, side: int = 0) -> list[float]:
    """Spends of one marginal return that come to the total; only down (-1) or only up (1) where a side is named."""

    def spends(log_marginal: float) -> list[float]:
        found = [curve.spend_at(float(np.exp(log_marginal))) for curve in curves]
        if side > 0:
            return [max(s, c.spend) for s, c in zip(found, curves, strict=True)]
        if side < 0:
            return [min(s, c.spend) for s, c in zip(found, curves, strict=True)]
        return found

    low = float(np.log(min(curve.marginal for curve in curves))) - 20
    high = float(np.log(max(curve.marginal for curve in curves))) + 20
    for _ in range(200):
        middle = (low + high) / 2
        if sum(spends(middle)) > total:
            low = middle
        else:
            high = middle
    return _topped(spends(high), spends(low), total)


def _topped(below: list[float], above: list[float], total: float) -> list[float]:
    """Between two neighbouring answers the one with exactly this sum: nearly straight curves jump."""
    reach = sum(above) - sum(below)
    part = min(max((total - sum(below)) / reach, 0.0), 1.0) if reach > 0 else 0.0
    return [b + part * (a - b) for b, a in zip(below, above, strict=True)]


def gains(
    curves: Sequence[Curve], spends: Sequence[float], *, draws: int = 4000, seed: int = 12
) -> np.ndarray:
    """What the move brings in so many worlds the data allow; same seed, same worlds."""
    random = np.random.default_rng(seed)
    total = np.zeros(draws)
    for curve, spend in zip(curves, spends, strict=True):
        b = np.clip(random.normal(curve.b, curve.b_error, draws), LOWEST, HIGHEST)
        value = curve.value * np.exp(random.normal(0, curve.value_error, draws))
        total += value * ((spend / curve.spend) ** b - 1)
    return total
