"""How wrong a forecast out of autocorrelated residuals is (AR(1); Greene, Econometric Analysis, ch. 20)."""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_PHI = 0.95


class Errors(NamedTuple):
    """What the residuals before the start say: spread of one day, memory from day to day, degrees of freedom."""

    sigma: float
    phi: float
    freedom: float


def errors_of(residuals: Floats, design: Floats, places: Floats) -> Errors:
    """Spread and memory of residuals of a least-squares fit; both are corrected for what the fit took away."""
    phi = memory(residuals, places, design.shape[1])
    maker = np.eye(len(residuals)) - design @ np.linalg.pinv(design)
    spread = maker @ correlations(places, phi)
    trace = float(np.trace(spread))
    sigma = float(np.sqrt(max(float(residuals @ residuals), 0.0) / trace)) if trace > 0 else 0.0
    # Satterthwaite: the sum of squares is a scaled chi-square of so many degrees.
    freedom = trace**2 / float(np.trace(spread @ spread)) if trace > 0 else 3.0
    return Errors(sigma, phi, max(freedom, 3.0))


def memory(residuals: Floats, places: Floats, parameters: int) -> float:
    """Autocorrelation of one day to the next, corrected for the bias of a short series (Kendall 1954); never below 0."""
    pairs = np.nonzero(np.diff(places) == 1)[0]
    total = float(residuals @ residuals)
    if len(pairs) < 8 or total <= 0:  # too few neighbours to learn a memory from
        return 0.0
    mean = total / len(residuals)
    raw = float(residuals[pairs] @ residuals[pairs + 1]) / len(pairs) / mean
    corrected = raw + (1.0 + 3.0 * raw + parameters / 2.0 * (1.0 + raw)) / len(pairs)
    return min(max(corrected, 0.0), MOST_PHI)


def correlations(places: Floats, phi: float) -> Floats:
    """Correlation of every two days."""
    apart = np.abs(places[:, None] - places[None, :])
    return np.asarray(np.where(apart == 0, 1.0, np.power(phi, apart)))


def standard_error(errors: Errors, weights: Floats, places: Floats) -> float:
    """Spread of a weighted sum of the days' errors."""
    variance = float(weights @ correlations(places, errors.phi) @ weights)
    return errors.sigma * float(np.sqrt(max(variance, 0.0)))


def student(level: float, freedom: float) -> float:
    """Student's two-sided quantile (Abramowitz & Stegun 26.7.5); within 0.01 for 3 degrees and more."""
    z = NormalDist().inv_cdf(0.5 + level / 2.0)
    n = max(freedom, 3.0)
    terms = (
        (z**3 + z) / 4.0,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96.0,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384.0,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160.0,
    )
    return z + sum(term / n ** (power + 1) for power, term in enumerate(terms))
