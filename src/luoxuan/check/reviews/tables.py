"""The tables of a review, made from its pack for a page or a file (12.1-12.3)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.analysis.gap.words import said
from luoxuan.charts.table import Cell, Column, Row, Table, Unit
from luoxuan.check.reviews import words
from luoxuan.metrics.sentences import Language

Json = dict[str, Any]
UNITS: tuple[Unit, ...] = ("money", "count", "share", "ratio")


def number(value: str | None) -> Decimal | None:
    """A decimal text of the pack as a number."""
    return None if value is None else Decimal(value)


def shown(value: str | None, unit: str, language: Language, *, change: bool = False) -> str:
    """An amount in words, for tables whose rows have units of their own; a dash for what is not known."""
    if value is None:
        return "—"
    # Points bring their own sign.
    sign = "+" if change and unit != "share" and Decimal(value) > 0 else ""
    return sign + said(Decimal(value), unit, is_change=change).text(language)


def text(row: Json, language: Language, name: str = "text") -> str:
    """The sentence of the reader's language."""
    return str(row.get(f"{name}_{language}", ""))


def standings_table(rows: Sequence[Json], language: Language) -> Table:
    """Every target with what came, the tree's depth shown by indenting."""
    columns = (
        Column("target", _("Target item")),
        Column("level", _("Level")),
        Column("owner", _("Responsible")),
        Column("due", _("Goal")),
        Column("actual", _("Actual")),
        Column("gap", _("Difference")),
        Column("reached", _("Target reached"), "share"),
        Column("state", _("State"), "status"),
    )
    return Table(
        columns,
        tuple(_standing(row, language) for row in rows),
        key="review-standings",
        caption=_("Targets and actuals"),
        notes=(_("Within one percent of its goal a target has been met."),),
    )


def _standing(row: Json, language: Language) -> Row:
    node, unit = row["node"], row["node"]["unit"]
    reason = text(row, language, "reason")
    kind, word = words.state(row["state"])
    return Row(
        (
            Cell("　" * row["depth"] + node["title"]),
            words.level(node["level"]),
            node["owner"] or words.role(node["role"]),
            Cell(shown(row["due"], unit, language), reason=reason),
            Cell(shown(row["actual"], unit, language), reason=reason),
            shown(row["gap"], unit, language, change=True),
            Cell(number(row["reached"]), reason=reason),
            Cell(word, kind=kind),
        )
    )


def unit_tables(rows: Sequence[Json], currency: str) -> tuple[Table, ...]:
    """For a file: the targets of each unit as numbers."""
    return tuple(
        _unit_table([row for row in rows if row["node"]["unit"] == unit], unit, currency)
        for unit in UNITS
        if any(row["node"]["unit"] == unit for row in rows)
    )


def _unit_table(rows: Sequence[Json], unit: Unit, currency: str) -> Table:
    columns = (
        Column("target", _("Target item")),
        Column("level", _("Level")),
        Column("shop", _("Shop")),
        Column("owner", _("Responsible")),
        Column("due", _("Goal"), unit, currency=currency),
        Column("actual", _("Actual"), unit, currency=currency),
        Column("gap", _("Difference"), unit, currency=currency),
        Column("reached", _("Target reached"), "share"),
        Column("state", _("State"), "status"),
    )
    found = tuple(
        Row(
            (
                "  " * row["depth"] + row["node"]["title"],
                words.level(row["node"]["level"]),
                row["shop_key"],
                row["node"]["owner"] or words.role(row["node"]["role"]),
                number(row["due"]),
                number(row["actual"]),
                number(row["gap"]),
                number(row["reached"]),
                words.state(row["state"])[1],
            )
        )
        for row in rows
    )
    caption = f"{_('Targets and actuals')} · {words.unit(unit)}"
    return Table(columns, found, caption=caption)


def causes_table(row: Json, language: Language, *, caption: str = "") -> Table:
    """The causes of a miss or an excess: what, how much, which share of the gap."""
    unit = row["node"]["unit"]
    columns = (
        Column("kind", _("Cause")),
        Column("text", _("In words")),
        Column("amount", _("Amount")),
        Column("share", _("Share of the difference"), "share"),
    )
    rows = tuple(
        Row(
            (
                words.cause(cause["kind"]),
                Cell(text(cause, language), href=cause["url"]),
                shown(cause["amount"], unit, language, change=True),
                Cell(number(cause["share"]), reason=_("It cannot be put into a figure.")),
            )
        )
        for cause in row["causes"]
    )
    return Table(columns, rows, key="review-causes", caption=caption)


