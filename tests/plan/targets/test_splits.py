"""Splits add up exactly at every level."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.plan.targets import splits

CENT = Decimal("0.01")
totals = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=31)


@given(totals, weights, st.sampled_from([CENT, Decimal(1), splits.RATE_STEP]))
def test_parts_add_up_to_the_total_and_lie_within_a_step_of_their_share(units, given_weights, step):
    total = units * step
    parts = splits.apportioned(total, given_weights, step)
    assert sum(parts) == total
    whole = sum(given_weights)
    if whole:
        for part, weight in zip(parts, given_weights, strict=True):
            assert abs(part - total * weight / whole) < step * Decimal("1.0001")


@pytest.mark.clause("6.4")
@given(
    st.integers(0, 10**11),
    st.integers(2024, 2027),
    st.lists(st.integers(0, 5000), min_size=366, max_size=366),
)
def test_a_year_adds_up_over_quarters_months_and_days_to_the_cent(cents, year, season):
    total = cents * CENT
    months = splits.year_split(total, splits.month_weights(year, season), CENT)
    assert sum(months) == total
    quarter_weights = splits.month_weights(year, season)
    quarters = splits.apportioned(
        total, [sum(quarter_weights[n] for n in q) for q in splits.QUARTERS], CENT
    )
    for quarter, at in zip(quarters, splits.QUARTERS, strict=True):
        assert sum(months[n] for n in at) == quarter
    days = {}
    for n, value in enumerate(months):
        found = splits.month_split(value, date(year, n + 1, 1), season, CENT)
        assert sum(found.values()) == value
        days |= found
    assert list(days) == splits.year_days(year)
    assert sum(days.values()) == total


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(ValueError, match="whole number"):
        splits.apportioned(Decimal("0.005"), [1, 1], CENT)


def test_a_heavy_day_gets_more():
    season = [1] * 365
    season[314] = 9  # 11 November
    days = splits.month_split(Decimal("380.00"), date(2026, 11, 1), season, CENT)
    assert days[date(2026, 11, 11)] == Decimal("90.00")
    assert days[date(2026, 11, 12)] == Decimal("10.00")
