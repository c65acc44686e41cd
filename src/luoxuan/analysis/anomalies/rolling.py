"""Windows over the days before, and their medians, without a loop over days."""

import numpy as np
import numpy.typing as npt

from luoxuan.analysis.anomalies.seasons import Seasons

Numbers = npt.NDArray[np.float64]
NAN = float("nan")


def windows(rows: Numbers, width: int, *, ahead: int = -1) -> Numbers:
    """For each day the `width` days that end `ahead` days after it; -1: the day before. nan beyond the ends."""
    before, after = width - 1 - ahead, max(ahead, 0)
    padded = np.pad(rows, ((0, 0), (before, after)), constant_values=NAN)
    found = np.lib.stride_tricks.sliding_window_view(padded, width, axis=1)
    return found[:, : rows.shape[1]]


def before_each(quiet: Numbers, seasons: Seasons) -> Numbers:
    """From ordinary days (and one column more, for the day after the last) back to all days.

    What stands at an ordinary day is made of the ordinary days before it; a day of an event takes that of the next one.
    """
    place = np.concatenate([[0], np.cumsum(~seasons.event)[:-1]])
    return quiet[:, place]


def shifted(rows: Numbers, days: int) -> Numbers:
    """Each day gets the number of `days` before it."""
    moved = np.full_like(rows, NAN)
    if days < rows.shape[1]:
        moved[:, days:] = rows[:, : rows.shape[1] - days]
    return moved


def median(values: Numbers) -> Numbers:
    """The median along the last axis of what is known: sorted once, nan stands at the end."""
    if not values.size:
        return np.full(values.shape[:-1], NAN)
    ordered = np.sort(values, axis=-1)
    known = np.count_nonzero(~np.isnan(ordered), axis=-1)
    low = np.maximum((known - 1) // 2, 0)[..., None]
    high = np.minimum(known // 2, values.shape[-1] - 1)[..., None]
    middle = np.take_along_axis(ordered, low, -1) + np.take_along_axis(ordered, high, -1)
    found: Numbers = np.where(known > 0, middle[..., 0] / 2, NAN)
    return found
