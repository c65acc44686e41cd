"""Least squares in blocks of two weeks: small enough for one core each, and their running sums are the fits of earlier days (6.7). Pure."""

from dataclasses import dataclass

import numpy as np

from luoxuan.analysis.outlook.design import Floats

DAYS = 14
"""Of a block. A library that splits one product over several busy cores waits for the slowest: small products stay on one."""


@dataclass(frozen=True)
class Blocks:
    """The rows of a matrix, in blocks; days nobody knows weigh nothing."""

    rows: Floats
    """blocks x DAYS x columns."""
    target: Floats
    """blocks x DAYS."""
    is_known: Floats
    """1 where the day is known."""
    count: int
    """Of days without the padding."""

    @property
    def width(self) -> int:
        """Of columns."""
        return int(self.rows.shape[2])

    def fitted(self, beta: Floats) -> Floats:
        """rows @ beta, by day."""
        return np.asarray(np.matmul(self.rows, beta).reshape(-1)[: self.count])

    def sums(self, weights: Floats) -> tuple[Floats, Floats]:
        """X'WX and X'Wy of each block."""
        whole = np.zeros(self.target.size)
        whole[: self.count] = weights
        weighted = self.rows * (whole.reshape(self.target.shape) * self.is_known)[:, :, None]
        turned = weighted.transpose(0, 2, 1)
        right = np.matmul(turned, self.target[:, :, None])[:, :, 0]
        return np.matmul(turned, self.rows), right


def blocks_of(matrix: Floats, target: Floats) -> Blocks:
    """The matrix cut into blocks; nan in the target is a day nobody knows."""
    count, width = matrix.shape
    padded = -(-count // DAYS) * DAYS
    rows, right = np.zeros((padded, width)), np.zeros(padded)
    known = np.isfinite(target)
    rows[:count], right[:count] = matrix, np.where(known, target, 0.0)
    mask = np.zeros(padded)
    mask[:count] = known
    shape = (padded // DAYS, DAYS)
    return Blocks(rows.reshape(*shape, width), right.reshape(shape), mask.reshape(shape), count)


def solved(gram: Floats, right: Floats, penalty: Floats) -> Floats:
    """The coefficients under a penalty per column, by Cholesky's factor; column by column, which stays on one core."""
    factor = gram.copy()
    factor[np.diag_indices_from(factor)] += penalty
    width = len(penalty)
    for n in range(width):
        factor[n:, n] -= factor[n:, :n] @ factor[n, :n]
        factor[n:, n] /= np.sqrt(factor[n, n])
    found = right.copy()
    for n in range(width):
        found[n] /= factor[n, n]
        found[n + 1 :] -= found[n] * factor[n + 1 :, n]
    for n in range(width - 1, -1, -1):
        found[n] = (found[n] - factor[n + 1 :, n] @ found[n + 1 :]) / factor[n, n]
    return np.asarray(found)
