"""What happened to a finding and its actions, from the trail (12.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoxuan.act.improvements.models import Action, Finding
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.words import detail_words, verb_word

MOST = 40


@dataclass(frozen=True)
class Happened:
    """One line of the timeline."""

    at: datetime
    who: str
    text: str
    detail: str = ""
    href: str = ""


def events_of(finding: Finding | None, actions: Sequence[Action]) -> list[Happened]:
    """Newest first."""
    subjects = [("action", str(action.pk), action.brand) for action in actions]
    if finding is not None:
        subjects.append(("finding", str(finding.pk), finding.brand))
    found = []
    for kind, subject_id, brand in subjects:
        asked = trail.TrailQuestion(subject_type=kind, subject_id=subject_id)
        found += list(trail.trail_entries(brand=brand, question=asked)[:MOST])
    found.sort(key=lambda entry: entry.seq, reverse=True)
    ids = {_person(entry.actor) for entry in found}
    names = people.names_of({one for one in ids if one is not None})
    return [
        Happened(entry.at, names.get(_person(entry.actor) or 0, ""), verb_word(entry.verb),
                 _detail(entry.detail))
        for entry in found[:MOST]
    ]  # fmt: skip


UNSAID = frozenset({"per_day", "data_version", "effect"})
"""Numbers for the record: the page shows them elsewhere, with their unit."""


def _detail(detail: Mapping[str, Any]) -> str:
    return detail_words({name: value for name, value in detail.items() if name not in UNSAID})


def _person(actor: str) -> int | None:
    kind, _colon, number = actor.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None
