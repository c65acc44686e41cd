"""Approvals for programs: what waits, one gate with its findings, the decision (5.4)."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.gates import pages, selectors, services
from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.people.access import Scope, scope_from

router = Router(tags=["gates"])


class FindingOut(Schema):
    """What a check found, and when it ran."""

    moment: str
    rule: str
    version: str
    severity: str
    zh: str
    en: str
    url: str


class VoteOut(Schema):
    """What one person said."""

    decider: str
    on_behalf_of: str
    decision: str
    reason: str
    waiver: str
    at: datetime


class GateOut(Schema):
    """One gate."""

    id: int
    kind: str
    subject_type: str
    subject_id: str
    title: str
    summary: str
    url: str
    amount: Decimal | None
    evidence: dict[str, Any]
    author: str
    asked_at: datetime
    expires_at: datetime | None
    state: str
    closed_at: datetime | None
    two_persons: bool
    findings: list[FindingOut]
    votes: list[VoteOut]


class DecisionIn(Schema):
    """Approve or refuse, and why; a waiver only where a finding blocks and the owner speaks."""

    decision: Literal["approved", "refused"]
    reason: str = ""
    waiver: str = ""


class GatesIn(Schema):
    """Which gates."""

    view: Literal["waiting", "asked", "open", "decided"] = "waiting"


@router.get("/", response=list[GateOut], summary="Approvals: waiting for the caller, or others")
def gates_list(request: HttpRequest, brand: Path[str], asked: Query[GatesIn]) -> Any:  # noqa: ARG001
    """`decided`: of the last 90 days."""
    scope = scope_from(request, "gates.read")
    at = timezone.now()
    days = pages.recent_days(scope, at)
    return [_told(gate) for gate in pages.gates_shown(scope, asked.view, at, days)]


@router.get("/{gate_id}", response=GateOut, summary="One approval with findings and decisions")
def gate_look(request: HttpRequest, brand: Path[str], gate_id: int) -> Any:  # noqa: ARG001
    """By its number."""
    return _told(_gate(scope_from(request, "gates.read"), gate_id))


@router.post("/{gate_id}/decision", response=GateOut, summary="Approve or refuse")
def gate_decide(request: HttpRequest, brand: Path[str], gate_id: int, said: DecisionIn) -> Any:  # noqa: ARG001
    """The same rules as on the page: 422 says what stands in the way."""
    scope = scope_from(request, "gates.decide")
    gate = _gate(scope, gate_id)
    try:
        services.gate_decide(gate=gate, actor=scope.user, at=timezone.now(), **said.dict())
    except services.GateError as error:
        raise HttpError(422, str(error)) from None
    return _told(_gate(scope, gate_id))


def _gate(scope: Scope, gate_id: int) -> Gate:
    gate = pages.seen(scope, selectors.gate_of(scope.brand, gate_id))
    if gate is None:
        raise Http404
    return gate


def _told(gate: Gate) -> dict[str, Any]:
    names = (
        "id", "kind", "subject_type", "subject_id", "title", "summary", "url", "amount",
        "evidence", "asked_at", "expires_at", "state", "closed_at", "two_persons",
    )  # fmt: skip
    return {
        **{name: getattr(gate, name) for name in names},
        "author": str(gate.author),
        "findings": list(gate.findings.all()),
        "votes": [
            {
                "decider": str(vote.decider), "on_behalf_of": str(vote.on_behalf_of or ""),
                "decision": vote.decision, "reason": vote.reason, "waiver": vote.waiver,
                "at": vote.at,
            }
            for vote in gate.votes.all()
        ],
    }  # fmt: skip
