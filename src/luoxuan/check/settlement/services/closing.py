"""A month is asked to be closed, closed, opened again; what it was closed with never changes (11.12, 5.4)."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.check.settlement import freezing, selectors
from luoxuan.check.settlement.models import MonthClose, Reconciliation
from luoxuan.check.settlement.services.errors import (
    ClosedMonthError,
    NotReconciledError,
    SettlementError,
)
from luoxuan.check.settlement.services.figures import figures_now, fingerprint_now
from luoxuan.check.settlement.services.hindering import hindrances
from luoxuan.check.settlement.services.records import closing_trailed
from luoxuan.check.settlement.tolerances import CENT
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateKind, GateSubject, gate_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.gates.registry import GateFinding
    from luoxuan.foundation.people.models import Brand, User

CLOSE, REOPEN = "settlement.month", "settlement.reopen"
State = MonthClose.State
REASON = 300


@transaction.atomic
def close_ask(*, brand: "Brand", month: str, actor: "User", at: datetime) -> MonthClose:
    """Freeze the month's figures and let somebody else sign them. Raises SettlementError, GateError."""
    run = _closable(brand, month)
    figures = figures_now(run)
    last = MonthClose.objects.filter(brand=brand, month=month).first()
    closing = MonthClose.objects.create(
        brand=brand, month=month, number=last.number + 1 if last else 1, figures=figures.text,
        differences=freezing.packed(figures.rows), digest=figures.digest,
        data_version=run.data_version, asked_by=actor, asked_at=at,
    )  # fmt: skip
    gate = gates.gate_ask(subject=_close_subject(closing, run), author=actor, at=at)
    closing.gate_id = gate.pk
    closing.save(update_fields=["gate_id"])
    closing_trailed(closing, "asked", actor, at, gate=gate.pk)
    return closing


@transaction.atomic
def reopen_ask(*, closing: MonthClose, reason: str, actor: "User", at: datetime) -> "Gate":
    """Ask to open a closed month again; the old closing is kept as it is. Raises SettlementError, GateError."""
    kept = _locked(closing)
    if kept.state != State.CLOSED:
        raise SettlementError(_("Only a closed month can be opened again."))
    if not reason.strip():
        raise SettlementError(_("Say why the month should be opened again."))
    subject = GateSubject(
        brand=kept.brand, kind=REOPEN, subject_type="month_close", subject_id=str(kept.pk),
        title=_("Open %(month)s again") % {"month": kept.month}, url=_url(kept),
        evidence={"reason": reason.strip()[:REASON], "digest": kept.digest},
        summary=reason.strip()[:REASON],
    )  # fmt: skip
    gate = gates.gate_ask(subject=subject, author=actor, at=at)
    closing_trailed(kept, "reopen_asked", actor, at, gate=gate.pk, reason=reason.strip()[:REASON])
    return gate


def kinds_register() -> None:
    """Make both approvals known."""
    gate_kind(
        GateKind(
            CLOSE, "月结", "Month close", permission="settlement.close", checks=_close_checks,
            on_decided=_close_decided, on_closed=_close_decided, fingerprint=_close_fingerprint,
            action_verbs=("settlement_month.closed",),
        )
    )  # fmt: skip
    gate_kind(
        GateKind(
            REOPEN, "重新打开月份", "Open a closed month again", permission="settlement.close",
            on_decided=_reopen_decided, action_verbs=("settlement_month.reopened",),
        )
    )  # fmt: skip


def _closable(brand: "Brand", month: str) -> Reconciliation:
    run = selectors.run_latest(brand, month)
    if run is None:
        raise NotReconciledError(_("The month was never reconciled: do that first."))
    known = selectors.closing_of(brand, month)
    if known is not None and known.state == State.CLOSED:
        raise ClosedMonthError(_("%(month)s is closed.") % {"month": month})
    if known is not None and known.state == State.ASKED:
        raise ClosedMonthError(_("%(month)s waits for approval already.") % {"month": month})
    return run


def _close_subject(closing: MonthClose, run: Reconciliation) -> GateSubject:
    share = f"{run.matched_share:.2%}" if run.matched_share is not None else "—"
    unexplained = selectors.open_amount(closing.brand, closing.month)
    return GateSubject(
        brand=closing.brand, kind=CLOSE, subject_type="month_close", subject_id=str(closing.pk),
        title=_("Close %(month)s") % {"month": closing.month}, url=_url(closing),
        amount=abs(unexplained).quantize(CENT),
        evidence={
            "data_version": run.data_version, "digest": closing.digest, "matched_share": share,
            "unexplained": f"{unexplained:,.2f}",
        },
        summary="\n".join(_account_lines(run)),
    )  # fmt: skip


def _account_lines(run: Reconciliation) -> list[str]:
    return [
        f"{row['provider']} {row['account']} {row['ledger']}: "
        f"{_said(row['opening'])} + {_said(row['movements'])} = {_said(row['closing'])} {row['currency']}"
        for row in run.standing["accounts"]
    ]


def _said(text: str | None) -> str:
    return "—" if text is None else f"{Decimal(text):,.2f}"


def _close_checks(subject: GateSubject) -> "Sequence[GateFinding]":
    closing = MonthClose.objects.select_related("brand").get(pk=int(subject.subject_id))
    return hindrances(brand=closing.brand, month=closing.month)


def _close_fingerprint(subject: GateSubject) -> str:
    closing = MonthClose.objects.select_related("brand").get(pk=int(subject.subject_id))
    run = selectors.run_latest(closing.brand, closing.month)
    return fingerprint_now(run) if run else ""


def _close_decided(gate: "Gate", at: datetime) -> None:
    """Closed with the figures that were asked for, or not at all."""
    closing = _locked(MonthClose.objects.get(pk=int(gate.subject_id)))
    if gate.state != "approved":
        closing.state = State.REFUSED
        closing.save(update_fields=["state"])
        return
    vote = gate.votes.last()
    closing.state, closing.closed_at = State.CLOSED, at
    closing.closed_by = vote.decider if vote else None
    closing.save(update_fields=["state", "closed_at", "closed_by"])
    closing_trailed(closing, "closed", closing.closed_by, at, gate=gate.pk)


def _reopen_decided(gate: "Gate", at: datetime) -> None:
    closing = _locked(MonthClose.objects.get(pk=int(gate.subject_id)))
    if gate.state != "approved" or closing.state != State.CLOSED:
        return
    vote = gate.votes.last()
    closing.state, closing.reopened_at = State.REOPENED, at
    closing.reopened_by = vote.decider if vote else None
    closing.reopen_reason = str(gate.evidence.get("reason", ""))[:REASON]
    closing.save(update_fields=["state", "reopened_at", "reopened_by", "reopen_reason"])
    # What open months took over of it is part of its own figures again.
    signed = selectors.closed_months(closing.brand)
    closing.adjustments.exclude(month__in=signed).delete()
    closing_trailed(closing, "reopened", closing.reopened_by, at, reason=closing.reopen_reason)


def _locked(closing: MonthClose) -> MonthClose:
    return (
        MonthClose.objects.select_for_update(of=("self",))
        .select_related("brand")
        .get(pk=closing.pk)
    )


def _url(closing: MonthClose) -> str:
    return f"{reverse('settlement:close', args=[closing.brand.key])}?month={closing.month}"
