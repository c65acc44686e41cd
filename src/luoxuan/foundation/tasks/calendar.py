"""Tasks as a calendar another program reads: titles and moments, no names and no texts (RFC 5545; 9.3)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from luoxuan.foundation.tasks import cards
from luoxuan.foundation.tasks.models import Task

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

SHOWN = timedelta(minutes=30)
"""A due moment has no length; programs hide what has none."""
PRESSING = {"urgent": 1, "high": 3, "normal": 5, "low": 9}


def calendar_of(scope: "Scope", tasks: Iterable[Task], *, root: str) -> bytes:
    """One event per task, ending when it is due. `root` is the address of the installation."""
    import icalendar  # only when a calendar asks

    book = icalendar.Calendar()
    book.add("prodid", "-//Luoxuan//Tasks//")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Tasks · %(brand)s") % {"brand": scope.brand.name})
    for task in tasks:
        if task.due_at is None:
            continue
        event = icalendar.Event()
        event.add("uid", f"task-{task.pk}@{scope.brand.key}.luoxuan")
        event.add("dtstamp", task.opened_at)
        event.add("dtstart", task.due_at - SHOWN)
        event.add("dtend", task.due_at)
        event.add("summary", task.title)
        event.add("priority", PRESSING[task.priority])
        event.add("url", urljoin(root, cards.task_address(task)))
        book.add_component(event)
    return bytes(book.to_ical())
