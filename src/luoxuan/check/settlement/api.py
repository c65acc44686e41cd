"""Reconciliation for programs: how a month stands, differences, closing (11.12)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from luoxuan.check.settlement import listing, selectors, services
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.check.settlement.selectors import DifferenceQuestion
from luoxuan.check.settlement.services import Said
from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.foundation.people.models import User
from luoxuan.foundation.tasks.services import TaskError

router = Router(tags=["settlement"])
MOST = 500


class DifferenceOut(Schema):
    """One difference."""

    id: int
    key: str
    month: str
    kind: str
    side: str
    platform: str
    shop_key: str
    provider: str
    account: str
    order_id: str
    flow_nos: list[str]
    expected: Decimal | None
    found: Decimal | None
    amount: Decimal
    currency: str
    occurred_on: date
    age_days: int
    cause: str
    state: str
    note: str
    reference: str
    owner_id: int | None
    first_seen_on: date
    settled_on: date | None


class DifferencesOut(Schema):
    """A page of the list."""

    count: int
    items: list[DifferenceOut]


class Filters(Schema):
    """Which differences; empty: all of the month."""

    kind: str = ""
    shop: str = ""
    account: str = ""
    age: str = ""
    state: str = ""
    owner: str = ""
    text: str = ""
    sort: str = "-amount"


class Paging(Schema):
    """Which part of them."""

    offset: int = 0
    limit: int = 100


class AssignIn(Schema):
    """The log-in name of a member."""

    owner: str


class SaidIn(Schema):
    """Why, and what shows it."""

    note: str
    reference: str = ""


class ClosingOut(Schema):
    """A closing."""

    id: int
    month: str
    number: int
    state: str
    digest: str
    data_version: int
    gate_id: int | None
    asked_at: datetime
    closed_at: datetime | None


@router.get("/months", summary="Months that were reconciled, newest first")
def months_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Each with its totals and whether it is closed."""
    scope = scope_from(request, "settlement.read")
    closed = set(selectors.closed_months(scope.brand))
    return [
        {**listing.run_json(run), "is_closed": run.month in closed}
        for run in selectors.runs_latest(scope.brand)
    ]


@router.get("/months/{month}", summary="How a month stands")
def month_look(request: HttpRequest, brand: Path[str], month: str) -> dict[str, Any]:  # noqa: ARG001
    """By its last run: accounts, shops, causes by age, next dues, what people did, adjustments."""
    scope = scope_from(request, "settlement.read")
    standing = selectors.standing(scope.brand, month)
    if standing is None:
        raise Http404
    return listing.standing_json(standing)


@router.post("/months/{month}/reconcile", summary="Reconcile a month")
def month_reconcile(request: HttpRequest, brand: Path[str], month: str) -> dict[str, Any]:  # noqa: ARG001
    """At once where the brand is small, else by a worker: then a job comes back."""
    scope = scope_from(request, "settlement.write")
    try:
        done = services.reconcile_ask(
            brand=scope.brand, month=month, actor=scope.user, at=timezone.now()
        )
    except services.SettlementError as error:
        raise HttpError(422, str(error)) from error
    if isinstance(done, Reconciliation):
        return {"job_id": None, "run": listing.run_json(done)}
    return {"job_id": done.job_id, "run": None}


@router.get(
    "/months/{month}/differences", response=DifferencesOut, summary="Differences of a month"
)
def differences_list(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    month: str,
    asked: Query[Filters],
    part: Query[Paging],
) -> Any:
    """At most 500 at a time; `state` may also be live or waiting, `age` 0-7, 8-30, 31-60, 60+."""
    scope = scope_from(request, "settlement.read")
    question = replace(DifferenceQuestion(**asked.dict()), month=month)
    found = selectors.differences_of(scope.brand, question)
    first = max(part.offset, 0)
    rows = found[first : first + min(max(part.limit, 1), MOST)]
    return {"count": found.count(), "items": list(rows)}


@router.get("/differences/{difference_id}", summary="One difference with its evidence")
def difference_look(request: HttpRequest, brand: Path[str], difference_id: int) -> dict[str, Any]:  # noqa: ARG001
    """The rows of every book it stands on, as the data are now."""
    scope = scope_from(request, "settlement.read")
    record = _difference(scope, difference_id)
    said = DifferenceOut.from_orm(record).dict()
    return {**said, "evidence": listing.evidence_json(scope.brand, record)}


@router.post(
    "/differences/{difference_id}/assign", response=DifferenceOut, summary="Give to somebody"
)
def difference_assign(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    difference_id: int,
    said: AssignIn,
) -> Any:
    """A task opens for it."""
    scope = scope_from(request, "settlement.write")
    record = _difference(scope, difference_id)
    owner = _member(scope, said.owner)
    try:
        return services.difference_assign(
            difference=record, owner=owner, actor=scope.user, at=timezone.now()
        )
    except (services.SettlementError, TaskError) as error:
        raise HttpError(422, str(error)) from error


@router.post("/differences/{difference_id}/explain", response=DifferenceOut, summary="Explain")
def difference_explain(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    difference_id: int,
    said: SaidIn,
) -> Any:
    """It counts as explained; its task is done."""
    scope = scope_from(request, "settlement.write")
    record = _difference(scope, difference_id)
    try:
        return services.difference_explain(
            difference=record, said=Said(said.note, said.reference), actor=scope.user,
            at=timezone.now(),
        )  # fmt: skip
    except services.SettlementError as error:
        raise HttpError(422, str(error)) from error


@router.post("/months/{month}/close", response=ClosingOut, summary="Ask for a month to be closed")
def month_close(request: HttpRequest, brand: Path[str], month: str) -> Any:  # noqa: ARG001
    """The figures are frozen; somebody else signs through the gate that comes back."""
    scope = scope_from(request, "settlement.close")
    try:
        return services.close_ask(
            brand=scope.brand, month=month, actor=scope.user, at=timezone.now()
        )
    except (services.SettlementError, GateError) as error:
        raise HttpError(422, str(error)) from error


def _difference(scope: Scope, difference_id: int) -> DifferenceRecord:
    record = selectors.difference_of(scope.brand, difference_id)
    if record is None:
        raise Http404
    return record


def _member(scope: Scope, username: str) -> User:
    user = people.user_by_name(username)
    if user is None or not people.role_in(brand=scope.brand, user=user):
        raise HttpError(422, f"{username} is no member of this brand.")
    return user
