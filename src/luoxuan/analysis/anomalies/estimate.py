"""What was to be expected of a day, from the days before it alone, and how far out the day is (9.15).

expected = level x trend x weekday x event. Level and weekday are medians, so that yesterday's anomaly is not today's
expectation (STL with robust weights, Cleveland et al. 1990, and S-H-ESD, Hochenbaum et al. 2017, do the same with
hindsight; a monitor has none). The noise of a count grows with its root, that of a business with its size: variance =
phi * mu + tau^2 * mu^2, and the score is the distance on the scale that makes it one (Anscombe 1948; for this variance
2/tau * asinh(tau * sqrt(y/phi))). So a shop of three orders a day does not cry wolf, and a big one is heard.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from luoxuan.analysis.anomalies.expect import expect
from luoxuan.analysis.anomalies.rolling import NAN, Numbers, before_each, median, shifted, windows
from luoxuan.analysis.anomalies.seasons import Seasons, Whole

SEEN = 56
"""Ordinary days the noise is measured on."""
LEAST_TAU = 0.05
WIDTH = 3.7
"""Standard deviations that make a day out: one of some 1,500 ordinary days, measured on generated years."""
MAD = 1.4826  # a normal distribution's standard deviation over its median absolute deviation
UNKNOWN_TAU = 0.3
SPREAD = 1.5
"""E[x^2] / E[x]^2 of what an order is worth: 1 and the square of its coefficient of variation, some 0.7."""
LASTING = 4
"""Days that are also judged together: what is not enough alone may be enough in a row."""
LEAST_OF_A_DAY, MOST_OF_A_DAY = 1.5, 3.0
Side = Literal["both", "up", "down"]
Yes = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

__all__ = ["Judged", "Numbers", "Whole", "judge", "out"]


@dataclass(frozen=True)
class Judged:
    """Per member and day; nan where it cannot be said."""

    value: Numbers
    expected: Numbers
    low: Numbers
    high: Numbers
    """So many standard deviations around what was expected as make a day out."""
    score: Numbers
    """Standard deviations the day is out; where several days in a row say more, theirs."""
    together: Numbers
    """How many days in a row the score is of; 1: the day itself."""


def judge(
    above: Numbers,
    below: Numbers | None,
    seasons: Seasons,
    *,
    counts: Numbers | None = None,
    width: float = WIDTH,
) -> Judged:
    """Judge every day of every member by the days before it.

    `below` is what stands below the line of a rate; `counts` the orders (refunds, clicks) the amounts are made of, the
    amounts themselves where they are counts.
    """
    size = np.ones_like(above) if below is None else np.where(below > 0, below, NAN)
    rate = above / size
    phi = _phi(above, counts, seasons)
    expected, doubt = expect(rate, above / phi, seasons)
    mu = expected * size
    tau = np.hypot(_tau(above, mu, phi, seasons), doubt)
    score = np.where(mu > 0, _stretched(above, phi, tau) - _stretched(mu, phi, tau), NAN)
    middle = _stretched(mu, phi, tau)
    low, high = (_back(middle + side * width, phi, tau) / size for side in (-1, 1))
    judged = Judged(rate, expected, low, high, *_lasting(score))
    known = ~np.isnan(score)
    shown = {
        name: np.where(known, getattr(judged, name), NAN) for name in ("expected", "low", "high")
    }
    return replace(judged, **shown)


def out(judged: Judged, *, score: float, share: float, side: Side) -> Yes:
    """Which days are far enough out, and by enough to matter."""
    with np.errstate(invalid="ignore"):
        far = np.abs(judged.score) >= score
        much = np.abs(judged.value - judged.expected) >= share * np.abs(judged.expected)
        found = far & much
        if side != "both":
            found &= (judged.score > 0) == (side == "up")
    return np.asarray(found, dtype=bool)


def _lasting(score: Numbers) -> tuple[Numbers, Numbers]:
    """The day's own score, or that of it and the days before it together, all to the same side, where it is larger.

    No day brings more than three standard deviations: what was out yesterday is no news today.
    """
    capped = np.nan_to_num(np.clip(score, -MOST_OF_A_DAY, MOST_OF_A_DAY))
    found, together, length = score.copy(), capped.copy(), np.ones_like(score)
    is_alike = np.abs(capped) >= LEAST_OF_A_DAY
    for days in range(1, LASTING):
        earlier = np.nan_to_num(shifted(capped, days))
        is_alike &= (earlier * capped > 0) & (np.abs(earlier) >= LEAST_OF_A_DAY)
        together = together + earlier
        joint = np.where(is_alike, together / np.sqrt(days + 1), 0.0)
        says_more = np.abs(joint) > np.abs(found)
        found, length = np.where(says_more, joint, found), np.where(says_more, days + 1, length)
    return found, length


def _phi(above: Numbers, counts: Numbers | None, seasons: Seasons) -> Numbers:
    """Variance over mean where numbers are small: 1 for counts, for money what one order is worth and half as much again.

    Without counts the worth of an order is told by the days without one: with a share p0 of them there are -ln(p0) orders
    a day. Where no day is without, the noise is in tau.
    """
    if counts is above:
        return np.ones_like(above)
    amount, known = _sums(above, seasons)
    with np.errstate(divide="ignore", invalid="ignore"):
        if counts is None:
            nothing, _known = _sums(np.where(np.isnan(above), NAN, above == 0), seasons)
            orders = -np.log(np.clip(nothing / known, 0.5 / SEEN, 0.97)) * known
            worth = np.where(nothing > 0, SPREAD * amount / orders, amount / known * 1e-3)
        else:
            worth = SPREAD * amount / _sums(counts, seasons)[0]
    found = before_each(worth, seasons)
    return np.where(np.isfinite(found) & (found > 0), found, 1.0)


def _sums(rows: Numbers, seasons: Seasons) -> tuple[Numbers, Numbers]:
    """Sum and number of the known ordinary days before, by ordinary day."""
    past = windows(np.pad(rows[:, ~seasons.event], ((0, 0), (0, 1)), constant_values=NAN), SEEN)
    return np.nansum(past, axis=-1), np.count_nonzero(~np.isnan(past), axis=-1).astype(float)


def _tau(above: Numbers, mu: Numbers, phi: Numbers, seasons: Seasons) -> Numbers:
    """How far off expectations were on the ordinary days before, beyond what counting explains."""
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.where(mu > 0, above / mu - 1, NAN)[:, ~seasons.event]
        counting = np.where(mu > 0, phi / mu, NAN)[:, ~seasons.event]
        padding = ((0, 0), (0, 1))
        usual = median(windows(np.pad(np.abs(off), padding, constant_values=NAN), SEEN)) * MAD
        expected = median(windows(np.pad(counting, padding, constant_values=NAN), SEEN))
        tau = np.sqrt(np.maximum(usual**2 - expected, 0.0))
    found = before_each(tau, seasons)
    return np.where(np.isnan(found), UNKNOWN_TAU, np.maximum(found, LEAST_TAU))


def _stretched(y: Numbers, phi: Numbers, tau: Numbers) -> Numbers:
    """The scale on which the noise is one."""
    with np.errstate(invalid="ignore"):
        return 2 / tau * np.arcsinh(tau * np.sqrt(np.maximum(y, 0) / phi + 0.375))


def _back(z: Numbers, phi: Numbers, tau: Numbers) -> Numbers:
    root = np.sinh(np.maximum(z, 0) * tau / 2) / tau
    return phi * np.maximum(root**2 - 0.375, 0)
