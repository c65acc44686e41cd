"""Entries as an iCalendar document (RFC 5545): whole days, stable uids (6.4)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from luoxuan.plan.calendar.models import CalendarEntry

STATUS = {"planned": "TENTATIVE", "confirmed": "CONFIRMED", "done": "CONFIRMED"}
BEFORE, AHEAD = timedelta(days=180), timedelta(days=400)
"""What a feed holds around today."""


def feed_document(
    entries: Iterable["CalendarEntry"], *, name: str, host: str, at: datetime
) -> bytes:
    """The document. An event ends, as the RFC wants it, on the day after its last."""
    book = Calendar()
    book.add("prodid", "-//Luoxuan//Calendar//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", name)
    for entry in entries:
        book.add_component(_event(entry, host, at))
    written: bytes = book.to_ical()
    return written


def _event(entry: "CalendarEntry", host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{host}")
    event.add("dtstamp", at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_on)
    event.add("dtend", entry.ends_on + timedelta(days=1))
    event.add("summary", f"{entry.get_kind_display()} · {entry.title}")
    event.add("categories", [str(entry.get_kind_display())])
    event.add("status", STATUS.get(entry.state, "CANCELLED"))
    if entry.note:
        event.add("description", entry.note)
    return event


def window(today: date) -> tuple[date, date]:
    """First and last day a feed holds."""
    return today - BEFORE, today + AHEAD
