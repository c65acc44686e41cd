"""Level, trend, weekday and event of every day, from the days before it (9.15)."""

import numpy as np

from luoxuan.analysis.anomalies.rolling import (
    NAN,
    Numbers,
    before_each,
    median,
    windows,
)
from luoxuan.analysis.anomalies.seasons import Seasons

LEVEL = 21
"""Ordinary days the level is the median of."""
OLDER = 28
"""And the ordinary days before these that say where it is going."""
WEEKS = 8
ENOUGH = 21
"""Ordinary days before a day is judged."""
TREND = 0.5
"""Of the trend between two levels: damped, since half of what looks like one is none."""
MOST_TREND = 0.25
POOLED = 0.15
ALONE = 0.45
"""What nobody knows about a day of an event, in logarithms: with other shops to compare, and without."""
SURE_OF_WEEKDAY = 8.0
"""Orders a day that make a shop's own weekday weigh as much as that of all shops."""
FEWEST = 3
"""Other members it takes to say what an event does."""


def expect(rate: Numbers, orders: Numbers, seasons: Seasons) -> tuple[Numbers, Numbers]:
    """What was to be expected, and how much of an event nobody knows. `orders`: counts, to say how sure a weekday is."""
    weekday = _weekday(rate, orders, seasons)
    plain = _level(rate / weekday, seasons) * weekday
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(plain > 0, rate / plain, NAN)
    event, doubt = _event(ratio, seasons)
    return plain * event, doubt


def _weekday(rate: Numbers, orders: Numbers, seasons: Seasons) -> Numbers:
    """A weekday's share of its week: the median of eight such weekdays, drawn to all members' where counts are small."""
    quiet = np.where(seasons.event, NAN, rate)
    week = windows(quiet, 7, ahead=3)
    is_whole = np.count_nonzero(~np.isnan(week), axis=-1) >= 6
    around = median(week)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((around > 0) & is_whole, quiet / around, NAN)
    own = _same_weekday(ratio, seasons)
    pooled = _same_weekday(median(ratio.T)[None], seasons)
    usual = np.nan_to_num(before_each(_tail(orders, seasons, LEVEL + OLDER), seasons))
    pooled = _drawn(pooled, np.ones_like(pooled), usual.sum(axis=0, keepdims=True))
    return np.clip(_drawn(own, pooled, usual), 0.2, 5.0)


def _drawn(share: Numbers, to: Numbers, orders: Numbers) -> Numbers:
    """The share drawn to another one, the more the fewer orders it is made of; the other one where there is none."""
    weight = np.where(np.isnan(share), 0.0, orders / (orders + SURE_OF_WEEKDAY))
    return weight * np.nan_to_num(share) + (1 - weight) * to


def _same_weekday(ratio: Numbers, seasons: Seasons) -> Numbers:
    """For each day the median of the last eight known days of its weekday, a week ago or earlier."""
    found = np.full_like(ratio, NAN)
    for weekday in range(7):
        columns = np.flatnonzero(seasons.weekday == weekday)
        usable = columns[~seasons.event[columns]]
        if not len(usable):
            continue
        part = np.pad(ratio[:, usable], ((0, 0), (0, 1)), constant_values=NAN)
        medians = median(windows(part, WEEKS))
        # The centred week of a day reaches three days after it: a day a week ago is known by now.
        found[:, columns] = medians[:, np.searchsorted(usable, columns)]
    return found


def _level(plain: Numbers, seasons: Seasons) -> Numbers:
    """The median of the last three weeks of ordinary days, moved on by a damped trend."""
    quiet = np.pad(plain[:, ~seasons.event], ((0, 0), (0, 1)), constant_values=NAN)
    past = windows(quiet, LEVEL + OLDER)
    known = np.count_nonzero(~np.isnan(past), axis=-1)
    recent, older = median(past[..., OLDER:]), median(past[..., :OLDER])
    level = np.where(np.isnan(recent), older, recent)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.log(recent / older) / ((LEVEL + OLDER) / 2)
    slope = np.nan_to_num(slope, posinf=0, neginf=0) * TREND
    ahead = np.clip(slope * (LEVEL + 1) / 2, -MOST_TREND, MOST_TREND)
    return before_each(np.where(known >= ENOUGH, level * np.exp(ahead), NAN), seasons)


def _tail(rows: Numbers, seasons: Seasons, width: int) -> Numbers:
    """The median of the ordinary days before, by ordinary day."""
    return median(
        windows(np.pad(rows[:, ~seasons.event], ((0, 0), (0, 1)), constant_values=NAN), width)
    )


def _event(ratio: Numbers, seasons: Seasons) -> tuple[Numbers, Numbers]:
    """What an event does to a day: the other members' median today, else last year's, else nobody knows."""
    effect, doubt = np.ones_like(ratio), np.zeros_like(ratio)
    for n in np.flatnonzero(seasons.event):
        others = _others(ratio[:, n])
        ago = seasons.year_ago[n]
        found = np.where(np.isnan(others) & (ago >= 0), ratio[:, ago], others)
        known = ~np.isnan(found) & (found > 0)
        effect[:, n] = np.where(known, found, 1.0)
        doubt[:, n] = np.where(known, POOLED, ALONE) * (2 if seasons.peak[n] else 1)
    return effect, doubt


def _others(today: Numbers) -> Numbers:
    """For each member the median of the others; nan where they are too few. One sort serves all."""
    known = np.flatnonzero(~np.isnan(today))
    found = np.full(len(today), NAN)
    if len(known) <= FEWEST:
        return found
    order = known[np.argsort(today[known])]
    ranked, places, count = today[order], np.arange(len(order)), len(order) - 1

    def at(rank: int) -> Numbers:
        """The value of that rank when one is left out."""
        return ranked[np.where(places <= rank, rank + 1, rank)]

    found[order] = (at((count - 1) // 2) + at(count // 2)) / 2
    return found
