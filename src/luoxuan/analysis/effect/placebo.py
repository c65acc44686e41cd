"""A start that never was: before the real one nothing must show (Abadie, Diamond & Hainmueller 2015, in-time placebo)."""

from dataclasses import replace

import numpy as np

from luoxuan.analysis.effect.errors import student
from luoxuan.analysis.effect.estimate import LEAST_BEFORE, Fit, Table, fit
from luoxuan.analysis.effect.estimate import LEVEL as THEORY

LEVEL = 0.99
"""A fake start shows an effect of itself once in a hundred."""
MOST = 8
WIDEST = 4.0


def fake_starts(table: Table) -> list[Table]:
    """The days before the start, cut at fake starts: the last block first, blocks as long as the days after."""
    before = table.only(~table.is_after)
    count = len(before.place)
    block = max(min(int(table.is_after.sum()), count // 3), 1)
    found = []
    for number in range(MOST):
        end = count - number * block
        if end - block < LEAST_BEFORE:
            break
        kept = np.arange(count) < end
        cut = replace(before, is_after=np.arange(count) >= end - block)
        found.append(cut.only(kept))
    return found


def false_effect(table: Table, *, is_log: bool) -> Fit | None:
    """What the last fake start shows, where it shows an effect; None where it shows none, or cannot be tried."""
    starts = fake_starts(table)
    if not starts:
        return None
    found = fit(starts[0], is_log=is_log, level=LEVEL)
    return found if found.low > 0 or found.high < 0 else None


def widening(table: Table, *, is_log: bool) -> float:
    """How much more fake starts err than the theory says; at least 1, so that an interval is never narrower."""
    scores = []
    for start in fake_starts(table):
        found = fit(start, is_log=is_log)
        half = (found.high - found.low) / 2.0
        if half > 0:
            scores.append(found.total / half * student(THEORY, found.errors.freedom))
    if len(scores) < 2:
        return 1.5  # nothing to check the theory with: half as wide again
    return float(np.clip(np.sqrt(np.mean(np.square(scores))), 1.0, WIDEST))
