"""Non-negative weights that sum to one, by least squares (Abadie, Diamond & Hainmueller 2010, eq. 2)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS = 2_000
TINY = 1e-9
LEAST = 0.01
"""A weight below one percent is set to zero: nobody can explain it."""


def simplex_weights(wanted: Floats, controls: Floats) -> Floats:
    """The weights of the control columns that come nearest to `wanted`: accelerated projected gradient (FISTA)."""
    count = controls.shape[1]
    if count == 1:
        return np.ones(1)
    gram, cross = controls.T @ controls, controls.T @ wanted
    step = 1.0 / max(float(np.linalg.eigvalsh(gram)[-1]), TINY)
    here = ahead = np.full(count, 1.0 / count)
    pace = 1.0
    for _ in range(STEPS):
        found = projected(ahead - step * (gram @ ahead - cross))
        faster = (1.0 + (1.0 + 4.0 * pace * pace) ** 0.5) / 2.0
        ahead = found + (pace - 1.0) / faster * (found - here)
        moved = float(np.abs(found - here).max())
        here, pace = found, faster
        if moved < TINY:
            break
    here = np.where(here < LEAST, 0.0, here)
    return np.asarray(here / here.sum())


def projected(point: Floats) -> Floats:
    """The nearest point of the simplex (Duchi et al. 2008, figure 1)."""
    falling = np.sort(point)[::-1]
    summed = np.cumsum(falling) - 1.0
    places = np.arange(1, len(point) + 1)
    last = np.nonzero(falling - summed / places > 0)[0][-1]
    return np.asarray(np.maximum(point - summed[last] / (last + 1.0), 0.0))
