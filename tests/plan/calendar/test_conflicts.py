"""What cannot both be is told, and nothing else."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from luoxuan.plan.calendar.conflicts import Conflict, Shelf, Stock, conflicts

FIRST = date(2026, 6, 1)


@dataclass
class Entry:
    """An entry as the rules see it."""

    pk: int
    kind: str = "promotion"
    starts_on: date = FIRST
    ends_on: date = FIRST + timedelta(days=3)
    shop_key: str = "taobao"
    skus: list[str] = field(default_factory=lambda: ["A103"])
    budget_line_id: int | None = None
    amount: Decimal | None = None
    title: str = "x"


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def test_one_sku_in_two_promotions_of_a_shop_is_a_conflict() -> None:
    found = conflicts([Entry(1), Entry(2, starts_on=day(2), ends_on=day(9))])
    assert found == (Conflict("same_sku", (1, 2), day(2), day(3), ("A103",)),)


def test_the_same_sku_in_two_shops_or_one_after_the_other_is_none() -> None:
    other_shop = Entry(2, shop_key="jd")
    afterwards = Entry(3, starts_on=day(4), ends_on=day(5))
    other_sku = Entry(4, skus=["B200"])
    assert conflicts([Entry(1), other_shop, afterwards, other_sku]) == ()


def test_a_promotion_of_every_shop_meets_that_of_one() -> None:
    (found,) = conflicts([Entry(1, shop_key=""), Entry(2, shop_key="jd")])
    assert found.entries == (1, 2)


def test_content_before_its_stock_arrives_is_a_conflict() -> None:
    arrival = Entry(2, kind="stock_arrival", starts_on=day(5), ends_on=day(5))
    (found,) = conflicts([Entry(1, kind="content"), arrival])
    assert (found.rule, found.skus) == ("no_stock", ("A103",))
    early = Entry(3, kind="stock_arrival", starts_on=day(-2), ends_on=day(-2))
    assert conflicts([Entry(1, kind="content"), arrival, early]) == ()


def test_what_is_sold_out_now_needs_an_arrival() -> None:
    stock = Stock(day(-1), {"A103"})
    assert [each.rule for each in conflicts([Entry(1)], stock)] == ["no_stock"]
    over = Entry(2, starts_on=day(-9), ends_on=day(-5))
    assert conflicts([over], stock) == ()


def test_entries_that_cost_more_than_their_line_has_are_a_conflict() -> None:
    one = Entry(1, kind="ad_flight", skus=[], budget_line_id=7, amount=Decimal("600.00"))
    two = Entry(2, kind="ad_flight", skus=[], budget_line_id=7, amount=Decimal("400.01"))
    limits = {(7, FIRST): Decimal("1000.00")}
    (found,) = conflicts([one, two], limits=limits)
    assert (found.amount, found.limit) == (Decimal("1000.01"), Decimal("1000.00"))
    two.amount = Decimal("400.00")
    assert conflicts([one, two], limits=limits) == ()


def test_a_paid_ad_flight_without_a_line_is_a_conflict() -> None:
    flight = Entry(1, kind="ad_flight", skus=[], amount=Decimal(1))
    assert [each.rule for each in conflicts([flight])] == ["no_budget"]


ENTRIES = st.lists(
    st.builds(
        lambda start, length, shop, skus: Entry(
            0, starts_on=day(start), ends_on=day(start + length), shop_key=shop, skus=sorted(skus)
        ),
        st.integers(0, 30),
        st.integers(0, 9),
        st.sampled_from(["", "taobao", "jd"]),
        st.sets(st.sampled_from("ABC")),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_two_promotions_conflict_exactly_where_a_slow_look_at_every_day_finds_them(
    entries: list[Entry],
) -> None:
    for number, entry in enumerate(entries):
        entry.pk = number
    slow = set()
    for n in range(45):
        met = [e for e in entries if e.starts_on <= day(n) <= e.ends_on]
        for one in met:
            for other in met:
                same_shop = "" in (one.shop_key, other.shop_key) or one.shop_key == other.shop_key
                if one.pk < other.pk and same_shop and set(one.skus) & set(other.skus):
                    slow.add((one.pk, other.pk))
    assert {each.entries for each in conflicts(entries)} == slow


def test_the_stock_system_is_believed_before_sales_that_stopped() -> None:
    there = Stock(day(-1), {"A103"}, {"A103": Shelf(50)})
    assert conflicts([Entry(1)], there) == ()
    gone = Stock(day(-1), (), {"A103": Shelf(0)})
    assert [each.rule for each in conflicts([Entry(1)], gone)] == ["no_stock"]


def test_a_promotion_that_sells_more_than_there_is_and_comes_is_a_conflict() -> None:
    short = Stock(day(-1), (), {"A103": Shelf(30, 9, Decimal(10))})
    (found,) = conflicts([Entry(1)], short)
    assert (found.rule, found.skus) == ("short_stock", ("A103",))
    enough = Stock(day(-1), (), {"A103": Shelf(30, 10, Decimal(10))})
    assert conflicts([Entry(1)], enough) == ()
    arrival = Entry(2, kind="stock_arrival", starts_on=day(2), ends_on=day(2))
    assert [each.rule for each in conflicts([Entry(1), arrival], short)] == ["no_stock"]
    early = Entry(2, kind="stock_arrival", starts_on=day(0), ends_on=day(0))
    assert conflicts([Entry(1), early], short) == ()


@given(
    available=st.integers(-5, 60),
    way=st.integers(0, 60),
    daily=st.integers(0, 30),
    began=st.integers(-6, 6),
    length=st.integers(1, 9),
)
def test_short_is_told_exactly_where_the_days_left_sell_more(
    available: int, way: int, daily: int, began: int, length: int
) -> None:
    entry = Entry(1, starts_on=day(began), ends_on=day(began + length - 1))
    left = [n for n in range(began, began + length) if n >= 0]
    stock = Stock(day(0), (), {"A103": Shelf(available, way, Decimal(daily))})
    rules = [each.rule for each in conflicts([entry], stock)]
    if not left:
        assert rules == []
    elif available <= 0:
        assert rules == ["no_stock"]
    else:
        assert rules == (["short_stock"] if available + way < daily * len(left) else [])
