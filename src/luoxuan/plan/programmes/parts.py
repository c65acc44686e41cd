"""The parts of a plan with their text, figures and completeness, all computed (6.3 E)."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics.period import Period
from luoxuan.plan.programmes.facts import Fact
from luoxuan.plan.programmes.models import Programme, ProgrammePart
from luoxuan.plan.programmes.sources import facts_of
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.programmes.words import OPTIONAL, PartWord, parts_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

ENOUGH_TEXT = 40
"""Signs: a part said in less than this is a heading, no plan."""


@dataclass(frozen=True)
class Part:
    """One part as it stands."""

    word: PartWord
    text: str
    facts: tuple[Fact, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The sources that must say something."""
        return tuple(source for source in self.word.sources if source not in OPTIONAL)

    @property
    def missing(self) -> tuple[str, ...]:
        """`text`, or the key of a source that says nothing."""
        told = {fact.source for fact in self.facts}
        silent = tuple(source for source in self.needed if source not in told)
        return (() if len(self.text.strip()) >= ENOUGH_TEXT else ("text",)) + silent

    @property
    def completeness(self) -> Decimal:
        """Of text and sources, how many are there: 0 to 1."""
        whole = 1 + len(self.needed)
        return Decimal(whole - len(self.missing)) / whole


def parts_now(programme: Programme) -> tuple[Part, ...]:
    """Every part with its text and its figures of now."""
    texts = dict(ProgrammePart.objects.filter(programme=programme).values_list("key", "text"))
    asked = Asked(programme.brand, programme.kind, Period(programme.starts_on, programme.ends_on))
    return tuple(_part(word, texts.get(word.key, ""), asked) for word in parts_of(programme.kind))


def completeness(parts: tuple[Part, ...]) -> Decimal:
    """Of the whole plan: the parts' mean."""
    return sum((part.completeness for part in parts), Decimal(0)) / len(parts)


def body_of(parts: tuple[Part, ...]) -> dict[str, Any]:
    """The plan as JSON: what is frozen, compared and hashed."""
    return {
        "parts": [
            {
                "key": part.word.key,
                "text": part.text,
                "facts": [fact.to_json() for fact in part.facts],
                "missing": list(part.missing),
                "completeness": f"{part.completeness:.4f}",
            }
            for part in parts
        ]
    }


def data_version_of(brand: "Brand") -> str:
    """Names the versions of the warehouse's tables the figures were made of."""
    return _sha({name: str(version) for name, version in intake.snapshot(brand).versions.items()})


def digest_of(body: dict[str, Any], data_version: str) -> str:
    """The hash of a version."""
    return _sha({"body": body, "data_version": data_version})


def _part(word: PartWord, text: str, asked: Asked) -> Part:
    facts = tuple(fact for source in word.sources for fact in facts_of(source, asked))
    return Part(word, text, facts)


def _sha(told: dict[str, Any]) -> str:
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
