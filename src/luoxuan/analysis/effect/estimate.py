"""What would have been without the action, and how far from it the days came (12.4).

The treated series less its synthetic control (non-negative weights that sum to one, fixed level: Abadie et al. 2010; Doudchenko &
Imbens 2016) is regressed on the weekday before the start, and the regression says what was to be expected after it (time-based
regression: Kerman, Wang & Vaver 2017). Without controls the series itself is regressed. In logarithms where everything is positive.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from luoxuan.analysis.effect.errors import Errors, errors_of, standard_error, student
from luoxuan.analysis.effect.weights import simplex_weights

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
LEVEL = 0.90
"""Kerman et al. report 90 % intervals; one side of it is the 95 % on which a decision rests."""
LEAST_BEFORE, LEAST_AFTER = 21, 5
"""Three weeks to learn the weekdays from; five days to say anything of."""
WEEKDAYS_FROM = 28
"""Four of each weekday before their levels are told apart."""


@dataclass(frozen=True)
class Table:
    """Days in rows. `place` counts calendar days, so that a left-out day leaves a gap."""

    place: Floats
    weekday: Floats
    treated: Floats
    controls: Floats
    """One column per control; no column without."""
    size: Floats
    """How much a day weighs in the result: 1, or the denominator of a ratio."""
    is_after: Mask

    def only(self, kept: Mask) -> "Table":
        """The same of some days."""
        return Table(
            self.place[kept], self.weekday[kept], self.treated[kept],
            self.controls[kept], self.size[kept], self.is_after[kept],
        )  # fmt: skip


class Fit(NamedTuple):
    """The expectation and the effect: sums over the days after the start."""

    expected: Floats
    """Of every day, before and after."""
    actual_sum: float
    expected_sum: float
    total: float
    low: float
    high: float
    day_low: Floats
    day_high: Floats
    weights: Floats
    errors: Errors
    explained: float
    """Share of the treated shops' daily variance before the start that the expectation explains."""


def fit(table: Table, *, is_log: bool, widened: float = 1.0, level: float = LEVEL) -> Fit:
    """The effect of the days after the start; `widened` is how much wider than the theory the interval must be."""
    model = _model(table, is_log=is_log)
    before, after = ~table.is_after, table.is_after
    beta = np.linalg.pinv(model.design[before]) @ model.wanted[before]
    residuals = model.wanted - model.design @ beta
    errors = errors_of(residuals[before], model.spread[before], table.place[before])
    fitted = model.base + model.design @ beta
    smear = float(np.exp(residuals[before]).mean()) if is_log else 1.0  # Duan 1983
    expected = np.exp(fitted) * smear if is_log else fitted
    share = table.size[after] * (expected[after] if is_log else 1.0)
    weights = _error_weights(model.spread, table, share / share.sum())
    quantile = student(level, errors.freedom) * widened
    spread = standard_error(errors, weights, table.place) * quantile
    actual = float(table.size[after] @ table.treated[after])
    due = float(table.size[after] @ expected[after])
    low, high = _bounds(actual, due, spread, is_log=is_log, size=float(table.size[after].sum()))
    return Fit(
        expected, actual, due, actual - due, low, high,
        *_band(expected, errors.sigma * quantile, is_log=is_log), model.weights, errors,
        _explained(table, expected, before),
    )  # fmt: skip


class _Model(NamedTuple):
    wanted: Floats
    """The treated series less its synthetic control, or the series itself."""
    base: Floats
    """The synthetic control."""
    design: Floats
    spread: Floats
    """The design, and the controls the weights were chosen from: choosing costs certainty too."""
    weights: Floats


def _model(table: Table, *, is_log: bool) -> _Model:
    treated = np.log(table.treated) if is_log else table.treated
    design = _calendar(table)
    if not table.controls.shape[1]:
        return _Model(treated, np.zeros_like(treated), design, design, np.zeros(0))
    before = ~table.is_after
    controls = np.log(table.controls) if is_log else _scaled(table, before)
    hat = design[before] @ np.linalg.pinv(design[before])
    weights = simplex_weights(
        treated[before] - hat @ treated[before], controls[before] - hat @ controls[before]
    )
    base = controls @ weights
    used = np.nonzero(weights)[0]
    against = controls[:, used[1:]] - controls[:, [used[0]]]
    return _Model(treated - base, base, design, np.hstack([design, against]), weights)


def _calendar(table: Table) -> Floats:
    """A level, and one more for each weekday where there are days enough."""
    ones = np.ones((len(table.place), 1))
    if int((~table.is_after).sum()) < WEEKDAYS_FROM:
        return ones
    met = np.unique(table.weekday[~table.is_after])[1:]
    return np.hstack([ones, (table.weekday[:, None] == met[None, :]).astype(np.float64)])


def _scaled(table: Table, before: Mask) -> Floats:
    """Controls at the size of the treated shops, so that weights mean the same in all of them."""
    means = table.controls[before].mean(axis=0)
    means = np.where(np.abs(means) > 0, means, 1.0)
    return np.asarray(table.controls * (table.treated[before].mean() / means))


def _error_weights(design: Floats, table: Table, share: Floats) -> Floats:
    """How each day's error enters the error of the mean after the start."""
    after = table.is_after
    weights = np.zeros(len(after))
    weights[~after] = -np.linalg.pinv(design[~after]).T @ (share @ design[after])
    weights[after] = share
    return weights


def _bounds(
    actual: float, due: float, spread: float, *, is_log: bool, size: float
) -> tuple[float, float]:
    if is_log:
        return actual - due * float(np.exp(spread)), actual - due * float(np.exp(-spread))
    return actual - due - spread * size, actual - due + spread * size


def _band(expected: Floats, one: float, *, is_log: bool) -> tuple[Floats, Floats]:
    """Where a single day is to be expected."""
    if is_log:
        return expected * np.exp(-one), expected * np.exp(one)
    return expected - one, expected + one


def _explained(table: Table, expected: Floats, before: Mask) -> float:
    treated = table.treated[before]
    whole = float(((treated - treated.mean()) ** 2).sum())
    left = float(((treated - expected[before]) ** 2).sum())
    return 1.0 - left / whole if whole > 0 else 1.0
