"""Quiet hours: when people may be told again (9.15)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def told_from(at: datetime, quiet: tuple[time | None, time | None], zone: str) -> datetime:
    """`at` itself, or the end of the quiet hours it falls into. Hours may go over midnight."""
    start, end = quiet
    if start is None or end is None or start == end:
        return at
    local = at.astimezone(ZoneInfo(zone))
    now = local.time()
    over_midnight = start > end
    is_quiet = (now >= start or now < end) if over_midnight else start <= now < end
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1) if over_midnight and now >= start else local.date()
    return datetime.combine(day, end, ZoneInfo(zone)).astimezone(at.tzinfo)
