"""The calendar over the interface (6.4)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people.access import scope_from
from luoxuan.metrics.period import Period, PeriodError
from luoxuan.plan.calendar import grid, seen, selectors, services

router = Router(tags=["calendar"])


class EntryOut(Schema):
    """One entry."""

    id: int
    uid: str
    kind: str
    title: str
    starts_on: date
    ends_on: date
    shop_key: str
    skus: list[str]
    objective_id: int | None
    budget_line_id: int | None
    amount: Decimal | None
    state: str


class EntryIn(Schema):
    """What is planned; an entry with a known `uid` is changed."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    shop_key: str = ""
    skus: list[str] = []
    objective_id: int | None = None
    budget_line_id: int | None = None
    amount: Decimal | None = None
    note: str = ""
    uid: str = ""


class ConflictOut(Schema):
    """Entries that cannot stand so."""

    rule: str
    entries: list[int]
    first: date
    last: date
    skus: list[str]
    amount: Decimal | None
    limit: Decimal | None


class DaysIn(Schema):
    """From and to, both included; left out, the weeks of this month."""

    first: date | None = None
    last: date | None = None


@router.get("/", response=list[EntryOut], summary="Entries of some days")
def entry_list(request: HttpRequest, brand: Path[str], asked: Query[DaysIn]) -> Any:  # noqa: ARG001
    """Those the token's person may see, dropped ones left out."""
    scope = scope_from(request, "plan.read")
    period = _period(asked)
    return list(selectors.entries_seen(scope, period.first, period.last, selectors.Wanted()))


@router.post("/", response=EntryOut, summary="Plan something")
def entry_save(request: HttpRequest, brand: Path[str], said: EntryIn) -> Any:  # noqa: ARG001
    """The entry as it is kept."""
    scope = scope_from(request, "plan.write")
    if scope.shop_keys is not None and said.shop_key not in scope.shop_keys:
        raise HttpError(403, "Name one of your shops.")
    draft = services.EntryDraft(**{**said.dict(), "skus": tuple(said.skus)})
    try:
        return services.entry_save(
            brand=scope.brand, draft=draft, actor=scope.user, at=timezone.now()
        )
    except services.CalendarError as error:
        raise HttpError(422, str(error)) from error


@router.get("/conflicts", response=list[ConflictOut], summary="What cannot both be")
def conflict_list(request: HttpRequest, brand: Path[str], asked: Query[DaysIn]) -> Any:  # noqa: ARG001
    """Conflicts that touch the days."""
    scope = scope_from(request, "plan.read")
    return seen.conflicts_of(scope, _period(asked))


def _period(asked: DaysIn) -> Period:
    month = grid.month_period(timezone.localdate())
    try:
        return Period(asked.first or month.first, asked.last or month.last)
    except PeriodError as error:
        raise HttpError(422, str(error)) from error
