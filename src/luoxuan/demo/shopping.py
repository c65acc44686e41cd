"""The buyers of one shop, order by order."""

import random
from collections.abc import Iterator
from itertools import accumulate

from luoxuan.demo.brand import Place, Shop, Sku, places, shop_price, skus, sold_by
from luoxuan.demo.fate import fate
from luoxuan.demo.orders import Line, Order
from luoxuan.demo.problems import Problems
from luoxuan.demo.window import DAY, HOUR, Window, promotion

UNPAID = 0.055
COUPON, COUPON_CUT = 0.15, 0.05
SUBSIDY, SUBSIDY_CUT = 0.12, 0.03
EVENT_CUT = 0.10
"""Discounts stay small, so that the planted price conflict is the only one."""

LIVE_WEEKDAYS = (1, 3, 4, 5, 6)
LIVE_HOURS = range(19, 23)
BUYERS = 40_000
STEADY, LONGEST_LULL = 0.4, 3
"""A SKU of so many orders a day is missed after so many days."""


class Shopping:
    """Draws the orders of a shop; the same seed draws the same orders."""

    def __init__(self, window: Window, problems: Problems, shop: Shop, seed: int) -> None:
        self.window, self.problems, self.shop = window, problems, shop
        self.rng = random.Random(f"{seed}/{shop.key}")
        self.skus = sold_by(shop, skus())
        self.prices = {sku.number: shop_price(shop, sku) for sku in self.skus}
        self.hours = tuple(accumulate(_hours(shop.evening)))
        self.usual = self._weights(None, 1.0)
        self.sold_out = self._weights(problems.stock_out.sku, 0.0)
        self.undercut = self._weights(problems.price_conflict.sku, 4.0)
        self.without = {
            product: self._weights_without(product)
            for product in {incident.product for incident in problems.year.missed}
            if product is not None
        }
        self.serial = 0
        self.last_sold: dict[int, int] = {}

    def orders(self, counts: list[int]) -> list[Order]:
        """All orders, in order of creation."""
        return sorted(
            (order for day, count in enumerate(counts) for order in self._day(day, count)),
            key=lambda order: order.created,
        )

    def _day(self, day: int, count: int) -> Iterator[Order]:
        event = promotion(self.window.day(day))
        sure = self._sure(day, count)
        for place in places(self.rng, count):
            hour = self.rng.choices(range(24), cum_weights=self.hours)[0]
            moment = day * DAY + hour * HOUR + self.rng.randrange(HOUR)
            chosen = (sure.pop(),) if sure else ()
            order = self._order(moment, place, self._lines(moment, event, chosen))
            if order.paid is not None:
                self.last_sold |= {line.sku.number: day for line in order.lines}
            yield order
        plan = self.problems.brushing
        if self.shop.key == plan.shop and day in plan.nights:
            yield from self._brushed(day)

    def _brushed(self, day: int) -> Iterator[Order]:
        plan = self.problems.brushing
        line = Line(plan.sku, 1, self.prices[plan.sku.number], 0, 0)
        for n in range(plan.orders):
            moment = day * DAY + plan.hour * HOUR + 140 * n + self.rng.randrange(100)
            order = self._order(moment, Place(plan.province, plan.city), (line,))
            kept = fate(self.rng, moment + 35, (line,), 0.0, self.window.end)
            yield order.becomes(moment + 35, kept)._replace(shipping=0, channel="商品卡")

    def _sure(self, day: int, count: int) -> list[Sku]:
        """What some buyers of the day take for certain.

        Two prices show only where both shops sell, and a steady seller that stops for days by chance
        would look like the planted stock-out.
        """
        plan, out = self.problems.price_conflict, self.problems.stock_out
        gone = out.sku if self.shop.key == out.shop and day >= out.moment // DAY else None
        absent = self.problems.year.sold_out(self.shop.key, day)
        often = self.usual[-1] / max(count, 1) * STEADY
        sure = [
            sku
            for sku in self.skus
            if sku.weight >= often
            and sku != gone
            and sku.product != absent
            and day - self.last_sold.get(sku.number, day) >= LONGEST_LULL
        ]
        if self.shop.key in (plan.cheap, plan.dear) and plan.first <= day <= plan.last:
            sure += [plan.sku] * 3
        return sure

    def _lines(self, moment: int, event: bool, sure: tuple[Sku, ...]) -> tuple[Line, ...]:
        rng = self.rng
        count = 1 if self.shop.key == "pdd" else rng.choices((1, 2, 3), (78, 17, 5))[0]
        cut = EVENT_CUT if event else COUPON_CUT * (rng.random() < COUPON)
        subsidy = SUBSIDY_CUT * (rng.random() < SUBSIDY)
        drawn = rng.choices(self.skus, cum_weights=self._demanded(moment), k=count)
        chosen = sure or tuple(drawn)
        return tuple(self._line(sku, moment, cut, subsidy) for sku in dict.fromkeys(chosen))

    def _line(self, sku: Sku, moment: int, cut: float, subsidy: float) -> Line:
        quantity = self.rng.choices((1, 2, 3), (85, 12, 3))[0]
        price = self.prices[sku.number]
        if sku == self.problems.price_conflict.sku and self._undercuts(moment):
            price = round(price * (1 - self.problems.price_conflict.cut) / 10) * 10
        goods = price * quantity
        return Line(sku, quantity, price, round(goods * cut), round(goods * subsidy))

    def _undercuts(self, moment: int) -> bool:
        plan = self.problems.price_conflict
        return self.shop.key == plan.cheap and plan.first <= moment // DAY <= plan.last

    def _demanded(self, moment: int) -> tuple[float, ...]:
        """Cumulative weights of the SKUs at a moment."""
        out = self.problems.stock_out
        if self.shop.key == out.shop and moment >= out.moment:
            return self.sold_out
        absent = self.problems.year.sold_out(self.shop.key, moment // DAY)
        if absent is not None:
            return self.without[absent]
        return self.undercut if self._undercuts(moment) else self.usual

    def _weights_without(self, product: int) -> tuple[float, ...]:
        return tuple(accumulate(0.0 if sku.product == product else sku.weight for sku in self.skus))

    def _weights(self, changed: Sku | None, factor: float) -> tuple[float, ...]:
        weights = (sku.weight * (factor if sku == changed else 1.0) for sku in self.skus)
        return tuple(accumulate(weights))

    def _order(self, moment: int, place: Place, lines: tuple[Line, ...]) -> Order:
        rng = self.rng
        self.serial += 1
        order = Order(
            serial=self.serial,
            salt=rng.randrange(10**10),
            created=moment,
            lines=lines,
            shipping=800 if self.shop.key != "pdd" and rng.random() < 0.1 else 0,
            place=place,
            buyer=int(rng.random() ** 1.6 * BUYERS),
            channel=self._channel(moment),
            state="pending" if moment > self.window.end - DAY else "cancelled",
        )
        if rng.random() < UNPAID:
            return order
        paid = min(moment + rng.randrange(60, 1200), self.window.end - 1)
        refunds = self.shop.refund_rate * self.problems.year.refunds_share(
            self.shop.key, moment // DAY
        )
        return order.becomes(paid, fate(rng, paid, lines, refunds, self.window.end))

    def _channel(self, moment: int) -> str:
        """Where a Douyin buyer came from; the other platforms do not say."""
        if self.shop.key != "douyin":
            return ""
        if is_live(self.window, moment) and self.rng.random() < 0.75:
            return "直播"
        return self.rng.choice(("商品卡", "短视频"))


def is_live(window: Window, moment: int) -> bool:
    """Whether the shop is on air."""
    day, second = divmod(moment, DAY)
    return second // HOUR in LIVE_HOURS and window.day(day).weekday() in LIVE_WEEKDAYS


def _hours(evening: float) -> list[float]:
    """How busy each hour of the day is."""
    shape = [2, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 3.5, 5, 6, 5.5, 5, 5, 5, 5, 5, 4.5, 4.5, 6, 8, 9, 7, 4]
    return [level * (evening if hour >= 19 else 1.0) for hour, level in enumerate(shape)]
