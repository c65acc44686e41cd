"""The clock of agreed working time against a slow reference that looks at every minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.foundation.tasks.worktime import (
    Hours,
    NoWorkingTimeError,
    elapsed,
    is_worked,
    working_deadline,
)

MINUTE = timedelta(minutes=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Hours()


def at(text: str) -> datetime:
    """A moment of the wall clock in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def is_open(moment: datetime, hours: Hours) -> bool:
    """Whether the minute that begins at the moment is worked, by its wall clock alone."""
    local = moment.astimezone(ZoneInfo(hours.zone))
    minute = local.hour * 60 + local.minute
    inside = any(opens <= minute < closes for opens, closes in hours.spans)
    return inside and is_worked(local.date(), hours)


def elapsed_slowly(start: datetime, end: datetime, hours: Hours) -> timedelta:
    """One minute after the other."""
    passed, moment = timedelta(0), start
    while moment < end:
        passed += MINUTE if is_open(moment, hours) else timedelta(0)
        moment += MINUTE
    return passed


def deadline_slowly(start: datetime, worktime: timedelta, hours: Hours) -> datetime:
    """The end of the minute with which the working time is full."""
    moment = start
    while worktime > timedelta(0):
        worktime -= MINUTE if is_open(moment, hours) else timedelta(0)
        moment += MINUTE
    return moment


# Moments around holidays, made-up days, and changes of the clocks in zones that have them.
BEGINS = st.sampled_from(
    [
        datetime(2026, 9, 29, tzinfo=UTC),  # National Day
        datetime(2026, 2, 13, tzinfo=UTC),  # Spring Festival, a made-up Saturday
        datetime(2026, 3, 7, 12, tzinfo=UTC),  # New York springs forward
        datetime(2026, 10, 24, tzinfo=UTC),  # Berlin falls back
        datetime(2026, 10, 31, tzinfo=UTC),  # New York falls back
        datetime(2026, 4, 4, tzinfo=UTC),  # Lord Howe falls back by half an hour
        datetime(2018, 11, 3, tzinfo=UTC),  # São Paulo had no midnight
        datetime(2018, 2, 17, tzinfo=UTC),  # São Paulo had two
    ]
)
ZONES = st.sampled_from(
    [
        "Asia/Shanghai",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
    ]
)
MINUTES = st.integers(0, 1440)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    """Hours of one to three spans that do not overlap, on any days."""
    cuts = sorted(draw(st.sets(MINUTES, min_size=2, max_size=6)))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    begin = draw(BEGINS).date()
    near = st.sets(st.integers(-1, 6).map(lambda n: begin + timedelta(days=n)), max_size=2)
    return Hours(
        zone=draw(ZONES),
        spans=spans,
        weekdays=frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
        keeps_holidays=draw(st.booleans()),
        closed=frozenset(draw(near)),
        opened=frozenset(draw(near)),
    )


STARTS = st.builds(lambda begin, n: begin + n * MINUTE, BEGINS, st.integers(0, 2 * 1440))


@settings(max_examples=60, deadline=None)
@given(start=STARTS, length=st.integers(0, 2500), hours=some_hours())
def test_elapsed_counts_every_open_minute_once(start: datetime, length: int, hours: Hours) -> None:
    end = start + length * MINUTE
    assert elapsed(start, end, hours) == elapsed_slowly(start, end, hours)


@settings(max_examples=40, deadline=None)
@given(start=STARTS, asked=st.integers(1, 600), hours=some_hours())
def test_the_deadline_is_where_the_reference_finds_it(
    start: datetime, asked: int, hours: Hours
) -> None:
    worktime = asked * MINUTE
    due = working_deadline(start, worktime, hours)
    assert elapsed(start, due, hours) == worktime
    if due - start < timedelta(days=4):
        assert due == deadline_slowly(start, worktime, hours)
    assert is_open(due - MINUTE, hours)


@settings(max_examples=60, deadline=None)
@given(start=STARTS, first=st.integers(0, 9000), second=st.integers(0, 9000), hours=some_hours())
def test_elapsed_adds_up(start: datetime, first: int, second: int, hours: Hours) -> None:
    middle, end = start + first * MINUTE, start + (first + second) * MINUTE
    whole = elapsed(start, middle, hours) + elapsed(middle, end, hours)
    assert whole == elapsed(start, end, hours)


def test_four_hours_from_friday_afternoon_end_on_monday() -> None:
    due = working_deadline(at("2026-11-20 16:00"), timedelta(hours=4), OFFICE)
    assert due == at("2026-11-23 11:00")


def test_lunch_does_not_count() -> None:
    assert working_deadline(at("2026-11-23 11:30"), timedelta(hours=1), OFFICE) == at(
        "2026-11-23 13:30"
    )


def test_what_ends_with_the_day_is_due_that_evening_and_not_next_morning() -> None:
    assert working_deadline(at("2026-11-23 09:00"), timedelta(hours=8), OFFICE) == at(
        "2026-11-23 18:00"
    )


def test_national_day_is_free_and_the_made_up_day_is_worked() -> None:
    # 2026: free from 1 to 7 October, Saturday the 10th is made up.
    due = working_deadline(at("2026-09-30 17:00"), timedelta(hours=2), OFFICE)
    assert due == at("2026-10-08 10:00")
    assert is_worked(date(2026, 10, 10), OFFICE)
    assert not is_worked(date(2026, 10, 10), Hours(keeps_holidays=False))


def test_the_brands_own_days_win_over_the_almanac() -> None:
    own = Hours(closed=frozenset({date(2026, 10, 10)}), opened=frozenset({date(2026, 10, 1)}))
    assert not is_worked(date(2026, 10, 10), own)
    assert is_worked(date(2026, 10, 1), own)


def test_round_the_clock_is_plain_time() -> None:
    always = Hours(spans=((0, 1440),), weekdays=frozenset(range(7)), keeps_holidays=False)
    start = at("2026-11-23 03:17")
    assert working_deadline(start, timedelta(days=9), always) == start + timedelta(days=9)


def test_no_time_is_due_at_once_and_backwards_nothing_passes() -> None:
    start = at("2026-11-21 16:00")
    assert working_deadline(start, timedelta(0), OFFICE) == start
    assert elapsed(start, start - timedelta(days=9), OFFICE) == timedelta(0)


def test_hours_that_never_come_are_refused() -> None:
    never = Hours(spans=())
    with pytest.raises(NoWorkingTimeError, match="open more hours"):
        working_deadline(at("2026-11-23 09:00"), MINUTE, never)
