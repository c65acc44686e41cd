"""What an edition of the standard is made of (4.1, 13.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from luoxuan.standard.words import Said

Unit = Literal["share", "count", "days"]
Direction = Literal["at_least", "at_most"]
Status = Literal["current", "lapsed", "year_doubtful", "unconfirmed"]
Basis = Literal["official", "copy", "memory", "none"]


@dataclass(frozen=True)
class Chapter:
    """One of the chapters, as the text numbers it."""

    number: int
    title: Said


@dataclass(frozen=True)
class Term:
    """A term of chapter 4, quoted."""

    id: str
    number: int
    """Its place in the chapter: 1 for （一）."""
    zh: str
    en: str
    definition: str
    pages: tuple[str, ...] = ()
    """Names of the addresses where it is used."""
    metrics: tuple[str, ...] = ()
    """Metrics whose formula makes it a number."""


@dataclass(frozen=True)
class Requirement:
    """What a clause asks, and how it is measured that it is lived; the number before the dot is the chapter."""

    id: str
    chapter: str
    asks: str
    clause: str
    """Quoted word for word."""
    product: Said
    evidence: Said
    threshold: Decimal
    unit: Unit
    direction: Direction
    weight: int
    """1 to 3: how much it counts in the score."""
    effort: int
    """1 to 3: how much work closing a gap usually is."""
    is_here: bool
    """Whether this version of the product has the wing."""

    @property
    def number(self) -> int:
        """The chapter's number."""
        return int(self.id.split(".")[0])


@dataclass(frozen=True)
class Citation:
    """A law or standard the text names: what it cites and what stands are two things (3.1)."""

    id: str
    kind: Literal["law", "regulation", "standard"]
    number: str
    title: str
    chapter: int
    """Where the text names it; 0: the foreword."""
    cited: str
    verified: str
    """The edition that stands as far as was verified; empty where none could be found."""
    verified_title: str
    status: Status
    basis: Basis
    """What the verification rests on."""
    review_on: date
    note: Said
    in_force_from: date | None = None
    in_force_to: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether a verified edition is in force on the day."""
        has_begun = self.in_force_from is None or self.in_force_from <= day
        return bool(self.verified) and has_begun and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Whether the verified edition lapsed before the day."""
        return self.in_force_to is not None and self.in_force_to < day


@dataclass(frozen=True)
class Edition:
    """One edition of the standard, whole."""

    key: str
    number: str
    """T/GXDSL 265-2025."""
    title: Said
    published_on: date
    review_on: date
    """The day the text itself sets for its next review at the latest."""
    chapters: Mapping[int, Chapter]
    requirements: Mapping[str, Requirement]
    terms: Mapping[str, Term]
    citations: Mapping[str, Citation]
    citations_checked_on: date
