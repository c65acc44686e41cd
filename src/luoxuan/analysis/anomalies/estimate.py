"""What was to be expected of a day, from the days before it alone, and how far out the day is (9.15).

expected = level x trend x weekday x event. Level and weekday are medians, so that yesterday's anomaly is not today's
expectation (STL with robust weights, Cleveland et al. 1990, and S-H-ESD, Hochenbaum et al. 2017, do the same with
hindsight; a monitor has none). The noise of a count grows with its root, that of a business with its size: variance =
phi * mu + tau^2 * mu^2, and the score is the distance on the scale that makes it one (Anscombe 1948; for this variance
2/tau * asinh(tau * sqrt(y/phi))). So a shop of three orders a day does not cry wolf, and a big one is heard.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from luoxuan.analysis.anomalies.rolling import (
    NAN,
    Numbers,
    median,
    shifted,
    windows,
)
from luoxuan.analysis.anomalies.seasons import Seasons, Whole

LEVEL = 21
"""Days the level is the median of."""
REACH = 56
"""How far back these days may lie: days of events are left out."""
WEEKS = 8
ENOUGH = 14
"""Known days in the reach before a day is judged."""
TREND = 0.5
"""Of the trend between two levels: damped, since half of what looks like one is none."""
MOST_TREND = 0.25
LEAST_TAU = 0.05
MAD = 1.4826  # a normal distribution's standard deviation over its median absolute deviation
POOLED = 0.20
ALONE = 0.45
"""What nobody knows about a day of an event, in logarithms: with other shops to compare, and without."""
SURE_OF_WEEKDAY = 60.0
"""Orders a week and weekday it takes for a shop's own weekday to weigh as much as all shops'."""
Side = Literal["both", "up", "down"]

__all__ = ["Judged", "Whole", "judge", "out"]


@dataclass(frozen=True)
class Judged:
    """Per member and day; nan where it cannot be said."""

    value: Numbers
    expected: Numbers
    low: Numbers
    high: Numbers
    """Between low and high lie all but one in some 16,000 ordinary days (four standard deviations)."""
    score: Numbers


def judge(
    above: Numbers, below: Numbers | None, seasons: Seasons, *, is_count: bool = False
) -> Judged:
    """Judge every day of every member by the days before it."""
    size = np.ones_like(above) if below is None else np.where(below > 0, below, NAN)
    rate = above / size
    weekday = _weekday(rate, above, seasons)
    quiet = np.where(seasons.event, NAN, rate / weekday)
    level = _level(quiet)
    plain = level * weekday
    event, doubt = _event(rate / plain, seasons)
    expected = plain * event
    mu = expected * size
    phi = _phi(above, is_count=is_count)
    tau = np.hypot(_tau(above, mu, phi, seasons), doubt)
    score = _stretched(above, phi, tau) - _stretched(mu, phi, tau)
    score = np.where(mu > 0, score, NAN)
    low, high = _interval(mu, phi, tau, size)
    hidden = np.isnan(score)
    return Judged(
        rate,
        np.where(hidden, NAN, expected),
        *(np.where(hidden, NAN, b) for b in (low, high)),
        score,
    )


def out(
    judged: Judged, *, score: float, share: float, side: Side
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which days are far enough out, and by enough to matter."""
    with np.errstate(invalid="ignore"):
        far = np.abs(judged.score) >= score
        much = np.abs(judged.value - judged.expected) >= share * np.abs(judged.expected)
        found = far & much
        if side == "up":
            found &= judged.score > 0
        if side == "down":
            found &= judged.score < 0
    return np.asarray(found, dtype=bool)


def _weekday(rate: Numbers, above: Numbers, seasons: Seasons) -> Numbers:
    """A weekday's share of its week: the median of eight such weekdays, drawn to all members' where counts are small."""
    around = median(windows(rate, 7, ahead=3))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((around > 0) & ~seasons.event, rate / around, NAN)
    own = median(np.stack([shifted(ratio, 7 * n) for n in range(1, WEEKS + 1)], axis=-1))
    with np.errstate(all="ignore"):
        all_of = median(np.moveaxis(ratio[..., None], 0, -1))[0] if len(rate) else ratio
    pooled = median(
        np.stack([shifted(all_of[None], 7 * n)[0] for n in range(1, WEEKS + 1)], axis=-1)
    )
    weight = _sureness(above)
    own = np.where(np.isnan(own), 1.0, own)
    pooled = np.where(np.isnan(pooled), 1.0, pooled)
    return np.clip(weight * own + (1 - weight) * pooled, 0.2, 5.0)


