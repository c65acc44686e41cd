"""Effects that add up to a gap exactly (12.2).

Factors: LMDI-I, additive, with structure effect (Ang 2005, The LMDI approach to decomposition analysis, eq. 3-7);
zeros by their analytic limits (Ang & Liu 2007; Wood & Lenzen 2006), never by a small number in their place.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from luoxuan.analysis.drivers.estimate import apportioned

CENT = Decimal("0.01")
Pair = tuple[float, float]
"""A factor before and after."""


def log_mean(a: float, b: float) -> float:
    """(a - b) / ln(a / b); a where both are equal, 0 where one is 0."""
    if a <= 0 or b <= 0:
        return 0.0
    ratio = (a - b) / b
    # Near 1 the difference quotient loses its digits; the series of the logarithm does not.
    return a if not ratio else (a - b) / math.log1p(ratio)


def lmdi(factors: Sequence[Pair]) -> list[float]:
    """What each factor did to the product; the effects add up to its change.

    Where the product begins or ends at zero, the factors that are zero there share the change alone: the limit of
    the formula as they go to zero together.
    """
    before = math.prod(pair[0] for pair in factors)
    after = math.prod(pair[1] for pair in factors)
    if not before and not after:
        return [0.0] * len(factors)
    if before and after:
        weight = log_mean(after, before)
        return [weight * math.log(now / was) for was, now in factors]
    at = 0 if not before else 1
    dead = [not pair[at] for pair in factors]
    return [(after - before) / sum(dead) if is_dead else 0.0 for is_dead in dead]


class Side(NamedTuple):
    """A shop in one of the two: visitors where they are known, orders, amount."""

    visitors: float | None
    orders: float
    amount: float


class Effect(NamedTuple):
    """One factor: its level where it has one, and what it did."""

    name: str
    before: float | None
    after: float | None
    effect: float


Sides = Mapping[str, tuple[Side, Side]]


def factors(shops: Sides) -> list[Effect]:
    """visitors x mix x conversion x order value of the shops with visitors; orders x mix x order value of the others."""
    seen = {key: pair for key, pair in shops.items() if _has_visitors(pair)}
    unseen = {key: pair for key, pair in shops.items() if key not in seen}
    return [*_group(seen, with_visitors=True), *_group(unseen, with_visitors=False)]


def _has_visitors(pair: tuple[Side, Side]) -> bool:
    return all(side.visitors is not None for side in pair)


def _group(shops: Sides, *, with_visitors: bool) -> list[Effect]:
    if not shops:
        return []
    names: tuple[str, ...] = ("visitors", "mix", "conversion", "order_value")
    if not with_visitors:
        names = ("orders", "orders_mix", "orders_value")
    volume = [sum(_volume(pair[n], with_visitors) for pair in shops.values()) for n in (0, 1)]
    effects = [0.0] * len(names)
    for pair in shops.values():
        found = _shop_factors(pair, (volume[0], volume[1]), with_visitors=with_visitors)
        effects = [a + b for a, b in zip(effects, lmdi(found), strict=True)]
    levels = _levels(shops, (volume[0], volume[1]), with_visitors=with_visitors)
    rows = [Effect(n, *level, e) for n, level, e in zip(names, levels, effects, strict=True)]
    return [row for row in rows if len(shops) > 1 or row.before is not None or row.effect]


def _volume(side: Side, with_visitors: bool) -> float:
    return (side.visitors or 0.0) if with_visitors else side.orders


def _shop_factors(pair: tuple[Side, Side], volume: Pair, *, with_visitors: bool) -> list[Pair]:
    """The shop's amount as a product; a factor that has no value (0 of 0) is as on the other side."""
    volumes = (_volume(pair[0], with_visitors), _volume(pair[1], with_visitors))
    parts: list[tuple[float | None, float | None]] = [
        (_over(volumes[0], volume[0]), _over(volumes[1], volume[1]))
    ]
    if with_visitors:
        parts.append((_over(pair[0].orders, volumes[0]), _over(pair[1].orders, volumes[1])))
    parts.append((_over(pair[0].amount, pair[0].orders), _over(pair[1].amount, pair[1].orders)))
    return [volume, *(_told(part) for part in parts)]


