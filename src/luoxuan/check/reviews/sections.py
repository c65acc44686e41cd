"""Sections of a review that other apps fill: what they know of the period, said in sentences (12.1, 12.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from luoxuan.metrics.period import Period

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.metrics.scope import Session

State = Literal["good", "bad", "warning", "info", "neutral"]


@dataclass(frozen=True)
class PackContext:
    """What a section is asked about."""

    brand: "Brand"
    kind: str
    period: Period
    before: Period
    """The period of the review before: its actions are looked at here."""
    session: "Session"
    at: datetime


@dataclass(frozen=True)
class SectionLine:
    """One sentence in both languages, perhaps with an amount, a state and a page."""

    zh: str
    en: str
    amount: Decimal | None = None
    unit: str = "money"
    url: str = ""
    state: State = "info"
    shop_key: str = ""
    """Only who may see this shop sees the line; empty: everybody who sees all shops."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        amount = None if self.amount is None else format(self.amount, "f")
        return {
            "zh": self.zh, "en": self.en, "amount": amount, "unit": self.unit,
            "url": self.url, "state": self.state, "shop_key": self.shop_key,
        }  # fmt: skip


@dataclass(frozen=True)
class Section:
    """What an app has to say: a first sentence and lines."""

    lines: tuple[SectionLine, ...]
    lead_zh: str = ""
    lead_en: str = ""


@dataclass(frozen=True)
class SectionKind:
    """A section as an app registers it; `build` answers None where it has nothing to say."""

    key: str
    zh: str
    en: str
    build: Callable[[PackContext], Section | None]


_kinds: dict[str, SectionKind] = {}


def register(kind: SectionKind) -> None:
    """Add a section; the same key replaces the one before."""
    _kinds[kind.key] = kind


def built(context: PackContext) -> list[dict[str, Any]]:
    """Every section that has something to say, as JSON values, in the order they were registered."""
    found = []
    for kind in _kinds.values():
        section = kind.build(context)
        if section is not None:
            found.append(
                {
                    "key": kind.key,
                    "zh": kind.zh,
                    "en": kind.en,
                    "lead_zh": section.lead_zh,
                    "lead_en": section.lead_en,
                    "lines": [line.to_json() for line in section.lines],
                }
            )
    return found