def _sureness(above: Numbers) -> Numbers:
    """How much a member's own weekday counts: near 1 with hundreds of orders, near 0 with a few."""
    phi = _phi(above, is_count=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        orders = np.nan_to_num(median(windows(above, REACH)) / phi)
    return orders / (orders + SURE_OF_WEEKDAY / WEEKS)


def _level(quiet: Numbers) -> Numbers:
    """The median of the last three weeks of ordinary days, moved on by a damped trend."""
    past = windows(quiet, REACH)
    known = np.count_nonzero(~np.isnan(past), axis=-1)
    recent = median(past[..., -LEVEL:])
    older = median(past[..., :-LEVEL])
    # Within a long event the last three weeks may hold no ordinary day: then the older ones stand.
    level = np.where(np.isnan(recent), older, recent)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.log(recent / older) / ((REACH - LEVEL) / 2 + LEVEL / 2)
    ahead = np.clip(
        np.nan_to_num(slope * TREND * (LEVEL + 1) / 2, posinf=0, neginf=0), -MOST_TREND, MOST_TREND
    )
    return np.where(known >= ENOUGH, level * np.exp(ahead), NAN)


def _event(ratio: Numbers, seasons: Seasons) -> tuple[Numbers, Numbers]:
    """What an event does to a day: the other members' median today, else last year's, else nobody knows."""
    effect, doubt = np.ones_like(ratio), np.zeros_like(ratio)
    columns = np.flatnonzero(seasons.event)
    if not len(columns) or not len(ratio):
        return effect, doubt
    for n in columns:
        today = ratio[:, n]
        others = np.array([_median_of(np.delete(today, row)) for row in range(len(today))])
        ago = seasons.year_ago[n]
        before = ratio[:, ago] if ago >= 0 else np.full(len(today), NAN)
        found = np.where(np.isnan(others), before, others)
        known = ~np.isnan(found) & (found > 0)
        effect[:, n] = np.where(known, found, 1.0)
        doubt[:, n] = np.where(known, POOLED, ALONE) * (2 if seasons.peak[n] else 1)
    return effect, doubt


def _median_of(values: Numbers) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) >= 3 else NAN


def _phi(above: Numbers, *, is_count: bool) -> Numbers:
    """Variance over mean where numbers are small: 1 for counts; for money some one and a half orders' worth.

    The worth of an order is told by the days without one: with a share p0 of them there are -ln(p0) orders a day. Where no
    day is without, the noise is in tau.
    """
    if is_count:
        return np.ones_like(above)
    past = windows(above, REACH)
    known = np.count_nonzero(~np.isnan(past), axis=-1)
    nothing = np.count_nonzero(past == 0, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nanmean(np.where(np.isnan(past), NAN, past), axis=-1) if past.size else above
        orders = -np.log(np.clip(nothing / known, 0.5 / REACH, 0.97))
        phi = 1.5 * mean / orders
    usual = median(past)
    floor = np.where(nothing > 0, phi, usual * 1e-3)
    return np.where(np.isnan(floor) | (floor <= 0), 1.0, floor)


def _tau(above: Numbers, mu: Numbers, phi: Numbers, seasons: Seasons) -> Numbers:
    """How far off expectations were on the ordinary days before, beyond what counting explains."""
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.where((mu > 0) & ~seasons.event, np.abs(above / mu - 1), NAN)
        usual = median(windows(off, REACH)) * MAD
        counting = phi / mu
        tau = np.sqrt(np.maximum(usual**2 - counting, 0.0))
    unknown = np.isnan(tau)
    return np.where(unknown, 0.3, np.maximum(tau, LEAST_TAU))


def _stretched(y: Numbers, phi: Numbers, tau: Numbers) -> Numbers:
    """The scale on which the noise is one."""
    with np.errstate(invalid="ignore"):
        return 2 / tau * np.arcsinh(tau * np.sqrt(np.maximum(y, 0) / phi + 0.375))


def _interval(mu: Numbers, phi: Numbers, tau: Numbers, size: Numbers) -> tuple[Numbers, Numbers]:
    middle = _stretched(mu, phi, tau)

    def back(z: Numbers) -> Numbers:
        root = np.sinh(np.maximum(z, 0) * tau / 2) / tau
        return phi * np.maximum(root**2 - 0.375, 0) / size

    return back(middle - 4), back(middle + 4)
