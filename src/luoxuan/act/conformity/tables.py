"""Tables of the self-assessment: chapters, requirements, gaps, records, history, runs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.act.conformity import words
from luoxuan.act.conformity.judging import gaps, priority
from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.standard import Edition

if TYPE_CHECKING:
    from luoxuan.act.conformity.models import ConformityRun
    from luoxuan.act.conformity.selectors import Moment

Address = Callable[[str], str]
Result = Mapping[str, Any]


def chapters_table(run: "ConformityRun", edition: Edition, today: date, part: str = "") -> Table:
    """All chapters of the text; those that ask nothing say so. `part` begins the anchors of the page's sections."""
    columns = (
        Column("chapter", _("Chapter")),
        Column("score", _("Score"), "share"),
        Column("lived", _("Lived"), "count"),
        Column("partly", _("In part"), "count"),
        Column("open", _("Not lived or no data"), "count"),
        Column("absent", _("Not in this version"), "count"),
        Column("age", _("Evidence of"), "text"),
    )
    rows = tuple(_chapter(number, run, (edition, today, part)) for number in edition.chapters)
    return Table(columns, rows, key="conformity-chapters", caption=_("Chapters"))


def _chapter(number: int, run: "ConformityRun", about: tuple[Edition, date, str]) -> Row:
    edition, today, part = about
    title = f"{number} {words.here(edition.chapters[number].title)}"
    told = run.scores.get(str(number))
    if told is None:
        return Row((title, Cell(None, reason=_("This chapter asks nothing.")), "", "", "", "", ""))
    states = told["states"]
    score = None if told["score"] is None else Decimal(told["score"])
    ages = [r["as_of"] for r in run.results if r["id"].split(".")[0] == str(number) and r["as_of"]]
    oldest = min(ages, default=None)
    open_ = states["not"] + states["no_data"]
    cells = (
        title, score, states["lived"], states["partly"], open_, states["not_available"],
        age(oldest, today),
    )  # fmt: skip
    return Row(cells, href=f"#{part}{number}" if part else "")


def age(as_of: str | None, today: date) -> str:
    """How old evidence is, in days."""
    if as_of is None:
        return "—"
    days = (today - datetime.fromisoformat(as_of).date()).days
    return _("today") if days <= 0 else _("%(n)d days ago") % {"n": days}


def requirements_table(
    results: Sequence[Result], today: date, link: Address, caption: str = ""
) -> Table:
    """One row per requirement: what it asks, state, value, threshold, age."""
    columns = (
        Column("id", _("Clause no.")),
        Column("asks", _("What it asks")),
        Column("state", _("State"), "status"),
        Column("value", _("Value"), "text"),
        Column("threshold", _("Threshold"), "text"),
        Column("age", _("Evidence of"), "text"),
        Column("weight", _("Weight"), "count", is_hidden=True),
    )
    rows = tuple(
        Row(
            (row["id"], row["title"], state_cell(row), words.figure(row["value"], row["unit"]),
             words.threshold_words(row), age(row["as_of"], today), row["weight"]),
            href=link(row["id"]),
        )
        for row in results
    )  # fmt: skip
    return Table(columns, rows, key="conformity-requirements", caption=caption)


def state_cell(row: Result) -> Cell:
    """The state in its colour and words."""
    return Cell(str(words.STATE_WORDS[row["state"]]), kind=words.STATE_KINDS[row["state"]])


def gaps_table(results: Sequence[Result], link: Address) -> Table:
    """What can be closed, the most for the least work first."""
    columns = (
        Column("gap", _("Gap")),
        Column("state", _("State"), "status"),
        Column("says", _("What the records say")),
        Column("weight", _("Weight"), "count"),
        Column("effort", _("Effort"), "count"),
        Column("priority", _("Priority"), "ratio", hint=_("Weight times shortfall over effort.")),
    )
    rows = tuple(
        Row(
            (f"{row['id']} {row['title']}", state_cell(row), words.here(row["sentence"]),
             row["weight"], row["effort"], priority(row)),
            href=link(row["id"]),
        )
        for row in gaps(results)
    )  # fmt: skip
    return Table(columns, rows, key="conformity-gaps", caption=_("Gaps"))


def evidence_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """The records behind a figure; what is missing comes first."""
    columns = (
        Column("what", _("Record")),
        Column("state", _("State"), "status"),
        Column("detail", _("Detail")),
    )
    found = tuple(
        Row(
            (words.here(row["label"]), met_cell(row["is_met"]), words.here(row["detail"])),
            href=row["url"],
        )
        for row in rows
    )
    return Table(
        columns, found, key="conformity-evidence", caption=_("Records behind it"),
        empty_title=_("No rows"), empty_text=_("The figure has no rows of its own, or you may not see them."),
    )  # fmt: skip


def met_cell(is_met: bool) -> Cell:
    return Cell(_("met"), kind="good") if is_met else Cell(_("missing"), kind="warning")


def history_table(moments: Sequence["Moment"], unit: str) -> Table:
    """What earlier runs said."""
    columns = (
        Column("day", _("Measured"), "time"),
        Column("state", _("State"), "status"),
        Column("value", _("Value"), "text"),
        Column("reached", _("Share reached"), "share"),
    )
    rows = tuple(
        Row((moment.at, Cell(str(words.STATE_WORDS[moment.state]), kind=words.STATE_KINDS[moment.state]),
             words.figure(None if moment.value is None else str(moment.value), unit), moment.reached))
        for moment in reversed(moments)
    )  # fmt: skip
    return Table(columns, rows, key="conformity-history", caption=_("History"))


def runs_table(runs: Sequence["ConformityRun"], link: Callable[[int], str]) -> Table:
    """Every run with its score and hash."""
    columns = (
        Column("at", _("Measured"), "time"),
        Column("score", _("Score"), "share"),
        Column("edition", _("Edition")),
        Column("cause", _("Why it ran")),
        Column("data", _("Data version"), "count"),
        Column("hash", "SHA-256"),
    )
    rows = tuple(
        Row((run.at, run.score, run.edition, run.get_cause_display(), run.data_version, run.digest[:16]),
            href=link(run.pk))
        for run in runs
    )  # fmt: skip
    return Table(columns, rows, key="conformity-runs", caption=_("Runs"))
