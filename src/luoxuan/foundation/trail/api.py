"""The trail for programs: who did what, and whether the chain is whole."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from luoxuan.foundation.people.access import scope_from
from luoxuan.foundation.trail import selectors
from luoxuan.foundation.trail.selectors import TrailQuestion

MOST = 500
router = Router(tags=["trail"])


class EntryOut(Schema):
    """One thing somebody did."""

    seq: int
    at: datetime
    actor: str
    verb: str
    subject_type: str
    subject_id: str
    detail: dict[str, Any]
    previous: str
    hash: str


class VerdictOut(Schema):
    """Whether the chain is whole; `head` kept elsewhere also shows a chain that was cut and sewn up."""

    entries: int
    broken_at: int | None
    reason: str
    head: str


class TrailIn(Schema):
    """What to show; what is left out asks for all."""

    actor: str = ""
    verb: str = ""
    subject_type: str = ""
    subject_id: str = ""
    since: datetime | None = None
    until: datetime | None = None


@router.get("/", response=list[EntryOut], summary="Entries, newest first")
def trail_list(request: HttpRequest, brand: Path[str], asked: Query[TrailIn]) -> Any:  # noqa: ARG001
    """At most 500 of those that fit."""
    scope = scope_from(request, "trail.read")
    question = TrailQuestion(**asked.dict())
    return selectors.trail_entries(brand=scope.brand, question=question)[:MOST]


@router.get("/verify", response=VerdictOut, summary="Is the chain whole?")
def trail_verify(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """Walks it from its first entry."""
    return selectors.trail_verify(brand=scope_from(request, "trail.read").brand)
