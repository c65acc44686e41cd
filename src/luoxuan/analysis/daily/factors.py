"""Sales as visitors times orders per visitor times order value: how much of the change each is (9.4)."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from luoxuan.analysis.daily.query import Book
from luoxuan.analysis.drivers import estimate
from luoxuan.analysis.drivers.answer import Factor
from luoxuan.metrics.period import Period

WITH_VISITORS = ("visitor_days", "orders_per_visitor", "order_value")
WITHOUT = ("orders_without_visitors", "order_value")
"""Shops whose visitors are not known have two factors."""
Pair = tuple[list[Fraction], list[Fraction]]


def factors(book: Book, period: Period, before: Period) -> tuple[Factor, ...]:
    """Effects added over the shops; levels of the factors are those of the shops they speak of."""
    effects: dict[str, Decimal] = defaultdict(Decimal)
    levels: dict[str, Pair] = {}
    for shop in book.shops:
        names, was, now = _of_shop(book, shop, before, period)
        if not names:
            continue
        for name, effect in zip(names, estimate.effects(was, now), strict=True):
            effects[name] += effect
        for name, pair in zip(names, zip(was, now, strict=True), strict=True):
            levels.setdefault(name, ([], []))
            levels[name][0].append(pair[0])
            levels[name][1].append(pair[1])
    return tuple(
        Factor(name, _level(name, levels[name][0]), _level(name, levels[name][1]), effect)
        for name, effect in effects.items()
    )


def _of_shop(
    book: Book, shop: str, before: Period, period: Period
) -> tuple[tuple[str, ...], list[Fraction], list[Fraction]]:
    """The factors of a shop in both periods; none where its sales are not known in one."""
    sides = [_counts(book, shop, each) for each in (before, period)]
    if any(sales is None for sales, _orders, _visitors in sides):
        return (), [], []
    with_visitors = all(visitors for _sales, _orders, visitors in sides)
    names = WITH_VISITORS if with_visitors else WITHOUT
    was, now = (_factors(side, with_visitors=with_visitors) for side in sides)
    return names, was, now


def _counts(
    book: Book, shop: str, period: Period
) -> tuple[Fraction | None, Fraction, Fraction | None]:
    sales, orders, visitors = (
        book.figure(name, (shop,), period) for name in ("gmv_paid", "orders_paid", "visitor_days")
    )
    in_currency = sales.value is not None and sales.currency == book.currency
    return (
        Fraction(sales.value) if in_currency and sales.value is not None else None,
        Fraction(orders.value or 0),
        None if visitors.value is None else Fraction(visitors.value),
    )


def _factors(
    side: tuple[Fraction | None, Fraction, Fraction | None], *, with_visitors: bool
) -> list[Fraction]:
    sales, orders, visitors = side
    value = (sales or Fraction(0)) / orders if orders else Fraction(0)
    if with_visitors and visitors:
        return [visitors, orders / visitors, value]
    return [orders, value]


def _level(name: str, values: list[Fraction]) -> Decimal:
    """Counts add up; of rates the plain mean of the shops is shown, the effects carry the weights."""
    total = sum(values, Fraction(0))
    if name not in {"visitor_days", "orders_without_visitors"}:
        total /= len(values)
    return (Decimal(total.numerator) / Decimal(total.denominator)).quantize(Decimal("0.000001"))
