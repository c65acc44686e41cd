"""What happened: how many orders each shop had on each day, and the orders, the same for the same seed."""

import math
import random

from luoxuan.demo.brand import SHOPS, Shop
from luoxuan.demo.orders import Order
from luoxuan.demo.problems import Problems
from luoxuan.demo.shopping import Shopping
from luoxuan.demo.window import Window, demand


def trade(window: Window, problems: Problems, *, seed: int, orders: int) -> dict[str, list[Order]]:
    """All orders by shop key, in order of creation; exactly `orders` in total."""
    brushed = problems.brushing.orders * len(problems.brushing.nights)
    counts = _orders_per_day(window, problems, seed, orders - brushed)
    return {
        shop.key: Shopping(window, problems, shop, seed).orders(counts[shop.key]) for shop in SHOPS
    }


def expected_share(problems: Problems, shop: Shop, day: int) -> float:
    """The share of the usual orders that the planted break of the conversion leaves."""
    broken = problems.conversion_break
    return broken.factor if shop.key == broken.shop and broken.first <= day <= broken.last else 1.0


def _orders_per_day(
    window: Window, problems: Problems, seed: int, orders: int
) -> dict[str, list[int]]:
    """Orders of every shop and day; the rounding is carried forward so that the total is exact."""
    rng = random.Random(f"{seed}/days")
    weights = {
        shop.key: [
            _weight(window, shop, n, rng) * problems.year.orders_share(shop.key, n)
            for n in range(window.length)
        ]
        for shop in SHOPS
    }
    total = sum(map(sum, weights.values()))
    counts: dict[str, list[int]] = {}
    carry = 0.0
    for shop in SHOPS:
        counts[shop.key] = []
        for day, weight in enumerate(weights[shop.key]):
            carry += weight / total * orders
            taken = math.floor(carry + 1e-6)
            carry -= taken
            counts[shop.key].append(round(taken * expected_share(problems, shop, day)))
    _top_up(counts, orders)
    return counts


def _top_up(counts: dict[str, list[int]], orders: int) -> None:
    """Orders a problem prevented are spread over the first days, so that the total stays exact."""
    missing = orders - sum(map(sum, counts.values()))
    shops = list(counts)
    for n in range(missing):
        counts[shops[n % len(shops)]][n // len(shops)] += 1


def _weight(window: Window, shop: Shop, day: int, rng: random.Random) -> float:
    growth = math.pow(shop.growth, day / window.length - 0.5)
    return shop.share * growth * demand(window.day(day)) * math.exp(rng.gauss(0, 0.07))
