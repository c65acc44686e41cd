"""The story holds together: exact counts, unique numbers, money that adds up, the same twice."""

import hashlib
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.demo.cells import grouped, yuan
from luoxuan.demo.folder import export_files
from luoxuan.demo.story import DAYS, ORDERS, Story
from luoxuan.demo.window import DAY, Window
from tests.demo.conftest import LAST, Folder


def test_there_are_sixty_thousand_orders_in_six_shops(story: Story) -> None:
    counts = {shop: len(orders) for shop, orders in story.orders.items()}
    assert sum(counts.values()) == ORDERS
    assert set(counts) == {"taobao", "jd", "douyin", "pdd", "xiaohongshu", "wechat_shop"}
    assert min(counts.values()) > 3_000


def test_no_day_of_any_shop_is_without_orders(story: Story) -> None:
    for orders in story.orders.values():
        assert {order.created // DAY for order in orders} == set(range(DAYS))


@pytest.mark.slow
def test_the_same_seed_and_day_write_the_same_bytes(folder: Folder) -> None:
    again = Story(LAST)
    hashes = {file.path: hashlib.sha256(file.data).hexdigest() for file in export_files(again)}
    on_disk = {
        str(path.relative_to(folder.files)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.files.rglob("*")
        if path.is_file()
    }
    assert hashes == on_disk


def test_nothing_happens_after_the_last_day(story: Story) -> None:
    for orders in story.orders.values():
        for order in orders:
            refund = order.refund
            moments = [order.created, order.paid, order.shipped, order.completed]
            moments += [refund.applied, refund.refunded] if refund else []
            known = [moment for moment in moments if moment is not None]
            assert max(known) < story.window.end
            assert order.created == min(known)


def test_a_refund_is_never_more_than_its_order(story: Story) -> None:
    for orders in story.orders.values():
        assert all(0 < o.refund.amount <= o.total for o in orders if o.refund)


def test_the_festivals_stand_out(story: Story) -> None:
    per_day = Counter(o.created // DAY for orders in story.orders.values() for o in orders)
    ordinary = sorted(per_day.values())[DAYS // 2]
    number = story.window.number
    assert per_day[number(date(2026, 6, 18))] > 3 * ordinary
    assert per_day[number(date(2025, 11, 11))] > 4 * ordinary
    assert per_day[number(date(2026, 11, 11))] > 4 * ordinary
    assert per_day[number(date(2026, 2, 18))] < 0.6 * ordinary


def test_visitors_and_buyers_tell_one_story(story: Story) -> None:
    broken = story.problems.conversion_break
    for day, visits in enumerate(story.traffic.shop):
        paid = [o for o in story.orders["taobao"] if o.paid is not None and o.paid // DAY == day]
        assert visits.sales.paid == sum(order.total for order in paid)
        planted = story.problems.year.conversion_share("taobao", day)
        rate = visits.sales.buyers / visits.visitors / planted
        assert 0.009 < rate < 0.018 if broken.first <= day else 0.02 < rate < 0.045


def test_months_and_quarters_cover_the_window_once() -> None:
    window = Window(date(2027, 3, 1), 400)
    for parts in (window.months(), window.quarters()):
        days = [day for first, last in parts for day in range(first, last + 1)]
        assert days == list(range(400))


@given(st.integers(-(10**12), 10**12))
def test_fen_are_printed_exactly(fen: int) -> None:
    assert Decimal(yuan(fen)) * 100 == fen
    assert Decimal(grouped(fen).replace(",", "")) * 100 == fen


@pytest.mark.parametrize("last", [date(2026, 3, 1), date(2027, 1, 1), date(2028, 2, 29)])
def test_any_day_can_be_the_last(last: date) -> None:
    small = Story(last, orders=3_000)
    assert sum(map(len, small.orders.values())) == 3_000
    assert small.window.day(DAYS - 1) == last
