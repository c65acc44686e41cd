"""From the clocks of a zone to UTC and back, in SQL (9.1)."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from luoxuan.warehouse.sources.sql import quoted


def to_utc(time: str, zone: str) -> str:
    """A local time of the zone as UTC."""
    minutes = steady_offset(zone)
    if minutes is None:
        return f"timezone('UTC', timezone({quoted(zone)}, {time}))"
    return time if minutes == 0 else f"({time} - INTERVAL '{minutes} minutes')"


def to_local(time: str, zone: str) -> str:
    """A UTC time on the zone's clocks."""
    minutes = steady_offset(zone)
    if minutes is None:
        return f"timezone({quoted(zone)}, timezone('UTC', {time}))"
    return time if minutes == 0 else f"({time} + INTERVAL '{minutes} minutes')"


@cache
def steady_offset(zone: str) -> int | None:
    """Minutes from UTC where the zone has kept to one offset since 2000: a subtraction beats a calendar."""
    clock = ZoneInfo(zone)
    found = {
        datetime(year, month, 1, tzinfo=UTC).astimezone(clock).utcoffset()
        for year in range(2000, 2038)
        for month in range(1, 13)
    }
    offset = next(iter(found))
    return None if len(found) > 1 or offset is None else int(offset.total_seconds() // 60)
