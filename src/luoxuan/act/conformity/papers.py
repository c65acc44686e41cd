"""A run as a document: what prints, and what a workbook holds."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoxuan.act.conformity import words
from luoxuan.act.conformity.tables import chapters_table, gaps_table, requirements_table
from luoxuan.charts import Column, Row, Table
from luoxuan.documents import Document
from luoxuan.standard import edition_of

if TYPE_CHECKING:
    from luoxuan.act.conformity.models import ConformityRun


def run_document(run: "ConformityRun") -> Document:
    """Everything a run says; the hash stands under it."""
    measured = edition_of(run.edition)
    results = run.results
    return Document(
        title=_("Self-assessment against %(number)s") % {"number": measured.number},
        subtitle=f"{run.brand.name} · {run.day}",
        sentences=(answer(run), _said_scope()),
        warnings=(),
        tables=(
            chapters_table(run, measured, run.day),
            requirements_table(results, run.day, lambda _id: "", _("Requirements")),
            gaps_table(results, lambda _id: ""),
            sentences_table(run),
            signatures_table(run),
        ),
        currency=run.brand.currency,
        stamp=_("Measured %(at)s from data version %(version)d · SHA-256 %(hash)s")
        % {"at": f"{run.at:%Y-%m-%d %H:%M} UTC", "version": run.data_version, "hash": run.digest},
        cover=_("Summary"),
    )


def answer(run: "ConformityRun") -> str:
    """The answer in a sentence."""
    states = [row["state"] for row in run.results]
    told = {
        "score": f"{Decimal(run.score) * 100:.1f} %",
        "lived": states.count("lived"),
        "partly": states.count("partly"),
        "open": states.count("not") + states.count("no_data"),
        "absent": states.count("not_available"),
        "all": len(states),
    }
    return (
        _(
            "Conformity %(score)s: of %(all)d requirements %(lived)d are lived, %(partly)d in part, "
            "%(open)d not or without data, %(absent)d are not available in this version."
        )
        % told
    )


def _said_scope() -> str:
    return _(
        "Every figure is computed from records at the moment named; what is not available in this version counts as not lived."
    )


def sentences_table(run: "ConformityRun") -> Table:
    """What the records say of each requirement."""
    columns = (Column("id", _("Clause no.")), Column("says", _("What the records say")))
    rows = tuple(
        Row((row["id"], words.here(row["exemption"] or row["sentence"])))
        for row in run.results
        if row["state"] != "not_available"
    )
    return Table(columns, rows, key="conformity-says", caption=_("Evidence"))


def signatures_table(run: "ConformityRun") -> Table:
    """Who stood for it."""
    columns = (
        Column("who", _("Signed by")),
        Column("at", _("At"), "text"),
        Column("words", _("Statement")),
    )
    rows = tuple(
        Row((str(one.signed_by), f"{one.at:%Y-%m-%d %H:%M} UTC", one.statement))
        for one in run.signatures.select_related("signed_by")
    )
    return Table(columns, rows, key="conformity-signed", caption=_("Signatures"))
