"""Facts, versions and differences as tables of pages and files (6.3, 6.4)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table, Unit
from luoxuan.plan.programmes import words
from luoxuan.plan.programmes.compare import FactChange
from luoxuan.plan.programmes.facts import Fact, Language
from luoxuan.plan.programmes.words import SOURCE_WORDS, VALUE_WORDS

UNITS: dict[str, Unit] = {
    "money": "money",
    "count": "count",
    "share": "share",
    "ratio": "ratio",
    "text": "text",
}


def language() -> Language:
    """Of the page."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def fact_tables(facts: Sequence[Fact]) -> list[Table]:
    """One table per source and unit, in the facts' order; the caption names the source."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.source, fact.unit), []).append(fact)
    return [_facts(source, unit, rows) for (source, unit), rows in groups.items()]


def changes_table(changes: Iterable[FactChange]) -> Table:
    """What came, went and changed."""
    kinds = {
        "added": (_("added"), "info"),
        "removed": (_("removed"), "warning"),
        "changed": (_("changed"), "warning"),
    }
    return Table(
        key="plan-changes",
        caption=_("What differs in the figures"),
        columns=(
            Column("what", _("Thing")), Column("source", _("Source")), Column("change", _("What happened"), "status"),
            Column("before", _("Was")), Column("after", _("Is now")),
        ),
        rows=tuple(
            Row((
                one.fact.label(language()), str(SOURCE_WORDS.get(one.fact.source, one.fact.source)),
                Cell(kinds[one.change][0], kind=kinds[one.change][1]),
                _told(one.before), _told(one.after),
            ))
            for one in changes
        ),
    )  # fmt: skip


def text_table(caption: str, lines: Sequence[str]) -> Table:
    """A part's written text, a line per row."""
    return Table(
        (Column("text", _("Text")),), tuple(Row((line,)) for line in lines), caption=caption
    )


def _facts(source: str, unit: str, facts: list[Fact]) -> Table:
    has_days = any(fact.first for fact in facts)
    has_value = any(fact.value for fact in facts)
    label = str(VALUE_WORDS.get(source, _("Value")))
    days = (Column("first", _("From"), "day"), Column("last", _("To"), "day")) if has_days else ()
    value = (Column("value", label, UNITS[unit]),) if has_value else ()
    return Table(
        caption=str(SOURCE_WORDS.get(source, source)),
        columns=(Column("what", _("Thing")), *days, *value),
        rows=tuple(
            Row(
                (
                    fact.label(language()),
                    *((fact.first, fact.last) if has_days else ()),
                    *((_value(fact),) if has_value else ()),
                ),
                href=fact.href,
            )
            for fact in facts
        ),
    )


def _value(fact: Fact) -> Cell:
    if fact.unit == "text":
        return Cell(words.value_word(fact.source, fact.value))
    return Cell(fact.amount, "" if fact.value else _("It costs nothing."))


def _told(fact: Fact | None) -> Any:
    if fact is None:
        return Cell(None, _("There was none."))
    days = (
        f"{fact.first}–{fact.last}"
        if fact.first and fact.first != fact.last
        else str(fact.first or "")
    )
    return " · ".join(filter(None, (_number(fact), days)))


def _number(fact: Fact) -> str:
    amount = fact.amount
    if amount is None:
        return words.value_word(fact.source, fact.value)
    if fact.unit == "share":
        return f"{amount * 100:.1f} %"
    return (
        f"{amount.quantize(Decimal('0.01')):,}"
        if fact.unit in {"money", "ratio"}
        else f"{amount:,}"
    )
