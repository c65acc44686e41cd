"""What differs between two bodies of plans: words line by line, facts one by one (6.3, 6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from luoxuan.plan.programmes.facts import Fact, fact_from

Change = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True)
class Line:
    """One line of a text as it was and is."""

    change: Change
    text: str


@dataclass(frozen=True)
class FactChange:
    """One fact as it was and is."""

    change: Change
    before: Fact | None
    after: Fact | None

    @property
    def fact(self) -> Fact:
        """Whichever there is, the newer first."""
        found = self.after or self.before
        if found is None:  # never made so
            raise ValueError("A change has a side.")
        return found


@dataclass(frozen=True)
class PartChange:
    """One part: its lines, and the facts that differ."""

    key: str
    lines: tuple[Line, ...]
    facts: tuple[FactChange, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything differs."""
        return bool(self.facts) or any(line.change != "same" for line in self.lines)


def bodies_compared(before: dict[str, Any], after: dict[str, Any]) -> tuple[PartChange, ...]:
    """Part by part, in the order of the newer body."""
    old, new = _parts(before), _parts(after)
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        PartChange(
            key,
            lines_compared(_text(old.get(key)), _text(new.get(key))),
            facts_compared(_facts(old.get(key)), _facts(new.get(key))),
        )
        for key in keys
    )


def lines_compared(before: str, after: str) -> tuple[Line, ...]:
    """Each line as kept, added or removed."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", text) for text in old[a:b]]
            continue
        found += [Line("removed", text) for text in old[a:b]]
        found += [Line("added", text) for text in new[c:d]]
    return tuple(found)


def facts_compared(before: Sequence[Fact], after: Sequence[Fact]) -> tuple[FactChange, ...]:
    """Facts that came, went, or have another value or other days; by key."""
    old, new = {f.key: f for f in before}, {f.key: f for f in after}
    changes = [
        FactChange(_kind(old.get(key), new.get(key)), old.get(key), new.get(key))
        for key in [*old, *(key for key in new if key not in old)]
    ]
    return tuple(change for change in changes if change.change != "same")


def _kind(before: Fact | None, after: Fact | None) -> Change:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    same = _said(before) == _said(after)
    return "same" if same else "changed"


def _said(fact: Fact) -> tuple[object, ...]:
    return (fact.value, fact.unit, fact.first, fact.last)


def _parts(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["key"]: part for part in body.get("parts", [])}


def _text(part: dict[str, Any] | None) -> str:
    return str(part["text"]) if part else ""


def _facts(part: dict[str, Any] | None) -> list[Fact]:
    return [fact_from(told) for told in part["facts"]] if part else []
