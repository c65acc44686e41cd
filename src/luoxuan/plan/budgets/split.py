"""A year's money over its months, to the cent."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

CENT = Decimal("0.01")
MONTHS = 12


def split_exact(amount: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Parts in proportion to the weights that add up to the amount exactly; no weight at all: equal parts.

    What is left after rounding down goes, cent by cent, to the parts that lost most (largest remainder).
    """
    if not weights:
        raise ValueError("Give at least one weight.")
    if any(weight < 0 for weight in weights):
        raise ValueError("A weight is zero or more.")
    if amount != amount.quantize(CENT):
        raise ValueError(f"{amount} has parts of a cent.")
    shares = [Decimal(weight) for weight in weights]
    if not any(shares):
        shares = [Decimal(1)] * len(shares)
    total = sum(shares, Decimal(0))
    exact = [amount * share / total for share in shares]
    parts = [one.quantize(CENT, rounding=ROUND_FLOOR) for one in exact]
    left = int(((amount - sum(parts, Decimal(0))) / CENT).to_integral_value())
    lost = sorted(
        (n for n in range(len(parts)) if shares[n]),
        key=lambda n: (parts[n] - exact[n], n),
    )
    for turn in range(left):
        parts[lost[turn % len(lost)]] += CENT
    return parts


def months_split(
    amount: Decimal, weights: Sequence[Decimal | int] = (1,) * MONTHS
) -> list[Decimal]:
    """A year's amount over its twelve months."""
    if len(weights) != MONTHS:
        raise ValueError("Give twelve weights.")
    return split_exact(amount, weights)
