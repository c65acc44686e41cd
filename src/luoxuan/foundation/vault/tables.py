"""Requests, consents, readings and clocks as tables (9.3)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.foundation.vault.models import Consent, PersonRequest, Purpose, Unmasking
from luoxuan.foundation.vault.selectors import Clock, Plain, given_count

SHORT = 12


def requests_table(rows: Sequence[PersonRequest], today: date, *, export: str = "") -> Table:
    """One row per request; those past their day say so."""
    return Table(
        columns=(
            Column("number", _("Number")), Column("person", _("Person concerned")), Column("kind", _("Right of the person")),
            Column("received", _("Came in"), "time"), Column("due", _("Due"), "day"),
            Column("state", _("State")), Column("answer", _("What was answered")), Column("note", _("Remark")),
        ),
        rows=tuple(_request(row, today) for row in rows),
        caption=_("Requests of persons"), key="person_requests", export_href=export,
        empty_title=_("No request is there."),
        empty_text=_("Look a person up by phone and take the request on their page."),
    )  # fmt: skip


def _request(row: PersonRequest, today: date) -> Row:
    is_late = row.state == PersonRequest.State.OPEN and row.due_on < today
    state = _("Past its day") if is_late else str(row.get_state_display())
    return Row(
        (f"#{row.pk}", row.token[:SHORT], str(row.get_kind_display()), row.received_at, row.due_on,
         state, row.answer, row.note)
    )  # fmt: skip


def consents_table(rows: Sequence[Consent], *, export: str = "") -> Table:
    """The ledger, newest first."""
    return Table(
        columns=(
            Column("said_at", _("When"), "time"), Column("person", _("Person concerned")), Column("purpose", _("Purpose")),
            Column("word", _("Said")), Column("source", _("Where it is known from")), Column("evidence", _("Evidence")),
        ),
        rows=tuple(
            Row((row.said_at, row.token[:SHORT], row.purpose.name, str(row.get_word_display()), row.source, row.evidence))
            for row in rows
        ),
        caption=_("Consents"), key="consents", export_href=export,
        empty_title=_("No consent is recorded yet."),
        empty_text=_("Put a purpose into the register, then record what persons say on their pages."),
    )  # fmt: skip


def purposes_table(rows: Sequence[Purpose]) -> Table:
    """The register of purposes, with how many agree now."""
    return Table(
        columns=(
            Column("name", _("Purpose")), Column("key", _("Key")), Column("basis", _("What allows it")),
            Column("given", _("Agree now"), "count"), Column("retention", _("How long")), Column("state", _("State")),
        ),
        rows=tuple(
            Row((row.name, row.key, str(row.get_basis_display()), given_count(row), row.retention,
                 _("Retired") if row.is_retired else _("In use")))
            for row in rows
        ),
        caption=_("Purposes"), key="purposes",
        empty_title=_("The register of purposes is empty."),
        empty_text=_("Write down what personal data is used for: article 17 asks for it."),
    )  # fmt: skip


def readings_table(rows: Sequence[Unmasking]) -> Table:
    """Who read what, and why."""
    return Table(
        columns=(
            Column("at", _("When"), "time"), Column("who", _("Done by")), Column("person", _("Person concerned")),
            Column("basis", _("What allows it")), Column("purpose", _("What the values are needed for")),
        ),
        rows=tuple(
            Row((row.at, str(row.user or "—"), row.person.token[:SHORT], str(row.get_basis_display()), row.purpose))
            for row in rows
        ),
        caption=_("Readings"), key="readings",
        empty_title=_("Nobody read plain values yet."),
        empty_text=_("Every reading will stand here, with its purpose."),
    )  # fmt: skip


def values_table(values: Sequence[Plain], kinds: dict[str, str]) -> Table:
    """What is kept of one person."""
    return Table(
        columns=(
            Column("kind", _("Kind of value")), Column("value", _("Masked")), Column("from", _("Source")),
            Column("since", _("Known since"), "time"),
        ),
        rows=tuple(
            Row((kinds[each.kind], Cell(each.value), _("said by the person") if each.is_corrected else _("file"), each.at))
            for each in values
        ),
        caption=_("What is kept"), key="person_values",
        empty_title=_("Nothing is kept of this person."),
        empty_text=_("The key was destroyed: what was kept cannot be read again."),
    )  # fmt: skip


def clocks_table(rows: Sequence[Clock]) -> Table:
    """Every class, its days, and what would go now."""
    return Table(
        columns=(
            Column("class", _("Class")), Column("days", _("Days"), "count"), Column("from", _("Counted from")),
            Column("over", _("Goes in the next run"), "count"), Column("reason", _("Reason")),
        ),
        rows=tuple(
            Row((str(row.data_class.title), row.days, str(row.data_class.counted_from), row.over, row.reason))
            for row in rows
        ),
        caption=_("Retention"), key="clocks",
    )  # fmt: skip
