"""What the page of a review shows to one person (12.1-12.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.charts import Table
from luoxuan.check.reviews import drawings, selectors, tables, words
from luoxuan.check.reviews.models import ProposalAnswer, Review
from luoxuan.foundation.people.access import Scope
from luoxuan.metrics.sentences import Language

MOST_CHARTS = 1
MOST_OPEN = 3
"""A page is read in a minute: further misses are folded."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """A miss or an excess: sentence, causes, what no event explains, the days."""

    title: str
    sentence: str
    causes: Table
    unexplained: str
    basis: str
    chart: drawings.Drawing | None
    kind: str
    is_folded: bool


@dataclass(frozen=True)
class ShiftCard:
    """A proposed shift and what was answered."""

    key: str
    sentence: str
    answer: ProposalAnswer | None


@dataclass(frozen=True)
class Told:
    """A section of another app."""

    title: str
    lead: str
    lines: list[Json]


@dataclass(frozen=True)
class ReviewPage:
    """One review as one person may see it: who is limited to some shops sees these shops' rows only."""

    scope: Scope
    review: Review

    @property
    def language(self) -> Language:
        """The reader's language."""
        return "zh" if (get_language() or "zh").startswith("zh") else "en"

    @property
    def title(self) -> str:
        """What the review is called."""
        return f"{words.kind(self.review.kind)} {self.review.when}"

    @property
    def state(self) -> tuple[str, str]:
        """How far it is, as kind and word."""
        return words.review_state(self.review.state)

    @property
    def pack(self) -> Json:
        """What was stored."""
        found: Json = self.review.pack
        return found

    @property
    def shops(self) -> Collection[str] | None:
        """Shops the person is limited to; None: all."""
        return self.scope.shop_keys

    def rows(self, name: str) -> list[Json]:
        """The rows of a part of the pack the person may see."""
        return selectors.visible(self.pack.get(name) or [], self.shops)

    @property
    def headline(self) -> list[str]:
        """The conclusion: what people wrote, else what the pack says first."""
        if self.shops is not None:
            return [self._own_count()]
        return [row[self.language] for row in self.pack.get("headline", [])]

    def _own_count(self) -> str:
        """For who sees some shops only: their own targets counted."""
        known = [row for row in self.rows("standings") if row["state"] != "unknown"]
        met = sum(row["state"] != "missed" for row in known)
        return _("%(met)s of %(known)s targets of your shops met or exceeded.") % {
            "met": met,
            "known": len(known),
        }

    @cached_property
    def standings(self) -> Table:
        """Targets and actuals."""
        return tables.standings_table(self.rows("standings"), self.language)

    def cards(self, name: str) -> list[Card]:
        """Misses or excesses."""
        return [self._card(row, at) for at, row in enumerate(self.rows(name))]

    def _card(self, row: Json, at: int) -> Card:
        language, unit = self.language, row["node"]["unit"]
        sentence = _("%(actual)s against %(due)s: %(gap)s, %(reached)s reached.") % {
            "actual": tables.shown(row["actual"], unit, language),
            "due": tables.shown(row["due"], unit, language),
            "gap": tables.shown(row["gap"], unit, language, change=True),
            "reached": tables.shown(row["reached"], "share", language),
        }
        chart = drawings.days(row, self.review.brand.currency) if at < MOST_CHARTS else None
        return Card(
            row["node"]["title"],
            sentence,
            tables.causes_table(row, language),
            self._unexplained(row),
            tables.text(row, language, "basis"),
            chart,
            "bad" if row["state"] == "missed" else "good",
            at >= MOST_OPEN,
        )

    def _unexplained(self, row: Json) -> str:
        """What no event explains, said honestly."""
        if not row["causes"]:
            return _("No cause was found. Say in the minutes what you know.")
        share = Decimal(row["unexplained"])
        if share <= 0:
            return ""
        if share >= 1:
            return _("The figures show where it arose; no event was found that says why.")
        return _("Not explained by an event: %(share)s of the difference.") % {
            "share": tables.shown(row["unexplained"], "share", self.language)
        }

    @property
    def learned(self) -> list[str]:
        """The causes worth remembering."""
        return [row[self.language] for row in self.rows("learned")]

    @property
    def moved(self) -> Table | None:
        """The main figures; they speak of all shops."""
        rows = self.pack.get("moved") or []
        if not rows or self.shops is not None:
            return None
        return tables.moved_table(rows, self.language)

    @property
    def happenings(self) -> Table | None:
        """What happened in the period."""
        rows = self.rows("happenings")
        names = self.pack.get("names", {})
        return tables.happenings_table(rows, self.language, names) if rows else None

    @property
    def before(self) -> Table | None:
        """What was decided last time."""
        rows = self.pack.get("before") or []
        return tables.before_table(rows) if rows and self.shops is None else None

    @property
    def sections(self) -> list[Told]:
        """What other apps have to say."""
        found = []
        for row in self.pack.get("sections") or []:
            lines = selectors.visible(row["lines"], self.shops)
            said = [line | {"text": line[self.language]} for line in lines]
            if said or (row["lead_zh"] and self.shops is None):
                lead = row[f"lead_{self.language}"] if self.shops is None else ""
                found.append(Told(row[self.language], lead, said))
        return found

    @property
    def proposal(self) -> str:
        """What moving ad money would bring, or why nothing is proposed."""
        return tables.text(self.pack.get("proposal") or {}, self.language)

    @cached_property
    def shifts(self) -> list[ShiftCard]:
        """The proposed shifts: they concern several shops, so only who sees all sees them."""
        if self.shops is not None:
            return []
        answers = selectors.answers_of(self.review)
        rows = (self.pack.get("proposal") or {}).get("shifts", [])
        return [
            ShiftCard(row["key"], tables.text(row, self.language), answers.get(row["key"]))
            for row in rows
        ]

    @property
    def returns(self) -> Table | None:
        """Marginal returns."""
        rows = (self.pack.get("proposal") or {}).get("returns", [])
        rows = selectors.visible(rows, self.shops)
        return (
            tables.returns_table(rows, self.language, self.review.brand.currency) if rows else None
        )

    @property
    def can_write(self) -> bool:
        """Whether the person may change it, and it may be changed."""
        return self.scope.may("reviews.write") and self.review.is_open

    @property
    def scores(self) -> list[Json]:
        """The sheets the person may see: all with the right to budgets, else their own."""
        if self.scope.may("budgets.read"):
            return list(self.review.scores)
        return [sheet for sheet in self.review.scores if sheet["owner_id"] == self.scope.user.pk]

    @property
    def score_tables(self) -> list[tuple[Json, Table]]:
        """Each sheet with its steps."""
        return [(row, tables.score_table(row, self.language)) for row in self.scores]

    @cached_property
    def late(self) -> list[Json]:
        """What the data say differently since, newest note first."""
        return [
            {
                "at": note.noticed_at,
                "version": note.data_version,
                "lines": [
                    self._late(row) for row in selectors.visible(note.differences, self.shops)
                ],
            }
            for note in selectors.late_notes_of(self.review)
        ]

    def _late(self, row: Json) -> str:
        title = row.get("title_en", row["title"]) if self.language == "en" else row["title"]
        return _("%(title)s: %(was)s then, %(is)s now") % {
            "title": title,
            "was": tables.shown(row["was"], row["unit"], self.language),
            "is": tables.shown(row["is"], row["unit"], self.language),
        }

    @property
    def stamp(self) -> str:
        """Of which data the review is made."""
        if not self.review.pack_hash:
            return _("Not prepared yet.")
        return _("Data version %(version)s, pack %(hash)s") % {
            "version": self.review.data_version,
            "hash": self.review.pack_hash[:12],
        }

    def to_json(self) -> Json:
        """What the person may see, as JSON values."""
        parts = ("standings", "misses", "overs", "learned", "happenings")
        seen: Json = {name: self.rows(name) for name in parts}
        if self.shops is None:
            whole = ("headline", "moved", "before", "proposal", "sections")
            seen |= {name: self.pack.get(name) for name in whole}
        decisions = selectors.decisions_of(self.review)
        return {
            **seen,
            "scores": self.scores,
            "conclusion": self.review.conclusion,
            "minutes": self.review.minutes,
            "decisions": [
                {"id": d.pk, "text": d.text, "follow": d.follow, "follow_url": d.follow_url}
                for d in decisions
            ],
            "late": [
                {"data_version": note["version"], "lines": note["lines"]} for note in self.late
            ],
        }
