"""The calendar says what the State Council and the astronomers said."""

from datetime import date, timedelta

import pytest

from luoxuan.almanac import (
    UnknownYearError,
    event_of,
    events_between,
    is_workday,
    known_until,
    spring_festival,
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 14), True),  # a Saturday made up for the Spring Festival
        (date(2026, 2, 17), False),
        (date(2026, 10, 5), False),
        (date(2026, 10, 10), True),
        (date(2026, 11, 24), True),
        (date(2026, 11, 22), False),
    ],
)
def test_a_day_is_worked_as_the_state_council_announced(day: date, worked: bool) -> None:
    assert is_workday(day) is worked


def test_a_year_not_announced_counts_monday_to_friday_unless_one_is_strict() -> None:
    beyond = known_until() + timedelta(days=1)
    monday = beyond + timedelta(days=(7 - beyond.weekday()) % 7)
    assert is_workday(monday)
    assert not is_workday(monday + timedelta(days=5))
    with pytest.raises(UnknownYearError, match=str(beyond.year)):
        is_workday(beyond, strict=True)


def test_the_spring_festival_is_always_between_late_january_and_late_february() -> None:
    days = [spring_festival(year) for year in range(2010, 2036)]
    assert all(day is not None and (1, 20) < (day.month, day.day) < (2, 21) for day in days)
    assert spring_festival(2026) == date(2026, 2, 17)
    assert spring_festival(2050) is None


def test_events_around_a_stretch_of_days_are_met_once_and_in_order() -> None:
    found = events_between(date(2026, 1, 20), date(2026, 6, 20))
    assert [event.key for event in found] == [
        "spring_festival", "women", "labour", "520", "618", "dragon_boat",
    ]  # fmt: skip
    assert [event.day for event in found] == sorted(event.day for event in found)


def test_an_event_knows_how_far_a_day_is_from_it() -> None:
    event = event_of("double_11", 2026)
    assert event is not None
    assert event.offset(date(2026, 11, 1)) == -10
    with pytest.raises(KeyError, match="no event"):
        event_of("single_11", 2026)