def _over(above: float, below: float) -> float | None:
    return above / below if below else None


def _told(part: tuple[float | None, float | None]) -> Pair:
    before, after = part
    if before is None and after is None:
        return 1.0, 1.0
    return (
        after if before is None and after is not None else before or 0.0,
        before if after is None and before is not None else after or 0.0,
    )


def _levels(
    shops: Sides, volume: Pair, *, with_visitors: bool
) -> list[tuple[float | None, float | None]]:
    orders = [sum(pair[n].orders for pair in shops.values()) for n in (0, 1)]
    amount = [sum(pair[n].amount for pair in shops.values()) for n in (0, 1)]
    rows: list[tuple[float | None, float | None]] = [volume, (None, None)]
    if with_visitors:
        rows.append((_over(orders[0], volume[0]), _over(orders[1], volume[1])))
    return [*rows, (_over(amount[0], orders[0]), _over(amount[1], orders[1]))]


class RateSide(NamedTuple):
    """A member's numerator and denominator."""

    above: float
    below: float


def rate_effects(
    shops: Mapping[str, tuple[RateSide, RateSide]], scale: float
) -> dict[str, tuple[float, float]]:
    """Per member what its own rate did to the whole rate, and what its weight did; all add up to the change.

    Midpoint weights (Marshall-Edgeworth): the change of w x r is mean(w) dr + mean(r) dw; weights sum to 1, so any
    constant may be taken from r, and the mean rate is: growing below the mean costs.
    """
    whole = [sum(pair[n].below for pair in shops.values()) for n in (0, 1)]
    if not all(whole):
        return {}
    rows = {}
    for key, pair in shops.items():
        weight = [pair[n].below / whole[n] for n in (0, 1)]
        rates = _told((_over(pair[0].above, pair[0].below), _over(pair[1].above, pair[1].below)))
        # A rate nobody had before is as it is now; only known ones are scaled to the target.
        was = rates[0] * scale if pair[0].below else rates[0]
        rows[key] = (weight[0], weight[1], was, rates[1] if pair[1].below else was)
    middle = sum((w0 * r0 + w1 * r1) / 2 for w0, w1, r0, r1 in rows.values())
    return {
        key: ((w0 + w1) / 2 * (r1 - r0), ((r0 + r1) / 2 - middle) * (w1 - w0))
        for key, (w0, w1, r0, r1) in rows.items()
    }


def exact(values: Sequence[float], total: Decimal, step: Decimal = CENT) -> list[Decimal]:
    """The values in whole steps that add up to the total; what floating point lost goes to the largest."""
    if not values:
        return []
    parts = [Fraction(value) / Fraction(step) for value in values]
    largest = max(range(len(parts)), key=lambda n: abs(parts[n]))
    parts[largest] += Fraction(total) / Fraction(step) - sum(parts, Fraction(0))
    return [n * step for n in apportioned(parts)]


def split(total: Decimal, weights: Sequence[Decimal], step: Decimal = CENT) -> list[Decimal]:
    """The total in proportion to the weights, in whole steps that add up to it; evenly where they are all 0."""
    parts = [Fraction(weight) for weight in weights]
    whole = sum(parts, Fraction(0))
    shares = [part / whole for part in parts] if whole else None
    shares = shares or [Fraction(1, len(weights))] * len(weights)
    return [n * step for n in apportioned([s * Fraction(total) / Fraction(step) for s in shares])]


def rounded(value: Decimal, step: Decimal = CENT) -> Decimal:
    """To whole steps."""
    return value.quantize(step, rounding=ROUND_HALF_EVEN)
