"""A year's money over its months adds up to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.plan.budgets.split import CENT, months_split, split_exact

AMOUNT = st.decimals(min_value="-1000000", max_value="1000000000", places=2)
WEIGHTS = st.lists(st.integers(0, 1000) | st.decimals(0, 100, places=3), min_size=1, max_size=40)


@given(AMOUNT, WEIGHTS)
def test_parts_add_up_exactly_and_are_within_a_cent_of_their_share(
    amount: Decimal, weights: list[Decimal | int]
) -> None:
    parts = split_exact(amount, weights)
    assert sum(parts) == amount
    total = sum(weights)
    shares = (
        [Decimal(w) / total for w in weights]
        if total
        else [Decimal(1) / len(weights)] * len(weights)
    )
    assert all(
        abs(part - amount * share) < CENT + Decimal("1e-12")
        for part, share in zip(parts, shares, strict=True)
    )
    assert all(part == part.quantize(CENT) for part in parts)


def test_a_hundred_over_twelve_months() -> None:
    parts = months_split(Decimal("100.00"))
    assert sorted(set(parts)) == [Decimal("8.33"), Decimal("8.34")]
    assert sum(parts) == 100


def test_a_month_without_weight_gets_nothing() -> None:
    assert split_exact(Decimal("0.05"), [0, 1, 0, 1]) == [0, Decimal("0.03"), 0, Decimal("0.02")]


@pytest.mark.parametrize(("amount", "weights"), [("1.001", [1]), ("1.00", []), ("1.00", [1, -1])])
def test_what_makes_no_sense_is_refused(amount: str, weights: list[int]) -> None:
    with pytest.raises(ValueError):
        split_exact(Decimal(amount), weights)