def moved_table(rows: Sequence[Json], language: Language) -> Table:
    """The main figures against the days before."""
    columns = (
        Column("metric", _("Metric")),
        Column("now", _("This period")),
        Column("before", _("Period before")),
        Column("change", _("Change")),
        Column("period", _("Compared with the days")),
    )
    found = tuple(
        Row(
            (
                words.metric(row["metric"], language),
                Cell(
                    shown(row["now"], row["unit"], language), reason=text(row, language, "reason")
                ),
                shown(row["before"], row["unit"], language),
                shown(row["change"], row["unit"], language, change=True),
                row["reference"],
            )
        )
        for row in rows
    )
    return Table(columns, found, key="review-moved", caption=_("Main figures"))


def happenings_table(rows: Sequence[Json], language: Language, names: Json) -> Table:
    """Everything that happened, by its first day."""
    columns = (
        Column("first", _("From")),
        Column("last", _("To")),
        Column("kind", _("Kind")),
        Column("shop", _("Shop")),
        Column("text", _("In words")),
    )
    found = tuple(
        Row(
            (
                row["first"],
                row["last"],
                words.cause(row["kind"]),
                names.get(row["shop_key"], row["shop_key"]) or _("All shops"),
                Cell(text(row, language), href=row["url"]),
            )
        )
        for row in sorted(rows, key=lambda row: (row["first"], row["kind"]))
    )
    return Table(columns, found, key="review-happenings", caption=_("Events of the period"))


def before_table(rows: Sequence[Json]) -> Table:
    """What the review before decided, and how far it is."""
    columns = (
        Column("text", _("Decision")),
        Column("owner", _("Who sees to it")),
        Column("due", _("Due by")),
        Column("state", _("State"), "status"),
    )
    found = tuple(
        Row(
            (
                Cell(row["text"], href=row["url"]),
                row["owner"] or "—",
                row["due_on"] or "—",
                Cell(words.follow_state(row["state"])[1], kind=words.follow_state(row["state"])[0]),
            )
        )
        for row in rows
    )
    return Table(columns, found, key="review-before", caption=_("Decided last time"))


def returns_table(rows: Sequence[Json], language: Language, currency: str) -> Table:
    """Every campaign's return and what the next yuan brings."""
    columns = (
        Column("campaign", _("Campaign")),
        Column("spend", _("Spend a day"), "money", currency=currency),
        Column("roi", _("ROI"), "ratio"),
        Column("marginal", _("The next yuan brings"), "ratio"),
        Column("low", _("at least"), "ratio"),
        Column("high", _("at most"), "ratio"),
        Column("proposed", _("Proposed a day"), "money", currency=currency),
    )
    found = tuple(_return(row, text(row, language, "reason")) for row in rows)
    return Table(
        columns,
        found,
        key="review-returns",
        caption=_("Marginal returns of advertising"),
        notes=(_("Value as the ad platforms attribute it, no profit. The interval holds 90 %."),),
    )


def _return(row: Json, reason: str) -> Row:
    names = ("spend", "roi", "marginal", "low", "high", "proposed")
    return Row((row["label"], *(Cell(number(row[name]), reason=reason) for name in names)))


def score_table(sheet: Json, language: Language) -> Table:
    """A person's targets, step by step."""
    columns = (
        Column("target", _("Target item")),
        Column("due", _("Goal")),
        Column("actual", _("Actual")),
        Column("reached", _("Target reached"), "share"),
        Column("counted", _("Counts as"), "share"),
        Column("weight", _("Weight"), "ratio"),
        Column("points", _("Points"), "ratio"),
    )
    rows = tuple(
        Row(
            (
                step["title"],
                shown(step["target"], step["unit"], language),
                shown(step["actual"], step["unit"], language),
                Cell(
                    number(step["reached"]), reason=_("It cannot be compared: it does not count.")
                ),
                number(step["counted"]),
                number(step["weight"]),
                number(step["points"]),
            )
        )
        for step in sheet["steps"]
    )
    sums = ("", "", "", "", "", number(sheet["weight"]), number(sheet["points"]))
    name = sheet["name"] or words.role(sheet["role"])
    return Table(columns, rows, key="review-score", caption=name, sums=sums, sums_label=_("Sum"))
