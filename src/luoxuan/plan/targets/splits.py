"""Splitting a target so that the parts add up to it exactly: year > quarter > month > day (6.4)."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

STEPS = {"money": Decimal("0.01"), "count": Decimal(1)}
RATE_STEP = Decimal("0.000001")
QUARTERS = tuple(tuple(range(first, first + 3)) for first in (0, 3, 6, 9))
DAY = timedelta(days=1)


def step_of(unit: str, *, is_rate: bool = False) -> Decimal:
    """The smallest step a target is written in: a cent, a piece, a millionth."""
    if is_rate and unit == "money":
        return STEPS["money"]
    return RATE_STEP if is_rate else STEPS.get(unit, RATE_STEP)


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """The value in whole steps."""
    return value.quantize(step, rounding=ROUND_HALF_EVEN)


def apportioned(total: Decimal, weights: Sequence[int | Decimal], step: Decimal) -> list[Decimal]:
    """Parts in whole steps in proportion to the weights that add up to the total exactly.

    Largest remainder (Hamilton; Balinski & Young 1982), first come first served. Weights that are all zero are taken as equal.
    """
    if not weights:
        raise ValueError("There is nothing to split over.")
    units = total / step
    if units != units.to_integral_value():
        raise ValueError(f"{total} is not a whole number of steps of {step}.")
    whole = int(units)
    shares = [Fraction(max(weight, 0)) for weight in weights]
    if not sum(shares):
        shares = [Fraction(1)] * len(shares)
    exact = [share / sum(shares) * abs(whole) for share in shares]
    parts = [value.numerator // value.denominator for value in exact]
    left = abs(whole) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_remainder[:left]:
        parts[n] += 1
    sign = -1 if whole < 0 else 1
    return [sign * part * step for part in parts]


def year_days(year: int) -> list[date]:
    """Every day of the year."""
    first = date(year, 1, 1)
    return [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]


def month_weights(year: int, season: Sequence[int]) -> list[int]:
    """The season's weight of each month; by its days where no season was learned."""
    found = [0] * 12
    for day, weight in zip(year_days(year), season or [1] * 366, strict=False):
        found[day.month - 1] += weight
    return found


def year_split(total: Decimal, weights: Sequence[int | Decimal], step: Decimal) -> list[Decimal]:
    """Twelve months: first the quarters, then the months of each, so that every level adds up."""
    quarters = apportioned(total, [sum(weights[n] for n in months) for months in QUARTERS], step)
    return [
        part
        for quarter, months in zip(quarters, QUARTERS, strict=True)
        for part in apportioned(quarter, [weights[n] for n in months], step)
    ]


def month_split(
    total: Decimal, month: date, season: Sequence[int], step: Decimal
) -> dict[date, Decimal]:
    """The days of the month by the season's weights; alike where no season was learned."""
    days = [month.replace(day=n + 1) for n in range(monthrange(month.year, month.month)[1])]
    start = month.timetuple().tm_yday - 1
    weights = list(season[start : start + len(days)]) or [1] * len(days)
    return dict(zip(days, apportioned(total, weights, step), strict=True))


def rest_split(rest: Decimal, weights: Sequence[int | Decimal], step: Decimal) -> list[Decimal]:
    """What is left of a year over the months that are left."""
    return apportioned(rest, weights, step)
