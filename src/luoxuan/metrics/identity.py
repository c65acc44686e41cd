"""Customers only where the platform lets them be known: the covered share, and no cost without it (9.1)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from luoxuan.metrics import reasons
from luoxuan.metrics.figures import RATIO, Frame, Lookup, divide
from luoxuan.metrics.question import Figure

NEEDED = ("orders_identified", "orders_paid")
LEAST_KNOWN = Decimal("0.8")
"""Below this share of identified orders a cost per customer says nothing: all the spend, part of the customers."""


def with_identity(figure: Figure, frame: Frame, lookup: Lookup) -> Figure:
    """The figure with the share of orders whose buyer is known; without a value where that share forbids it."""
    orders, identified = (_sum(name, frame, lookup) for name in reversed(NEEDED))
    share = divide(identified, orders, RATIO) if orders else None
    coverage = replace(figure.coverage, identity=share)
    figure = replace(figure, coverage=coverage)
    if share == 0:
        reason = reasons.MASKED.fill(orders=orders)
        return replace(figure, value=None, currency=None, by_currency={}, reason=reason)
    if share is None or figure.value is None:
        return figure
    if figure.metric == "cac" and share < LEAST_KNOWN:
        reason = reasons.TOO_FEW_KNOWN.fill(share=share)
        return replace(figure, value=None, currency=None, by_currency={}, reason=reason)
    return figure


def _sum(measure: str, frame: Frame, lookup: Lookup) -> int:
    found: list[Mapping[str, object]] = [lookup(measure, shop) or {} for shop in frame.shops]
    return sum(int(str(value)) for row in found for value in row.values() if value is not None)
