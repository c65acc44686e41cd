"""Years of trade with known anomalies: the demo brand's, and generated ones of shops of every size."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from luoxuan.almanac import events_between
from luoxuan.analysis.anomalies.rolling import NAN, Numbers
from luoxuan.demo.brand import SHOPS
from luoxuan.demo.story import Story
from luoxuan.demo.window import DAY

LAST = date(2026, 11, 23)
WEEKDAY = np.array([0.96, 0.94, 0.95, 0.98, 1.02, 1.10, 1.08])
QUIET_START = 60
SHAPES = ((1, 0.1), (1, 0.4), (2, 0.5), (1, 1.9), (2, 2.2), (1, 3.5), (4, 0.65), (4, 1.5))
"""Days and factor of the planted anomalies: outages, viral days, prices that slipped for some days."""


@dataclass(frozen=True)
class Plant:
    """A planted anomaly: row, first and last column, factor."""

    row: int
    first: int
    last: int
    factor: float


@dataclass(frozen=True)
class KnownYear:
    """Numbers by shop and day, and what was planted in them."""

    days: tuple[date, ...]
    money: Numbers
    orders: Numbers
    plants: tuple[Plant, ...] = ()
    hidden: np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None = None
    """Days that are neither: another planted story moves them."""


def demo_year(last: date = LAST) -> KnownYear:
    """The demo brand's paid sales by shop and day, as an order export tells them."""
    story = Story(last)
    days = tuple(story.window.day(n) for n in range(story.window.length))
    money, orders = (np.zeros((len(SHOPS), len(days))) for _ in range(2))
    for row, shop in enumerate(SHOPS):
        for order in story.orders[shop.key]:
            if order.paid is not None and order.paid // DAY < len(days):
                paid = sum(line.paid for line in order.lines) + order.shipping
                money[row, order.paid // DAY] += paid / 100
                orders[row, order.paid // DAY] += 1
    row_of = {shop.key: row for row, shop in enumerate(SHOPS)}
    year = story.problems.year
    plants = tuple(
        Plant(row_of[each.shop], each.first, each.last, each.orders) for each in year.anomalies
    )
    hidden = np.zeros(money.shape, dtype=bool)
    for each in (*year.missed, *year.actions):
        rows = [row_of[each.shop]] if each.shop else list(range(len(SHOPS)))
        # A shift that stays is news for as long as the level has not followed it.
        hidden[rows, each.first : min(each.last, each.first + 24) + 22] = True
    broken = story.problems.conversion_break
    hidden[row_of[broken.shop], broken.first : broken.last + 1] = True
    for night in story.problems.brushing.nights:
        hidden[row_of[story.problems.brushing.shop], night] = True
    return KnownYear(days, money, orders, plants, hidden)


def made_year(rows: int, *, seed: int, planted: bool, last: date = LAST) -> KnownYear:
    """A generated year: sizes from 1 to 2,000 orders a day, weekdays, events, growth, noise of 7 to 12 % and of counting."""
    rng = np.random.default_rng(seed)
    days = tuple(last - timedelta(days=n) for n in range(399, -1, -1))
    usual = np.exp(rng.uniform(0, np.log(2000), rows))[:, None] * _calendar(days, rows, rng)
    growth = rng.normal(0, 0.25, rows)[:, None] * np.linspace(-0.5, 0.5, len(days))
    noise = rng.normal(0, 1, usual.shape) * rng.uniform(0.07, 0.12, rows)[:, None]
    mean = usual * np.exp(growth + noise)
    plants = tuple(_plants(days, rows, rng)) if planted else ()
    for plant in plants:
        mean[plant.row, plant.first : plant.last + 1] *= plant.factor
    orders = rng.poisson(mean).astype(float)
    worth = np.exp(rng.normal(4.4, 0.4, rows))[:, None]
    spread = 0.6 / np.sqrt(np.maximum(orders, 1))
    money = orders * worth * np.exp(rng.normal(0, 1, orders.shape) * spread)
    return KnownYear(days, money, orders, plants)


def _calendar(days: tuple[date, ...], rows: int, rng: np.random.Generator) -> Numbers:
    found = np.tile(WEEKDAY[[day.weekday() for day in days]], (rows, 1))
    for event in events_between(days[0], days[-1]):
        heights = rng.normal(1, 0.15, rows)
        strength = 0.3 if event.kind == "festival" else 0.6
        for n, day in enumerate(days):
            if event.first <= day <= event.last:
                near = np.exp(-abs((day - event.day).days) / 3)
                found[:, n] *= np.exp(strength * heights * near)
    return found


def _plants(days: tuple[date, ...], rows: int, rng: np.random.Generator) -> Iterator[Plant]:
    """Three a year and shop, not on days of an event, three weeks apart."""
    busy = {
        day.toordinal()
        for event in events_between(days[0], days[-1])
        for day in (
            event.first + timedelta(days=n) for n in range((event.last - event.first).days + 1)
        )
    }
    for row in range(rows):
        taken: list[int] = []
        while len(taken) < 3:
            length, factor = SHAPES[rng.integers(len(SHAPES))]
            first = int(rng.integers(QUIET_START, len(days) - length))
            span = range(first, first + length)
            is_free = all(abs(first - other) > 21 for other in taken)
            if is_free and not any(days[n].toordinal() in busy for n in span):
                taken.append(first)
                yield Plant(row, first, first + length - 1, factor)


__all__ = ["LAST", "NAN", "KnownYear", "Plant", "demo_year", "made_year"]
