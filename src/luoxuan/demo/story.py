"""All that happened to the brand in a window: orders, refunds, visitors, advertising, live sessions."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from luoxuan.demo.ads import AdDay, ad_days
from luoxuan.demo.brand import SHOP, Sku, skus, sold_by
from luoxuan.demo.orders import Order, Refund
from luoxuan.demo.problems import Problems, plant
from luoxuan.demo.shopping import LIVE_HOURS, LIVE_WEEKDAYS
from luoxuan.demo.trade import trade
from luoxuan.demo.traffic import Sales, Traffic, Visits, traffic
from luoxuan.demo.window import DAY, HOUR, Window

SEED = 20260618
DAYS = 400
ORDERS = 60_000


class Story:
    """The same seed and last day tell the same story."""

    def __init__(
        self, last: date, *, seed: int = SEED, days: int = DAYS, orders: int = ORDERS
    ) -> None:
        self.seed = seed
        self.window = Window(last, days)
        self.problems: Problems = plant(self.window)
        self.orders = trade(self.window, self.problems, seed=seed, orders=orders)

    @cached_property
    def traffic(self) -> Traffic:
        """Visitors of the Tmall shop."""
        sold = sold_by(SHOP["taobao"], skus())
        return traffic(self.window, self.problems, self.orders["taobao"], sold, self.seed)

    @cached_property
    def ads(self) -> dict[str, list[AdDay]]:
        """What the campaigns did, by source."""
        return ad_days(self.window, self.problems, self.seed)

    @cached_property
    def products(self) -> dict[int, Sku]:
        """One SKU to stand for each product, its best seller."""
        return {sku.product: sku for sku in reversed(skus())}

    def orders_between(self, shop: str, first: int, last: int) -> list[Order]:
        """Orders created on the days from `first` to `last`."""
        return [each for each in self.orders[shop] if first <= each.created // DAY <= last]

    def refunds_between(self, shop: str, first: int, last: int) -> list[tuple[Order, Refund]]:
        """Cases opened on the days from `first` to `last`, oldest first."""
        cases = [
            (order, order.refund)
            for order in self.orders[shop]
            if order.refund and first <= order.refund.applied // DAY <= last
        ]
        return sorted(cases, key=lambda case: case[1].applied)

    def ads_between(self, source: str, first: int, last: int) -> list[AdDay]:
        """What a source's campaigns did on the days from `first` to `last`."""
        return [each for each in self.ads[source] if first <= each.day <= last]

    def live_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Live sessions as (start, end)."""
        return [
            (day * DAY + LIVE_HOURS.start * HOUR + 180, day * DAY + LIVE_HOURS.stop * HOUR - 300)
            for day in range(first, last + 1)
            if self.window.day(day).weekday() in LIVE_WEEKDAYS
        ]

    def visits_of(self, first: int, last: int) -> Visits:
        """The shop's visitors of a period: fewer than the sum, because people come back."""
        days = self.traffic.shop[first : last + 1]
        seen = sum(day.visitors for day in days)
        sold = Sales(*(sum(values) for values in zip(*(day.sales for day in days), strict=True)))
        return Visits(seen if len(days) == 1 else round(seen * 0.82), sold)

    def product_days(self, first: int, last: int) -> Iterator[tuple[int, Sku, Visits, Visits]]:
        """Each day's products with their visits and the month so far."""
        so_far: dict[int, Visits] = {}
        start = first - self.window.day(first).day + 1
        for day in range(max(start, 0), last + 1):
            if self.window.day(day).day == 1:
                so_far = {}
            for product, days in self.traffic.products.items():
                so_far[product] = _added(so_far.get(product), days[day])
                if day >= first:
                    yield day, self.products[product], days[day], so_far[product]


def _added(before: Visits | None, now: Visits) -> Visits:
    if before is None:
        return now
    sums = (a + b for a, b in zip(before.sales, now.sales, strict=True))
    return Visits(before.visitors + now.visitors, Sales(*sums))
