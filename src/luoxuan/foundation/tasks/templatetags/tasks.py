"""Words and colours of tasks: `{% load tasks %}`."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks.kinds import kind_of
from luoxuan.foundation.tasks.models import Task

register = template.Library()

STATE_COLOURS = {"open": "neutral", "doing": "info", "done": "good", "cancelled": "neutral"}
PRIORITY_COLOURS = {"urgent": "bad", "high": "warning", "normal": "neutral", "low": "neutral"}


@register.filter
def kind_title(kind: str) -> str:
    """What sort of task it is."""
    return str(kind_of(kind).title)


@register.filter
def state_colour(state: str) -> str:
    """The kind of pill."""
    return STATE_COLOURS.get(state, "neutral")


@register.filter
def priority_colour(priority: str) -> str:
    """The kind of pill."""
    return PRIORITY_COLOURS.get(priority, "neutral")


@register.filter
def holder(task: Task) -> str:
    """Who has it: a person, or a queue."""
    if task.owner is not None:
        return str(task.owner)
    if task.role:
        return _("Queue: %(role)s") % {"role": Role(task.role).label}
    return _("Queue: whoever may decide")


@register.filter
def closes_by_hand(task: Task) -> bool:
    """Whether a person may finish it here."""
    return kind_of(task.kind).closes_by_hand


@register.filter
def worktime(span: timedelta) -> str:
    """3 h 20 min of working time."""
    minutes = round(span.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    told = []
    if hours:
        told.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        told.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(told)


@register.filter
def name_in(names: dict[str, str], key: str) -> str:
    """What the key is called."""
    return names.get(key, "")


@register.simple_tag
def is_late(task: Task, at: datetime) -> bool:
    """Whether it should have been done."""
    return not task.is_over and task.due_at is not None and task.due_at <= at


@register.simple_tag
def due_word(task: Task, at: datetime) -> str:
    """When it is due, short: 18:00 today, else the day and the hour."""
    if task.due_at is None:
        return ""
    zone = ZoneInfo(task.brand.zone)
    due, now = task.due_at.astimezone(zone), at.astimezone(zone)
    if due.date() == now.date():
        return _("today %(time)s") % {"time": f"{due:%H:%M}"}
    if due.date() == now.date() + timedelta(days=1):
        return _("tomorrow %(time)s") % {"time": f"{due:%H:%M}"}
    return f"{due:%m-%d %H:%M}" if due.year == now.year else f"{due:%Y-%m-%d}"
