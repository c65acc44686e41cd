"""The year before: what was planted is in the orders, and only there."""

from collections import Counter
from datetime import date

import pytest

from luoxuan.demo.incidents import QUIET_MONTHS, SOLD_OUT_PRODUCT, Year, missed_months
from luoxuan.demo.story import DAYS, Story
from luoxuan.demo.window import DAY, Window
from tests.demo.conftest import LAST


def per_day(story: Story, shop: str) -> Counter[int]:
    """Orders created, by day."""
    return Counter(order.created // DAY for order in story.orders[shop])


def mean(counts: Counter[int], days: range) -> float:
    """Orders a day."""
    return sum(counts[day] for day in days) / len(days)


def test_nobody_buys_what_is_sold_out(story: Story) -> None:
    sold_out = next(each for each in story.problems.year.missed if each.key == "sold_out")
    days = range(sold_out.first, sold_out.last + 1)
    products = Counter(
        line.sku.product
        for orders in story.orders.values()
        for order in orders
        if order.created // DAY in days
        for line in order.lines
    )
    assert products[SOLD_OUT_PRODUCT] == 0
    assert products[SOLD_OUT_PRODUCT + 1] > 100


def test_a_broken_detail_page_takes_most_orders_and_keeps_the_visitors(story: Story) -> None:
    broken = next(each for each in story.problems.year.missed if each.key == "detail_page")
    during = range(broken.first, broken.last + 1)
    before = range(broken.first - len(during) - 4, broken.first - 4)
    orders = per_day(story, "taobao")
    assert 0.25 < mean(orders, during) / mean(orders, before) < 0.45
    visits = Counter({day: v.visitors for day, v in enumerate(story.traffic.shop)})
    assert 0.85 < mean(visits, during) / mean(visits, before) < 1.15


def test_a_surprise_is_far_from_its_neighbours(story: Story) -> None:
    for incident in story.problems.year.anomalies:
        orders = per_day(story, incident.shop)
        around = [
            *range(incident.first - 7, incident.first),
            *range(incident.last + 1, incident.last + 8),
        ]
        usual = sum(orders[day] for day in around) / len(around)
        level = mean(orders, range(incident.first, incident.last + 1)) / usual
        assert (level > 1.25) if incident.orders > 1 else (level < 0.75), incident


def test_the_size_guide_cut_the_refunds(story: Story) -> None:
    action = next(each for each in story.problems.year.actions if each.key == "size_guide")

    def rate(days: range) -> float:
        orders = [o for o in story.orders["pdd"] if o.paid and o.created // DAY in days]
        return sum(1 for order in orders if order.refund) / len(orders)

    before = rate(range(action.first - 120, action.first))
    assert rate(range(action.first, action.first + 80)) < 0.6 * before


@pytest.mark.parametrize("last", [date(2026, 3, 1), date(2027, 1, 1), date(2028, 2, 29), LAST])
def test_any_last_day_has_two_quiet_missed_months_apart(last: date) -> None:
    window = Window(last, DAYS)
    older, younger = missed_months(window)
    assert older.month in QUIET_MONTHS
    assert younger.month in QUIET_MONTHS
    assert (younger - older).days > 90
    assert len(Year(window).anomalies) == 12
    assert all(0 <= each.first <= each.last < DAYS for each in Year(window).all)
