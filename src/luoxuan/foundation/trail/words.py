"""Verbs and objects of the trail in words; what nobody named stays what it is."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.foundation.people.roles import PERMISSION_WORDS, Role
from luoxuan.foundation.trail.verbs import VERBS

SUBJECTS: dict[str, str | Promise] = {
    "brand": _("Brand"),
    "shop": _("Shop"),
    "person": _("Person concerned"),
    "person_request": _("Request of a person"),
    "purpose": _("Purpose"),
    "retention": _("Retention"),
    "user": _("Person"),
    "token": _("Token"),
    "job": _("Job"),
    "import": _("Import"),
    "import_settings": _("Import settings"),
    "layout": _("Layout"),
    "push_target": _("Push"),
    "review": _("Review"),
    "difference": _("Settlement difference"),
    "month_close": _("Month close"),
    "review_settings": _("Rules of the reviews"),
    "gate": _("Approval"),
    "approval_limit": _("Approval limit"),
    "delegation": _("Standing in"),
    "budget": _("Budget"),
    "budget_line": _("Line of the budget"),
    "budget_change": _("Budget change"),
    "budget_exception": _("Budget exception"),
    "monitor": _("Monitor"),
    "alert": _("Alert"),
    "channel": _("Channel of a person"),
    "article": _("Article"),
    "suggestion": _("Suggestion"),
    "trial": _("Trial"),
    "trial_pool": _("Trial money"),
    "calendar_entry": _("Calendar entry"),
    "calendar_feed": _("Calendar address"),
    "warehouse": _("Warehouse"),
    "target_tree": _("Targets"),
    "target_node": _("Node of the targets"),
    "benchmark": _("Benchmark"),
    "task": _("Task"),
    "task_feed": _("Calendar address"),
    "work_hours": _("Working hours"),
    "finding": _("Issue"),
    "action": _("Action"),
    "objective": _("Objective"),
    "swot_board": _("SWOT board"),
    "rival": _("Rival"),
    "rival_prices": _("Prices of rivals"),
    "market_note": _("Market note"),
    "programme": _("Operating plan"),
    "programme_version": _("Version of a plan"),
    "post": _("Post"),
    "process": _("Work process"),
    "conformity_run": _("Conformity run"),
    "requirement": _("Requirement"),
    "citation": _("Cited document"),
}


def verb_word(verb: str) -> str:
    """What was done."""
    return str(VERBS.get(verb, verb))


def subject_word(kind: str) -> str:
    """What it was done to."""
    return str(SUBJECTS.get(kind, kind))


def detail_words(detail: Mapping[str, Any]) -> str:
    """What is told of an entry beside verb and object; what is empty is left out."""
    told = [
        ", ".join(_said(name, one) for one in (value if isinstance(value, list) else [value]))
        for name, value in detail.items()
        if value not in ("", [], None)
    ]
    return " · ".join(told)


PRIORITIES: dict[str, str | Promise] = {
    "urgent": _("urgent"),
    "high": _("high"),
    "normal": _("normal"),
    "low": _("low"),
}


def person_word(actor: str) -> str:
    """What user:<id> is called now; who was forgotten keeps the id."""
    if not (actor.startswith("user:") and actor[5:].isdigit()):
        return actor
    return people.names_of({int(actor[5:])}).get(int(actor[5:]), actor)


SAYS: dict[str, Callable[[str], object]] = {
    "role": lambda role: dict(Role.choices).get(role, role),
    "permissions": lambda name: PERMISSION_WORDS.get(name, name),
    "platform": platform_word,
    "priority": lambda word: PRIORITIES.get(word, word),
    "owner": lambda word: person_word(word),
}


def _said(name: str, value: Any) -> str:
    if name == "is_live":
        return str(_("in operation") if value else _("closed"))
    if isinstance(value, bool):
        return f"{name}: {_('yes') if value else _('no')}"
    return str(SAYS[name](value)) if name in SAYS else str(value)
