"""What a node comes to from its children, and what a child must be for its parent (6.6)."""

from collections.abc import Sequence
from decimal import Decimal
from math import prod

Known = Decimal | None
LARGEST_GAP = Decimal("0.001")
"""Of the target: whole visitors times a rate never meet a sum of money to the cent."""


def result(formula: str, values: Sequence[Known]) -> Known:
    """The formula over the children's values in their order; None where one is unknown or nothing is below."""
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    if formula == "sum":
        return sum(known, Decimal(0))
    if formula == "product":
        return prod(known, start=Decimal(1))
    if formula == "difference":
        return known[0] - sum(known[1:], Decimal(0))
    if formula == "ratio" and len(known) > 1 and known[1]:
        return known[0] / known[1]
    return None


def is_agreed(formula: str, own: Decimal, from_children: Decimal) -> bool:
    """Whether parent and children say the same: exactly for sums, within a thousandth where rates are multiplied."""
    if formula in {"sum", "difference"}:
        return own == from_children
    return abs(own - from_children) <= LARGEST_GAP * max(abs(own), abs(from_children))


def first_for(formula: str, wanted: Decimal, others: Sequence[Decimal]) -> Known:
    """What the child that gives way must be, the others staying: None where no value does it."""
    if formula == "sum":
        return wanted - sum(others, Decimal(0))
    if formula == "difference":
        return wanted + sum(others, Decimal(0))
    if formula == "product":
        rest = prod(others, start=Decimal(1))
        return wanted / rest if rest else None
    if formula == "ratio" and others:
        return wanted * others[0]
    return None
