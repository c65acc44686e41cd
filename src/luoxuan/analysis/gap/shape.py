"""How a gap arose over the days: all along, from a day on, on single days, or more and more (12.2).

Four pictures of the daily differences are fitted and the Bayesian information criterion (Schwarz 1978) chooses; a
more complicated picture must earn its parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Shape = Literal["none", "level", "step", "spike", "slope"]
FEWEST_DAYS = 5
MOST_SPIKES = 3
SPIKE_SHARE = 0.5
"""A few days are the cause where they alone make half of the gap."""


@dataclass(frozen=True)
class Picture:
    """The shape, the days (by number) it speaks of, and their share of the gap."""

    shape: Shape
    days: tuple[int, ...] = ()
    share: float = 0.0


def picture(gaps: Sequence[float], expected: Sequence[float]) -> Picture:
    """The picture of the daily differences. Days with a larger expectation may differ by more."""
    values = np.asarray(gaps, dtype=float)
    total = float(values.sum())
    if not np.any(values) or not total:
        return Picture("none")
    if len(values) < FEWEST_DAYS:
        return Picture("level", tuple(range(len(values))), 1.0)
    scale = np.asarray(expected, dtype=float)
    scale = np.where(scale > 0, scale, max(float(scale.mean()), 1e-9))
    ratios = values / scale
    spikes = _spikes(values, ratios, total)
    step_sse, start, end = _step(ratios)
    options: list[tuple[float, Shape]] = [
        (_bic(_sse(ratios), len(ratios), 1), "level"),
        (_bic(step_sse, len(ratios), 4 if end < len(ratios) else 3), "step"),
        (_bic(_line_sse(ratios), len(ratios), 2), "slope"),
    ]
    if spikes:
        rest = np.delete(ratios, spikes)
        options.append((_bic(_sse(rest), len(ratios), 1 + 2 * len(spikes)), "spike"))
    shape = min(options)[1]
    days = {"spike": tuple(spikes), "step": tuple(range(start, end))}.get(shape)
    days = days if days is not None else tuple(range(len(values)))
    return Picture(shape, days, float(values[list(days)].sum()) / total)


def _spikes(values: np.ndarray, ratios: np.ndarray, total: float) -> list[int]:
    """The fewest days, three at most, that make half of the gap and stand out of the others."""
    order = np.argsort(-values * np.sign(total), kind="stable")
    for count in range(1, MOST_SPIKES + 1):
        chosen = [int(n) for n in order[:count]]
        if values[chosen].sum() / total >= SPIKE_SHARE:
            rest = np.delete(ratios, chosen)
            spread = 1.4826 * float(np.median(np.abs(rest - np.median(rest))))
            stands_out = np.abs(ratios[chosen] - np.median(rest)).min() > 3.5 * spread
            return sorted(chosen) if stands_out else []
    return []


def _step(values: np.ndarray) -> tuple[float, int, int]:
    """The stretch of days whose own level leaves the least error: its error, first day and the day after its last."""
    n = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    whole, squares = sums[-1], float((values**2).sum())
    best = (float("inf"), 0, n)
    for start in range(n - 1):
        ends = np.arange(start + 2, n + 1)
        if start == 0:
            ends = ends[ends < n - 1]
        inside = sums[ends] - sums[start]
        length = ends - start
        outside_length = n - length
        with np.errstate(divide="ignore", invalid="ignore"):
            away = np.where(outside_length > 0, (whole - inside) ** 2 / outside_length, 0.0)
        errors = squares - inside**2 / length - away
        if len(errors) and errors.min() < best[0] - 1e-15:
            at = int(errors.argmin())
            best = (float(errors[at]), start, int(ends[at]))
    return _farther_side(values, best)


def _farther_side(values: np.ndarray, found: tuple[float, int, int]) -> tuple[float, int, int]:
    """Of a stretch at an end and its complement the one further from zero is what happened."""
    error, start, end = found
    inside, outside = values[start:end], np.delete(values, slice(start, end))
    if len(outside) and abs(outside.mean()) > abs(inside.mean()):
        if start == 0:
            return error, end, len(values)
        if end == len(values):
            return error, 0, start
    return found


def _line_sse(values: np.ndarray) -> float:
    x = np.arange(len(values)) - (len(values) - 1) / 2
    slope = float((x * values).sum() / (x * x).sum())
    return float(((values - values.mean() - slope * x) ** 2).sum())


def _sse(values: np.ndarray) -> float:
    return float(((values - values.mean()) ** 2).sum()) if len(values) else 0.0


def _bic(error: float, n: int, parameters: int) -> float:
    return n * float(np.log(max(error / n, 1e-12))) + parameters * float(np.log(n))
