"""Budgets for programs: the year, its lines, promises (11.10)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.plan.budgets import pages, selectors, services
from luoxuan.plan.budgets.models import BudgetLine
from luoxuan.plan.budgets.selectors import LineStanding
from luoxuan.plan.budgets.split import CENT

router = Router(tags=["budgets"])


class MonthOut(Schema):
    """One month of a line."""

    month: int
    planned: Decimal
    exceptions: Decimal
    committed: Decimal
    actual: Decimal
    left: Decimal
    forecast: Decimal


class LineOut(Schema):
    """One line on the day."""

    id: int
    name: str
    cost_kind: str
    control: str
    channel: str
    shop_key: str
    campaign_id: str
    objective_id: int | None
    planned: Decimal
    committed: Decimal
    actual: Decimal
    left: Decimal
    forecast: Decimal
    pace: Decimal | None
    roi: Decimal | None
    months: list[MonthOut]


class BudgetOut(Schema):
    """A year's budget on the day."""

    year: int
    state: str
    version: int
    day: date
    planned: Decimal
    committed: Decimal
    actual: Decimal
    left: Decimal
    forecast: Decimal
    unplanned: Decimal
    lines: list[LineOut]


class CommitIn(Schema):
    """Money to promise."""

    amount: Decimal
    month: int
    counterparty: str = ""
    note: str = ""


class CommitmentOut(Schema):
    """What was promised."""

    id: int
    month: int
    amount: Decimal
    state: str
    is_over: bool


class ExceptionIn(Schema):
    """More money for a month, and why."""

    amount: Decimal
    month: int
    reason: str


class ExceptionOut(Schema):
    """What was asked."""

    id: int
    month: int
    amount: Decimal
    state: str


@router.get(
    "/{year}", response=BudgetOut, summary="A year's budget: planned, committed, spent, left"
)
def budget_look(request: HttpRequest, brand: Path[str], year: int, day: date | None = None) -> Any:  # noqa: ARG001
    """`day`: today where it is left out."""
    scope = scope_from(request, "budgets.read")
    at = timezone.now()
    budget = services.actuals_refresh(brand=scope.brand, year=year, at=at)
    if budget is None:
        raise Http404
    standing = selectors.budget_standing(budget, day or pages.today_of(scope, at))
    names = ("planned", "committed", "actual", "left", "forecast", "unplanned")
    return {
        **{name: _cents(getattr(standing, name)) for name in names},
        "day": standing.day,
        "year": budget.year,
        "state": budget.state,
        "version": budget.version,
        "lines": [_told(one) for one in standing.lines],
    }


@router.get("/lines/{line_id}", response=LineOut, summary="One line with its months")
def line_look(request: HttpRequest, brand: Path[str], line_id: int) -> Any:  # noqa: ARG001
    """As of today."""
    scope = scope_from(request, "budgets.read")
    line = _line(scope, line_id)
    return _told(selectors.line_standing(line, pages.today_of(scope, timezone.now())))


@router.post("/lines/{line_id}/commitments", response=CommitmentOut, summary="Promise money")
def line_commit(request: HttpRequest, brand: Path[str], line_id: int, said: CommitIn) -> Any:  # noqa: ARG001
    """422 where a line that stops has too little: nothing is written then."""
    scope = scope_from(request, "budgets.write")
    line = _line(scope, line_id)
    try:
        return services.budget_commit(
            line=line, amount=said.amount, month=said.month, actor=scope.user,
            at=timezone.now(), promise=services.Promise(said.counterparty[:120], said.note[:300]),
        )  # fmt: skip
    except services.BudgetError as error:
        raise HttpError(422, str(error)) from None


@router.post(
    "/commitments/{commitment_id}/release", response=CommitmentOut, summary="Let promised money go"
)
def commitment_release(request: HttpRequest, brand: Path[str], commitment_id: int) -> Any:  # noqa: ARG001
    """422 where it is spent or released already."""
    scope = scope_from(request, "budgets.write")
    commitment = selectors.commitment_of(scope.brand, commitment_id)
    if commitment is None:
        raise Http404
    try:
        return services.commitment_release(
            commitment=commitment, actor=scope.user, at=timezone.now()
        )
    except services.BudgetError as error:
        raise HttpError(422, str(error)) from None


@router.post("/lines/{line_id}/exceptions", response=ExceptionOut, summary="Ask for an exception")
def exception_ask(request: HttpRequest, brand: Path[str], line_id: int, said: ExceptionIn) -> Any:  # noqa: ARG001
    """It counts once somebody else has approved it."""
    scope = scope_from(request, "budgets.write")
    line = _line(scope, line_id)
    try:
        return services.exception_ask(line=line, actor=scope.user, at=timezone.now(), **said.dict())
    except (services.BudgetError, GateError) as error:
        raise HttpError(422, str(error)) from None


def _line(scope: Scope, line_id: int) -> BudgetLine:
    line = selectors.line_of(scope.brand, line_id)
    if line is None:
        raise Http404
    return line


def _told(one: LineStanding) -> dict[str, Any]:
    line = one.line
    own = (
        "id",
        "name",
        "cost_kind",
        "control",
        "channel",
        "shop_key",
        "campaign_id",
        "objective_id",
    )
    sums = ("planned", "committed", "actual", "left", "forecast")
    names = ("planned", "exceptions", "committed", "actual", "left")
    months = [
        {
            "month": room.month, "forecast": told.amount,
            **{name: _cents(getattr(room, name)) for name in names},
        }
        for room, told in zip(one.room.months, one.months, strict=True)
    ]  # fmt: skip
    return {
        **{name: getattr(line, name) for name in own},
        **{name: _cents(getattr(one, name)) for name in sums},
        "pace": one.pace,
        "roi": one.roi,
        "months": months,
    }


def _cents(amount: Decimal) -> Decimal:
    """Ad reports may know parts of a cent; money on the way out has none."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
