"""Shares that add up to one, and factors whose effects add up to the change (9.4).

Factors: the Shapley value of a product of factors (Shapley 1953; for decomposition Ang, Liu & Chew 2003): each
factor's effect is the mean, over all orders in which the factors could have changed, of what its change does.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import factorial, prod
from typing import NamedTuple

STEP = Decimal("0.0001")


class Move(NamedTuple):
    """One member in both periods."""

    member: tuple[str, ...]
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """after - before."""
        return self.after - self.before


def moves(
    before: Mapping[tuple[str, ...], Decimal], after: Mapping[tuple[str, ...], Decimal]
) -> list[Move]:
    """Every member of either period, biggest change first; who is missing in one had nothing there."""
    members = sorted({*before, *after})
    found = [Move(m, before.get(m, Decimal(0)), after.get(m, Decimal(0))) for m in members]
    return sorted(found, key=lambda move: (-abs(move.change), move.member))


def shares(changes: Sequence[Decimal], step: Decimal = STEP) -> list[Decimal] | None:
    """Each change over their sum in whole steps; they add up to exactly 1. None where the sum is 0."""
    total = sum(changes, Decimal(0))
    if not total:
        return None
    units = int(1 / step)
    return [n * step for n in apportioned([Fraction(c) / Fraction(total) * units for c in changes])]


def apportioned(exact: Sequence[Fraction]) -> list[int]:
    """Whole numbers near the exact ones with the same (whole) sum: largest remainder, first come first served."""
    floors = [value.numerator // value.denominator for value in exact]
    left = int(sum(exact, Fraction(0))) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda n: (floors[n] - exact[n], n))
    for n in by_remainder[:left]:
        floors[n] += 1
    return floors


def effects(
    before: Sequence[Fraction], after: Sequence[Fraction], step: Decimal = STEP
) -> list[Decimal]:
    """What the change of each factor did to the product, in whole steps that add up to its change exactly."""
    exact = shapley(before, after)
    unit = Fraction(step)
    change = sum(exact, Fraction(0)) / unit
    if change.denominator != 1:
        raise ValueError("The product's change must be a whole number of steps.")
    return [n * step for n in apportioned([effect / unit for effect in exact])]


def shapley(before: Sequence[Fraction], after: Sequence[Fraction]) -> list[Fraction]:
    """The exact Shapley effects of the factors of a product."""
    found = [Fraction(0)] * len(before)
    for order in permutations(range(len(before))):
        state = list(before)
        for n in order:
            was = prod(state)
            state[n] = after[n]
            found[n] += prod(state) - was
    return [effect / factorial(len(before)) for effect in found]
