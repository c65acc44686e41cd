"""Gates as tables of a page, and as a document to print or keep."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.documents.document import Document
from luoxuan.foundation.gates.models import Gate, GateVote
from luoxuan.foundation.gates.words import kind_word
from luoxuan.foundation.people.models import Brand

STATES = {
    "open": "info",
    "approved": "good",
    "refused": "bad",
    "withdrawn": "neutral",
    "expired": "warning",
}


def gates_table(brand: Brand, gates: Iterable[Gate], *, export: str = "") -> Table:
    """One row per gate."""
    columns = (
        Column("title", _("Subject")),
        Column("kind", _("Kind")),
        Column("amount", _("Amount"), "money", currency=brand.currency),
        Column("author", _("Asked by")),
        Column("asked", _("Asked at"), "time"),
        Column("findings", _("Findings")),
        Column("expires", _("Decide by"), "time"),
        Column("state", _("State"), "status"),
    )
    rows = tuple(
        Row(
            (
                gate.title, kind_word(gate.kind), Cell(gate.amount, reason=_("No amount.")),
                str(gate.author), gate.asked_at, findings_words(gate),
                Cell(gate.expires_at, reason=_("No end.")),
                Cell(gate.get_state_display(), kind=STATES[gate.state]),
            ),
            href=reverse("gates:gate", kwargs={"brand": brand.key, "gate_id": gate.pk}),
        )
        for gate in gates
    )  # fmt: skip
    return Table(columns, rows, key="gates", export_href=export, caption=_("Approvals"))


def decisions_table(brand: Brand, gates: Iterable[Gate]) -> Table:
    """One row per voice: who, on whose behalf, why."""
    columns = (
        Column("closed", _("Decided at"), "time"),
        Column("title", _("Subject")),
        Column("kind", _("Kind")),
        Column("amount", _("Amount"), "money", currency=brand.currency),
        Column("author", _("Asked by")),
        Column("decision", _("Decision")),
        Column("who", _("Decided by")),
        Column("behalf", _("On behalf of")),
        Column("reason", _("Reason")),
        Column("findings", _("Findings")),
        Column("waiver", _("Waived because")),
    )
    rows = tuple(
        Row((
            _local(brand, vote.at), gate.title, kind_word(gate.kind), gate.amount, str(gate.author),
            vote.get_decision_display(), str(vote.decider), str(vote.on_behalf_of or ""),
            vote.reason, findings_words(gate, vote), vote.waiver,
        ))
        for gate in gates
        for vote in gate.votes.all()
    )  # fmt: skip
    return Table(columns, rows, key="gate-decisions", caption=_("Decisions"))


def decisions_document(brand: Brand, gates: list[Gate], first: date, last: date) -> Document:
    """The decisions of some days, for a workbook or paper."""
    approved = sum(1 for gate in gates if gate.state == Gate.State.APPROVED)
    told = {"all": len(gates), "approved": approved, "refused": len(gates) - approved}
    return Document(
        title=f"{brand.name} {_('Approvals')}",
        subtitle=f"{first}..{last}",
        sentences=(_("%(all)s decided: %(approved)s approved, %(refused)s refused.") % told,),
        warnings=(),
        tables=(decisions_table(brand, gates),),
        currency=brand.currency,
        stamp=_("From the records of approvals"),
        cover=_("Summary"),
    )


def _local(brand: Brand, at: datetime) -> datetime:
    """A workbook knows no zone: the brand's clock."""
    return at.astimezone(ZoneInfo(brand.zone)).replace(tzinfo=None)


def findings_words(gate: Gate, vote: GateVote | None = None) -> str:
    """How many findings of each severity; of the vote's own check where one is given."""
    found = [
        one.severity
        for one in gate.findings.all()
        if (one.vote_id == vote.pk if vote else one.moment == "asked")
    ]
    words = (("block", _("blocking")), ("warn", _("warnings")), ("info", _("hints")))
    counted = [(word, found.count(key)) for key, word in words]
    return ", ".join(f"{word} {n}" for word, n in counted if n) or _("none")
