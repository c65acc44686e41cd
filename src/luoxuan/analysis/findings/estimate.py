"""When a series broke, and when silence is no chance (9.4).

Modified z-score: Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers, with the cut at 3.5.
"""

import math
from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

DAY = timedelta(days=1)
BASELINE = 28
"""Four weeks: every weekday four times."""
CUT = 3.5
MAD_TO_SIGMA = 1.4826
LEAST_DROP = 0.2
"""A fall of less than a fifth is not called a break, however sure."""
LONGEST_RUN = 14
FEWEST_DAYS = 14
CHANCE = 1e-4
"""Silence less likely than this under steady sales is no chance."""
MOST_ZEROS = 0.3
"""A SKU with more days without a sale than this does not sell steadily."""


class Rate(NamedTuple):
    """A day's rate: how many of how many."""

    hits: int
    trials: int

    @property
    def log(self) -> float:
        """Log rate; half a hit more, so that a day without hits has one."""
        return math.log((self.hits + 0.5) / (self.trials + 1))


class Break(NamedTuple):
    """Since when a rate is broken, what it was and what it is."""

    since: date
    usual: float
    now: float
    z: float


def broken(rates: Mapping[date, Rate], day: date) -> Break | None:
    """The run of days up to `day` that lies furthest below the four weeks before it, where that is no chance."""
    found: list[Break] = []
    for length in range(1, LONGEST_RUN + 1):
        run = [day - n * DAY for n in range(length)]
        base = [run[-1] - n * DAY for n in range(1, BASELINE + 1)]
        known = [each for each in base if each in rates]
        if any(each not in rates for each in run) or len(known) < FEWEST_DAYS:
            break
        each = _against(rates, known, run)
        if each.z <= -CUT and each.now <= each.usual * (1 - LEAST_DROP):
            found.append(each)
    return min(found, key=lambda each: each.z) if found and _is_low(rates, found, day) else None


def _is_low(rates: Mapping[date, Rate], found: Sequence[Break], day: date) -> bool:
    """Whether the day itself is still low: a break that has healed is history."""
    return rates[day].hits <= rates[day].trials * found[0].usual * (1 - LEAST_DROP)


def _against(rates: Mapping[date, Rate], base: Sequence[date], run: Sequence[date]) -> Break:
    """The run against what the same visitors would have brought before, in robust sigmas of the log.

    The noise is the larger of what days differ by and what counting alone makes (1 / expected hits).
    """
    usual = {each: _usual(rates, base, each) for each in run}
    expected = sum(rates[each].trials * usual[each] for each in run)
    hits, trials = (sum(part) for part in zip(*(rates[each] for each in run), strict=True))
    middle = median(rates[each].log for each in base)
    spread = MAD_TO_SIGMA * median(abs(rates[each].log - middle) for each in base)
    sigma = math.sqrt(max(spread**2 / len(run), 1 / max(expected, 1)))
    z = math.log((hits + 0.5) / (expected + 0.5)) / sigma
    return Break(run[-1], expected / trials, hits / trials, z)


def _usual(rates: Mapping[date, Rate], base: Sequence[date], day: date) -> float:
    """The rate of the same weekdays before; of all days where they are too few to say."""
    same = [each for each in base if each.weekday() == day.weekday()]
    spoken = same if len(same) > 2 else base
    return median(rates[each].hits / rates[each].trials for each in spoken)


class Silence(NamedTuple):
    """The day of the last sale, what was sold a day before, and for how many days nothing was."""

    last_sale: date
    usual: float
    days: int


def silent(sold: Mapping[date, int], selling: Container[date], day: date) -> Silence | None:
    """Days up to `day` without a sale that the four weeks before make all but impossible.

    Two opinions must agree: Poisson by the mean, and the share of days without a sale, which knows that buyers
    come in bunches. Days on which the whole shop sold nothing say nothing of one SKU.
    """
    run: list[date] = []
    while len(run) < LONGEST_RUN and not sold.get(day - len(run) * DAY):
        run.append(day - len(run) * DAY)
    days = sum(1 for each in run if each in selling)
    if not 0 < len(run) < LONGEST_RUN or day not in selling:
        return None
    base = [sold.get(run[-1] - n * DAY, 0) for n in range(1, BASELINE + 1)]
    usual, zeros = sum(base) / BASELINE, sum(1 for n in base if not n)
    by_mean, by_days = math.exp(-usual * days), ((zeros + 1) / (BASELINE + 2)) ** days
    if zeros > BASELINE * MOST_ZEROS or max(by_mean, by_days) > CHANCE:
        return None
    return Silence(run[-1] - DAY, usual, days)
