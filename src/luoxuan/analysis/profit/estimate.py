"""Shares out of sums (6.6)."""

from decimal import ROUND_HALF_EVEN, Decimal

RATIO = Decimal("0.000001")
NOTHING = Decimal(0)


def over(above: Decimal, below: Decimal) -> Decimal | None:
    """above / below; None where there is nothing to divide by."""
    return (above / below).quantize(RATIO, rounding=ROUND_HALF_EVEN) if below > 0 else None
