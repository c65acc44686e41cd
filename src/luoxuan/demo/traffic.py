"""Visitors of the Tmall shop, grown from what was sold: one story with the orders."""

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from luoxuan.demo.brand import SHOP, Sku
from luoxuan.demo.orders import Order
from luoxuan.demo.problems import Problems
from luoxuan.demo.trade import expected_share
from luoxuan.demo.window import DAY, Window, demand

CONVERSION = 0.028
PEAK_CONVERSION = 0.041
"""On 618 and 双11 people come to buy."""
DETAIL_PAGES = 1.35
"""Product visitors over shop visitors: a visitor looks at more than one product."""


class Sales(NamedTuple):
    """What was ordered and paid on a day, of the shop or of one product; money in fen."""

    buyers: int = 0
    orders: int = 0
    units: int = 0
    paid: int = 0
    ordered_buyers: int = 0
    ordered_units: int = 0
    ordered: int = 0
    refunded: int = 0


class Visits(NamedTuple):
    """A day's visitors and sales, of the shop or of one product."""

    visitors: int
    sales: Sales


class Traffic(NamedTuple):
    """Visits by day: of the shop, and of each product."""

    shop: list[Visits]
    products: dict[int, list[Visits]]


def traffic(
    window: Window, problems: Problems, orders: Iterable[Order], skus: tuple[Sku, ...], seed: int
) -> Traffic:
    """Visitors that explain the sales; where a problem broke the conversion they come as ever."""
    rng = random.Random(f"{seed}/visits")
    sales = _sales(orders)
    shop = SHOP["taobao"]
    days = []
    for day in range(window.length):
        sold = sales[None, day].frozen()
        share = expected_share(problems, shop, day)
        usual = sold.buyers / (share * problems.year.conversion_share(shop.key, day))
        rate = PEAK_CONVERSION if demand(window.day(day)) > 1.8 else CONVERSION
        days.append(Visits(round(usual / (rate * rng.uniform(0.94, 1.06))) + 40, sold))
    return Traffic(days, _products(days, sales, skus, rng))


def _products(
    days: list[Visits], sales: "Tallies", skus: tuple[Sku, ...], rng: random.Random
) -> dict[int, list[Visits]]:
    weights: dict[int, float] = defaultdict(float)
    for sku in skus:
        weights[sku.product] += sku.weight
    total = sum(weights.values())
    return {
        product: [
            _product_visits(
                shop.visitors * DETAIL_PAGES * weight / total * rng.uniform(0.9, 1.1),
                sales[product, day].frozen(),
            )
            for day, shop in enumerate(days)
        ]
        for product, weight in weights.items()
    }


def _product_visits(visitors: float, sold: Sales) -> Visits:
    return Visits(max(round(visitors), 3 * sold.buyers + 2), sold)


class Tally:
    """Sales while they are counted."""

    def __init__(self) -> None:
        self.buyers: set[int] = set()
        self.ordered_buyers: set[int] = set()
        self.orders = self.units = self.paid = 0
        self.ordered_units = self.ordered = self.refunded = 0

    def frozen(self) -> Sales:
        """The count."""
        return Sales(
            buyers=len(self.buyers),
            orders=self.orders,
            units=self.units,
            paid=self.paid,
            ordered_buyers=len(self.ordered_buyers),
            ordered_units=self.ordered_units,
            ordered=self.ordered,
            refunded=self.refunded,
        )


Tallies = dict[tuple[int | None, int], Tally]
"""By product (None for the shop) and day."""


def _sales(orders: Iterable[Order]) -> Tallies:
    tallies: Tallies = defaultdict(Tally)
    for order in orders:
        for line in order.lines:
            _count(tallies, order, (line.sku.product,), line.quantity, line.paid)
        _count(tallies, order, (None,), sum(line.quantity for line in order.lines), order.total)
        refund = order.refund
        if refund and refund.refunded:
            product = order.lines[refund.line].sku.product
            for key in (None, product):
                tallies[key, refund.refunded // DAY].refunded += refund.amount
    return tallies


def _count(
    tallies: Tallies, order: Order, keys: tuple[int | None, ...], units: int, amount: int
) -> None:
    for key in keys:
        asked = tallies[key, order.created // DAY]
        asked.ordered_buyers.add(order.buyer)
        asked.ordered_units += units
        asked.ordered += amount
        if order.paid is not None:
            done = tallies[key, order.paid // DAY]
            done.buyers.add(order.buyer)
            done.orders += len(order.lines) if key is None else 1
            done.units += units
            done.paid += amount
