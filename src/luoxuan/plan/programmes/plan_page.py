"""What the page of a plan shows (6.3, 6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoxuan.charts.table import Table
from luoxuan.plan.programmes import compare, parts, periods, selectors, tables, words
from luoxuan.plan.programmes.facts import Fact, fact_from, seen
from luoxuan.plan.programmes.markdown import rendered
from luoxuan.plan.programmes.models import Programme, ProgrammeVersion

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


@dataclass(frozen=True)
class Missing:
    """One gap of a part in a sentence, and where it is mended."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class PartShown:
    """One part on the page."""

    key: str
    title: str
    hint: str
    text: str
    html: SafeString
    tables: list[Table]
    completeness: Decimal
    missing: list[Missing]

    @property
    def folds(self) -> list[tuple[str, Table]]:
        """Each table under its own heading."""
        return [(one.caption, replace(one, caption="")) for one in self.tables]


def title_of(programme: Programme) -> str:
    """2026Q4 quarterly plan."""
    name = periods.name_of(programme.kind, programme.starts_on)
    return f"{name} {programme.get_kind_display()}"


def parts_shown(scope: "Scope", kind: str, body: dict[str, Any]) -> list[PartShown]:
    """The parts of a body, live or frozen, as the person may see them."""
    return [_shown(scope, kind, part) for part in body["parts"] if words.part_of(kind, part["key"])]


def body_now(programme: Programme) -> dict[str, Any]:
    """The plan as it stands, as a body."""
    return parts.body_of(parts.parts_now(programme))


def mean_completeness(body: dict[str, Any]) -> Decimal:
    """Of the whole plan, 0 to 1."""
    found = [Decimal(part["completeness"]) for part in body["parts"]]
    return sum(found, Decimal(0)) / len(found) if found else Decimal(0)


def against_above(
    scope: "Scope", programme: Programme, body: dict[str, Any]
) -> tuple[Programme | None, list[compare.FactChange]]:
    """The plan above, and what of its figures for this period differs from them now."""
    above = selectors.above(programme)
    if above is None:
        return None, []
    version = selectors.version_in_force(above)
    told = version.body if version else body_now(above)
    mine = seen(_facts(body), scope)
    sources = {source for word in words.parts_of(programme.kind) for source in word.sources}
    theirs = [
        fact
        for fact in seen(_facts(told), scope)
        if fact.source in sources
        and (fact.first or fact.last)
        and fact.touches(programme.starts_on, programme.ends_on)
    ]
    # Only what the plan above speaks of at all: a year may leave content to its months.
    spoken = {fact.source for fact in _facts(told)}
    dated = [fact for fact in mine if (fact.first or fact.last) and fact.source in spoken]
    return above, list(compare.facts_compared(theirs, dated))


def compared(
    scope: "Scope", kind: str, before: dict[str, Any], after: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each part's difference, words and figures; parts without one are left out."""
    return [
        {
            "title": str(word.title),
            "lines": change.lines,
            "has_lines": any(line.change != "same" for line in change.lines),
            "table": tables.changes_table(facts) if facts else None,
        }
        for change in compare.bodies_compared(before, after)
        if change.is_changed and (word := words.part_of(kind, change.key))
        for facts in [[one for one in change.facts if seen([one.fact], scope)]]
    ]


def body_chosen(programme: Programme, number: int) -> dict[str, Any] | None:
    """The body of a version; of the plan as it stands for 0; None where there is no such version."""
    if number == 0:
        return body_now(programme)
    version = selectors.version_of(programme, number)
    return version.body if version else None


def versions_shown(programme: Programme) -> list[tuple[ProgrammeVersion, str]]:
    """Each version with the look of its state."""
    look = {"approved": "good", "asked": "info", "refused": "bad", "withdrawn": "neutral"}
    return [(one, look[one.state]) for one in selectors.versions_of(programme)]


def _shown(scope: "Scope", kind: str, part: dict[str, Any]) -> PartShown:
    word = words.part_of(kind, part["key"])
    if word is None:  # left out above
        raise KeyError(part["key"])
    facts: Sequence[Fact] = seen([fact_from(told) for told in part["facts"]], scope)
    return PartShown(
        word.key, str(word.title), str(word.hint), part["text"], rendered(part["text"]),
        tables.fact_tables(facts), Decimal(part["completeness"]),
        [_missing(scope, key) for key in part["missing"]],
    )  # fmt: skip


def _missing(scope: "Scope", key: str) -> Missing:
    text, page = words.SILENT.get(key, (_("Something is missing."), ""))
    return Missing(str(text), reverse(page, args=[scope.brand.key]) if page else "")


def _facts(body: dict[str, Any]) -> list[Fact]:
    found = [fact_from(told) for part in body["parts"] for told in part["facts"]]
    return list({fact.key: fact for fact in found}.values())
