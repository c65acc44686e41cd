"""The clock of agreed working time: it runs in a brand's working hours and stands still otherwise (7.6).

Pure: hours and moments come in, moments and durations come out. An open minute is one whose wall clock, in the
zone of the hours, lies in a span of a day that is worked; where clocks are set back, such a minute comes twice
and counts twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from luoxuan import almanac

Piece = tuple[datetime, datetime]
SATURDAY = 5
MOST_DAYS = 3660
"""Ten years: hours that offer so little are a mistake, not a plan."""
SECOND = timedelta(seconds=1)


class NoWorkingTimeError(ValueError):
    """The hours never reach the wanted working time; says so."""


@dataclass(frozen=True)
class Hours:
    """When work is done. A span is minutes of the day, `(540, 720)` from nine to noon; Monday is 0."""

    zone: str = "Asia/Shanghai"
    spans: tuple[tuple[int, int], ...] = ((540, 720), (780, 1080))
    weekdays: frozenset[int] = frozenset(range(5))
    keeps_holidays: bool = True
    """Holidays are free and made-up weekend days are worked, as the almanac has them."""
    closed: frozenset[date] = field(default_factory=frozenset)
    opened: frozenset[date] = field(default_factory=frozenset)


def is_worked(day: date, hours: Hours) -> bool:
    """Whether the day has working hours: the brand's own days first, then the almanac, then the week."""
    if day in hours.closed or day in hours.opened:
        return day not in hours.closed
    if hours.keeps_holidays:
        is_workday = almanac.is_workday(day)
        if is_workday == (day.weekday() >= SATURDAY):
            return is_workday  # a holiday on a weekday, or a made-up day on a weekend
    return day.weekday() in hours.weekdays


def working_deadline(start: datetime, worktime: timedelta, hours: Hours) -> datetime:
    """The moment at which `worktime` of open time has passed since `start`, in UTC. Raises NoWorkingTimeError."""
    left = worktime
    if left <= timedelta(0):
        return start.astimezone(UTC)
    for begin, end in _pieces(start, hours):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise NoWorkingTimeError("These working hours never reach the deadline: open more hours.")


def elapsed(start: datetime, end: datetime, hours: Hours) -> timedelta:
    """The open time between the two moments; 0 where the end is not after the start."""
    passed, limit = timedelta(0), end.astimezone(UTC)
    for begin, finish in _pieces(start, hours):
        if begin >= limit:
            break
        passed += min(finish, limit) - begin
    return passed


def _pieces(start: datetime, hours: Hours) -> Iterator[Piece]:
    """The open pieces after `start`, in order."""
    moment = start.astimezone(UTC)
    # A day earlier: where clocks jump, the local day of a moment may reach over midnight.
    first = moment.astimezone(ZoneInfo(hours.zone)).date() - timedelta(days=1)
    for count in range(MOST_DAYS):
        for begin, end in _of_day(first + timedelta(days=count), hours):
            if end > moment:
                yield max(begin, moment), end


def _of_day(day: date, hours: Hours) -> list[Piece]:
    """The open pieces of one local day; over a change of the clocks every stretch of one offset stands for itself."""
    if not is_worked(day, hours):
        return []
    pieces = []
    for begin, end, offset in _stretches(day, ZoneInfo(hours.zone)):
        midnight = datetime.combine(day, time(), tzinfo=UTC) - offset
        for opens, closes in hours.spans:
            piece = (
                max(begin, midnight + timedelta(minutes=opens)),
                min(end, midnight + timedelta(minutes=closes)),
            )
            if piece[0] < piece[1]:
                pieces.append(piece)
    return sorted(pieces)


def _stretches(day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime, timedelta]]:
    """The local day in UTC, cut where its offset changes."""
    begin = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
    before, after = _offset(begin, zone), _offset(end - SECOND, zone)
    if before == after:
        return [(begin, end, before)]
    low, high = begin, end - SECOND
    while high - low > SECOND:
        middle = low + timedelta(seconds=(high - low) // SECOND // 2)
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return [(begin, high, before), (high, end, after)]


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
