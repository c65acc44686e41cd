"""How far the data reaches, and what is missing in between."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from luoxuan.foundation.intake.selectors import Freshness, gaps_between

DAY = timedelta(days=1)
START = date(2026, 1, 1)

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6)).map(
        lambda pair: (START + pair[0] * DAY, START + (pair[0] + pair[1]) * DAY)
    ),
    min_size=1,
)


@given(spans)
def test_gaps_are_exactly_the_uncovered_days(found: list[tuple[date, date]]) -> None:
    covered = {a + n * DAY for a, b in found for n in range((b - a).days + 1)}
    first, last = min(covered), max(covered)
    every = {first + n * DAY for n in range((last - first).days + 1)}
    gaps = gaps_between(found)
    in_gaps = {a + n * DAY for a, b in gaps for n in range((b - a).days + 1)}
    assert in_gaps == every - covered


@given(spans)
def test_gaps_do_not_depend_on_the_order_of_imports(found: list[tuple[date, date]]) -> None:
    assert gaps_between(found) == gaps_between(reversed(found))


def test_data_to_yesterday_is_up_to_date() -> None:
    row = Freshness("a", "jd", "orders", START, date(2026, 1, 9), ())
    assert row.days_behind(date(2026, 1, 10)) == 0
    assert row.days_behind(date(2026, 1, 13)) == 3
    assert row.days_behind(date(2026, 1, 9)) == 0


def test_a_book_of_money_is_behind_where_it_does_not_come_near_the_end_of_last_month() -> None:
    today = date(2026, 3, 20)

    def behind(last: date) -> int:
        return Freshness("a", "pdd", "account_flow_csv", START, last, ()).days_behind(today)

    assert behind(date(2026, 3, 2)) == 0
    assert behind(date(2026, 2, 21)) == 0
    assert behind(date(2026, 2, 20)) == 8
    assert behind(date(2026, 1, 31)) == 28
